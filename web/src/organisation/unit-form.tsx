/** A unit, new or changed. Nothing of it is deleted: one that has ended keeps its papers. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, App, AutoComplete, Form, Input, Modal, Space } from "antd";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { call } from "../client.ts";
import { useUnits } from "../unit-desk/unit-names.ts";
import { rosterOf } from "./roster.ts";
import type { UnitLine } from "./shapes.ts";
import { fieldsOf, type SpanFields, SpanInputs, spanOf } from "./span-fields.tsx";

interface Fields extends SpanFields {
  readonly name: string;
  readonly shortName: string;
  readonly kind?: string;
  readonly level?: string;
  readonly area?: string;
  readonly roster?: string;
}

const filled = (text: string | undefined) => text?.trim() || undefined;

export function UnitForm({ unit, onClose }: { readonly unit?: UnitLine; readonly onClose: () => void }) {
  const [form] = Form.useForm<Fields>();
  const queries = useQueryClient();
  const units = useUnits();
  const { message } = App.useApp();
  const save = useMutation({
    mutationFn: ({ name, shortName, kind, level, area, roster, ...span }: Fields) => {
      const body = {
        name: name.trim(),
        shortName: shortName.trim(),
        kind: filled(kind),
        level: filled(level),
        area: filled(area),
        headsOffice: unit?.headsOffice,
        ...spanOf(span),
      };
      return unit
        ? call(endpoints.changeUnit, { params: { id: unit.id }, body })
        : call(endpoints.createUnit, { body: { ...body, roster: rosterOf(roster ?? "") } });
    },
    onSuccess: ({ name }) => {
      message.success(unit ? `已保存${name}` : `已新增${name}`);
      onClose();
      return queries.invalidateQueries();
    },
  });
  const known = (key: "kind" | "level" | "area") =>
    [...new Set(units.data?.units.flatMap((one) => one[key] ?? []))].map((value) => ({ value }));
  return (
    <Modal
      open
      title={unit ? "修改单位" : "新增单位"}
      okText={unit ? "保存" : "新增"}
      confirmLoading={save.isPending}
      okButtonProps={{ "data-testid": "save-unit" }}
      onOk={form.submit}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={unit && { ...unit, ...fieldsOf(unit) }}
        onFinish={(fields) => save.mutate(fields)}
      >
        {save.error && <Alert type="error" showIcon title={save.error.message} />}
        <Form.Item
          name="name"
          label="全称"
          extra="与公文上的写法一致"
          rules={[{ required: true, min: 2, max: 60, message: "请填写 2 至 60 个字" }]}
        >
          <Input data-testid="unit-name" />
        </Form.Item>
        <Form.Item
          name="shortName"
          label="简称"
          extra="用于列表和通报表格"
          rules={[{ required: true, max: 20, message: "请填写不超过 20 个字" }]}
        >
          <Input data-testid="unit-short-name" />
        </Form.Item>
        <Space wrap size={8}>
          <Form.Item name="kind" label="类别" style={{ width: 140 }}>
            <AutoComplete options={known("kind")} placeholder="如 县直部门" maxLength={20} />
          </Form.Item>
          <Form.Item name="level" label="级别" style={{ width: 140 }}>
            <AutoComplete options={known("level")} placeholder="如 正科级" maxLength={20} />
          </Form.Item>
          <Form.Item name="area" label="片区" style={{ width: 140 }}>
            <AutoComplete options={known("area")} placeholder="如 城区片" maxLength={20} />
          </Form.Item>
        </Space>
        <SpanInputs from="开始报送" last="最后报送日" />
        {unit ? (
          <p className="quiet">过了最后报送日，该单位不再计入通报；已报送的材料都会保留。</p>
        ) : (
          <Form.Item
            name="roster"
            label="中心组成员"
            extra="用顿号、空格或换行隔开，检查时与材料中的姓名核对；职务和任期可以之后补充"
          >
            <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} data-testid="unit-roster" />
          </Form.Item>
        )}
      </Form>
    </Modal>
  );
}
