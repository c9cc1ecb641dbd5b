/** The units of the jurisdiction; adding one. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Card, Empty, Form, Input, Modal, Table } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { call } from "../client.ts";
import { Answered } from "../page/answered.tsx";
import { useUnits } from "../unit-desk/unit-names.ts";
import { rosterOf } from "./roster.ts";

export function Units() {
  const [adding, setAdding] = useState(false);
  const units = useUnits();
  return (
    <Answered query={units}>
      {(data) => (
        <Card
          size="small"
          title={`${data.units.length} 个单位`}
          extra={
            <Button type="primary" data-testid="create-unit" onClick={() => setAdding(true)}>
              新增单位
            </Button>
          }
        >
          <Table
            rowKey="id"
            data-testid="units"
            dataSource={data.units.toSorted((a, b) => a.order - b.order)}
            pagination={{ pageSize: 50, hideOnSinglePage: true }}
            scroll={{ x: "max-content" }}
            locale={{ emptyText: <Empty description="还没有单位。点“新增单位”添加第一个" /> }}
            columns={[
              { title: "序号", dataIndex: "order" },
              { title: "名称", render: (_, unit) => <Link to={`/unit/${unit.id}`}>{unit.name}</Link> },
              { title: "简称", dataIndex: "shortName" },
            ]}
          />
          <UnitForm open={adding} onClose={() => setAdding(false)} />
        </Card>
      )}
    </Answered>
  );
}

interface Fields {
  readonly name: string;
  readonly shortName: string;
  readonly roster?: string;
}

function UnitForm(props: { readonly open: boolean; readonly onClose: () => void }) {
  const [form] = Form.useForm<Fields>();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const create = useMutation({
    mutationFn: ({ name, shortName, roster }: Fields) =>
      call(endpoints.createUnit, {
        body: { name: name.trim(), shortName: shortName.trim(), roster: rosterOf(roster ?? "") },
      }),
    onSuccess: (unit) => {
      message.success(`已新增${unit.name}`);
      form.resetFields();
      props.onClose();
      return queries.invalidateQueries({ queryKey: ["units"] });
    },
  });
  return (
    <Modal
      title="新增单位"
      open={props.open}
      okText="新增"
      confirmLoading={create.isPending}
      onOk={form.submit}
      onCancel={props.onClose}
      destroyOnHidden
    >
      <Form form={form} layout="vertical" onFinish={(fields) => create.mutate(fields)}>
        {create.error && <Alert type="error" showIcon title={create.error.message} />}
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
        <Form.Item name="roster" label="中心组成员" extra="用顿号、空格或换行隔开，检查时与材料中的姓名核对">
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} data-testid="unit-roster" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
