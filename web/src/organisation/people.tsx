/** Who may sign in; adding somebody. The first password is shown once. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Card, Empty, Form, Input, Modal, Select, Table, Tag, Typography } from "antd";
import { useState } from "react";
import { ROLE_NAMES, ROLES, type Role } from "../../../core/organisation/role.ts";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { call } from "../client.ts";
import { Answered } from "../page/answered.tsx";
import { useUnits } from "../unit-desk/unit-names.ts";
import { PasswordReset } from "./password-reset.tsx";

export function People() {
  const [adding, setAdding] = useState(false);
  const people = useQuery({ queryKey: ["people"], queryFn: () => call(endpoints.people) });
  const units = useUnits();
  const unitName = (id: string | undefined) => units.data?.units.find((unit) => unit.id === id)?.name ?? "—";
  return (
    <Answered query={people}>
      {(data) => (
        <Card
          size="small"
          title={`${data.people.length} 人`}
          extra={
            <Button type="primary" data-testid="create-person" onClick={() => setAdding(true)}>
              新增人员
            </Button>
          }
        >
          <Table
            rowKey="id"
            data-testid="people"
            dataSource={data.people}
            pagination={{ pageSize: 50, hideOnSinglePage: true }}
            scroll={{ x: "max-content" }}
            locale={{ emptyText: <Empty description="还没有人员" /> }}
            columns={[
              { title: "姓名", dataIndex: "name" },
              { title: "账号", dataIndex: "login" },
              {
                title: "角色",
                render: (_, person) => person.roles.map((role) => <Tag key={role}>{ROLE_NAMES[role]}</Tag>),
              },
              { title: "单位", render: (_, person) => unitName(person.unitId) },
              { title: "", render: (_, { id, name }) => <PasswordReset id={id} name={name} /> },
            ]}
          />
          <PersonForm open={adding} onClose={() => setAdding(false)} />
        </Card>
      )}
    </Answered>
  );
}

interface Fields {
  readonly login: string;
  readonly name: string;
  readonly roles: Role[];
  readonly unitId?: string;
}

function PersonForm(props: { readonly open: boolean; readonly onClose: () => void }) {
  const [form] = Form.useForm<Fields>();
  const roles = Form.useWatch("roles", form) ?? [];
  const queries = useQueryClient();
  const units = useUnits();
  const create = useMutation({
    mutationFn: (body: Fields) => call(endpoints.createPerson, { body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["people"] }),
  });
  const close = () => {
    create.reset();
    form.resetFields();
    props.onClose();
  };
  return (
    <Modal
      title={create.data ? "已新增" : "新增人员"}
      open={props.open}
      okText={create.data ? "我已保存" : "新增"}
      cancelButtonProps={{ style: { display: create.data ? "none" : undefined } }}
      confirmLoading={create.isPending}
      onOk={create.data ? close : form.submit}
      onCancel={close}
      mask={{ closable: false }}
      destroyOnHidden
    >
      {create.data ? (
        <>
          <Alert type="warning" showIcon title="初始密码只显示这一次，请现在告知本人，登录后修改" />
          <Typography.Paragraph
            code
            copyable={{ tooltips: ["复制", "已复制"] }}
            data-testid="first-password"
            style={{ marginTop: 12 }}
          >
            {create.data.password}
          </Typography.Paragraph>
        </>
      ) : (
        <Form form={form} layout="vertical" onFinish={(fields) => create.mutate(fields)}>
          {create.error && <Alert type="error" showIcon title={create.error.message} />}
          <Form.Item name="name" label="姓名" rules={[{ required: true, max: 40, message: "请填写姓名" }]}>
            <Input data-testid="person-name" />
          </Form.Item>
          <Form.Item
            name="login"
            label="账号"
            extra="小写字母开头，2 至 40 个字母、数字、点、横线"
            rules={[{ required: true, pattern: /^[a-z][a-z0-9._-]{1,39}$/, message: "账号写法不对" }]}
          >
            <Input data-testid="person-login" autoCapitalize="none" />
          </Form.Item>
          <Form.Item name="roles" label="角色" rules={[{ required: true, message: "请至少选择一个角色" }]}>
            <Select
              mode="multiple"
              data-testid="person-roles"
              options={ROLES.map((role) => ({ value: role, label: ROLE_NAMES[role] }))}
            />
          </Form.Item>
          <Form.Item
            name="unitId"
            label="所在单位"
            extra="不能审核本单位报送的材料"
            rules={[{ required: roles.includes("secretary"), message: "学习秘书须选择所在单位" }]}
          >
            <Select
              allowClear
              showSearch={{ optionFilterProp: "label" }}
              options={units.data?.units.map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Form.Item>
        </Form>
      )}
    </Modal>
  );
}
