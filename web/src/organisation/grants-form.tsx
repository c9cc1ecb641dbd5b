/** The rights of a person: which roles, where, for how long, and from what they keep away. */
import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Card, Form, Input, Modal, Select, Space } from "antd";
import type { Scope } from "../../../core/organisation/grant.ts";
import { ROLE_NAMES, ROLES, type Role, UNIT_ROLES } from "../../../core/organisation/role.ts";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { call } from "../client.ts";
import { useUnits } from "../unit-desk/unit-names.ts";
import type { PersonLine } from "./shapes.ts";
import { fieldsOf, type SpanFields, SpanInputs, spanOf } from "./span-fields.tsx";

/** Stands for the whole office among the units. */
const OFFICE = "office";

interface GrantFields extends SpanFields {
  readonly role: Role;
  readonly where: string;
}
interface BarFields extends SpanFields {
  readonly role?: Role;
  readonly where: string;
  readonly reason: string;
}
interface Fields {
  readonly name: string;
  readonly unitId?: string;
  readonly grants: GrantFields[];
  readonly bars: BarFields[];
}

const whereOf = (scope: Scope): string =>
  scope.kind === "unit" ? scope.unitId : scope.kind === "group" ? `group:${scope.groupId}` : OFFICE;
function scopeOf(where: string) {
  if (where === OFFICE) return { kind: "office" } as const;
  return where.startsWith("group:")
    ? ({ kind: "group", groupId: where.slice(6) } as const)
    : ({ kind: "unit", unitId: where } as const);
}
const roleOptions = ROLES.map((value) => ({ value, label: ROLE_NAMES[value] }));

export function GrantsForm({
  person,
  onClose,
}: {
  readonly person: PersonLine;
  readonly onClose: () => void;
}) {
  const [form] = Form.useForm<Fields>();
  const queries = useQueryClient();
  const units = useUnits();
  const { message } = App.useApp();
  const unitOptions = units.data?.units.map(({ id, name }) => ({ value: id, label: name })) ?? [];
  const save = useMutation({
    mutationFn: ({ name, unitId, grants, bars }: Fields) =>
      call(endpoints.changePerson, {
        params: { id: person.id },
        body: {
          name: name.trim(),
          unitId,
          grants: grants.map(({ role, where, ...span }) => ({
            role,
            scope: scopeOf(where),
            ...spanOf(span),
          })),
          bars: bars.map(({ role, where, reason, ...span }) => ({
            role,
            scope: scopeOf(where),
            reason,
            ...spanOf(span),
          })),
        },
      }),
    onSuccess: ({ name }) => {
      message.success(`已保存${name}的权限，立即生效`);
      onClose();
      return queries.invalidateQueries();
    },
  });
  return (
    <Modal
      open
      width={760}
      title={`修改${person.name}（${person.login}）`}
      okText="保存"
      okButtonProps={{ "data-testid": "save-rights" }}
      confirmLoading={save.isPending}
      onOk={form.submit}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{
          name: person.name,
          unitId: person.belongsTo,
          grants: person.grants.map(({ scope, ...one }) => ({
            ...one,
            where: whereOf(scope),
            ...fieldsOf(one),
          })),
          bars: person.bars.map(({ scope, ...one }) => ({ ...one, where: whereOf(scope), ...fieldsOf(one) })),
        }}
        onFinish={(fields) => save.mutate(fields)}
      >
        {save.error && (
          <Alert type="error" showIcon title={save.error.message} style={{ marginBottom: 12 }} />
        )}
        <Space wrap size={8} align="start">
          <Form.Item name="name" label="姓名" rules={[{ required: true, max: 40, message: "请填写姓名" }]}>
            <Input />
          </Form.Item>
          <Form.Item name="unitId" label="所在单位" extra="不能审核本单位报送的材料" style={{ width: 280 }}>
            <Select allowClear showSearch={{ optionFilterProp: "label" }} options={unitOptions} />
          </Form.Item>
        </Space>
        <h3>权限</h3>
        <Form.List name="grants">
          {(fields, { add, remove }) => (
            <>
              {fields.map(({ key, name }) => (
                <Line key={key} onRemove={() => remove(name)}>
                  <Form.Item
                    name={[name, "role"]}
                    label="角色"
                    style={{ width: 160, marginBottom: 8 }}
                    rules={[{ required: true, message: "请选择角色" }]}
                  >
                    <Select options={roleOptions} data-testid={`grant-role-${name}`} />
                  </Form.Item>
                  <Where name={name} options={unitOptions} list="grants" />
                  <SpanInputs path={[name]} from="开始" last="最后一天" />
                </Line>
              ))}
              <Button
                block
                icon={<PlusOutlined />}
                data-testid="add-grant"
                onClick={() => add({ where: OFFICE })}
              >
                添加权限
              </Button>
            </>
          )}
        </Form.List>
        <h3>回避</h3>
        <p className="quiet">对所选单位不能看也不能办，即使有上面的权限。</p>
        <Form.List name="bars">
          {(fields, { add, remove }) => (
            <>
              {fields.map(({ key, name }) => (
                <Line key={key} onRemove={() => remove(name)}>
                  <Form.Item name={[name, "role"]} hidden>
                    <Select options={roleOptions} />
                  </Form.Item>
                  <Where name={name} options={unitOptions} list="bars" />
                  <Form.Item
                    name={[name, "reason"]}
                    label="事由"
                    style={{ width: 220, marginBottom: 8 }}
                    rules={[{ required: true, max: 100, message: "请写明事由" }]}
                  >
                    <Input placeholder="如 曾任该单位负责人" />
                  </Form.Item>
                  <SpanInputs path={[name]} from="开始" last="最后一天" />
                </Line>
              ))}
              <Button block icon={<PlusOutlined />} data-testid="add-bar" onClick={() => add({})}>
                添加回避
              </Button>
            </>
          )}
        </Form.List>
      </Form>
    </Modal>
  );
}

function Line(props: { readonly onRemove: () => void; readonly children: React.ReactNode }) {
  return (
    <Card size="small" style={{ marginBottom: 8 }}>
      <Space wrap size={8} align="end">
        {props.children}
        <Button
          style={{ marginBottom: 8 }}
          icon={<DeleteOutlined />}
          aria-label="删除这一行"
          onClick={props.onRemove}
        />
      </Space>
    </Card>
  );
}

/** The whole office or one unit; a unit's role asks for a unit. */
function Where(props: {
  readonly name: number;
  readonly list: "grants" | "bars";
  readonly options: readonly { readonly value: string; readonly label: string }[];
}) {
  const { name, list, options } = props;
  const role: Role | undefined = Form.useWatch([list, name, "role"]);
  const isOfUnit = list === "bars" || (role !== undefined && UNIT_ROLES.has(role));
  return (
    <Form.Item
      name={[name, "where"]}
      label={list === "bars" ? "单位" : "范围"}
      style={{ width: 220, marginBottom: 8 }}
      rules={[
        { required: true, message: "请选择" },
        {
          validator: (_, value) =>
            isOfUnit && value === OFFICE ? Promise.reject(new Error("请选择单位")) : Promise.resolve(),
        },
      ]}
    >
      <Select
        data-testid={`${list}-where-${name}`}
        showSearch={{ optionFilterProp: "label" }}
        options={[...(isOfUnit ? [] : [{ value: OFFICE, label: "全办公室" }]), ...options]}
      />
    </Form.Item>
  );
}
