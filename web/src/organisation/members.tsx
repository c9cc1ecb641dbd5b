/** The members of a unit's centre group: listed, edited; what the unit has changed is confirmed or taken back. */
import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Card, Form, Input, Popconfirm, Select, Space, Tag } from "antd";
import { useState } from "react";
import { GROUP_ROLE_NAMES, GROUP_ROLES, type GroupRole } from "../../../core/organisation/member.ts";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { chineseInstant } from "../calendar/chinese-date.ts";
import { call } from "../client.ts";
import { Answered } from "../page/answered.tsx";
import { CardTable } from "../page/card-table.tsx";
import { ChangeList } from "./change-list.tsx";
import type { MemberLine } from "./shapes.ts";
import { fieldsOf, type SpanFields, SpanInputs, spanInWords, spanOf } from "./span-fields.tsx";

/** @param settles the administrator, who confirms what the unit has changed */
export function Members({
  unitId,
  settles = false,
}: {
  readonly unitId: string;
  readonly settles?: boolean;
}) {
  const [editing, setEditing] = useState(false);
  const members = useQuery({
    queryKey: ["members", unitId],
    queryFn: () => call(endpoints.members, { params: { id: unitId } }),
  });
  return (
    <Answered query={members}>
      {(data) => (
        <Space orientation="vertical" size={12} style={{ width: "100%" }}>
          {data.unconfirmed && (
            <Alert
              type="warning"
              showIcon
              data-testid="unconfirmed"
              title={`${data.unconfirmed.byName}于${chineseInstant(data.unconfirmed.at)}改动，${settles ? "请确认" : "已生效，待管理员确认"}`}
              description={<ChangeList changes={data.unconfirmed.changes} />}
              action={settles && <Settle unitId={unitId} />}
            />
          )}
          {editing ? (
            <MembersForm unitId={unitId} members={data.members} onClose={() => setEditing(false)} />
          ) : (
            <Card
              size="small"
              title={`现有 ${data.roster.length} 名成员`}
              extra={
                <Button type="primary" data-testid="edit-members" onClick={() => setEditing(true)}>
                  修改名单
                </Button>
              }
            >
              <CardTable<MemberLine>
                testId="members"
                rows={data.members}
                rowKey={({ id }) => id}
                empty="还没有成员。点“修改名单”添加，检查时会与材料中的姓名核对"
                columns={[
                  {
                    title: "姓名",
                    on: "heading",
                    render: ({ name, role }) => (
                      <Space size={8}>
                        {name}
                        {role !== "member" && <Tag>{GROUP_ROLE_NAMES[role]}</Tag>}
                      </Space>
                    ),
                  },
                  { title: "职务", render: ({ post }) => post ?? "—" },
                  { title: "任职", render: (member) => spanInWords(member) || "—" },
                ]}
              />
            </Card>
          )}
        </Space>
      )}
    </Answered>
  );
}

function Settle({ unitId }: { readonly unitId: string }) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const settle = useMutation({
    mutationFn: (decision: "confirm" | "revert") =>
      call(endpoints.settleMembers, { params: { id: unitId }, body: { decision } }),
    onSuccess: (_, decision) => message.success(decision === "confirm" ? "已确认" : "已恢复为原名单"),
    onError: (error) => message.error(error.message),
    onSettled: () => queries.invalidateQueries(),
  });
  return (
    <Space orientation="vertical">
      <Button
        type="primary"
        size="small"
        data-testid="confirm-members"
        loading={settle.isPending}
        onClick={() => settle.mutate("confirm")}
      >
        确认
      </Button>
      <Popconfirm
        title="恢复为改动前的名单？"
        description="单位的这次改动将全部撤销。"
        okText="恢复"
        onConfirm={() => settle.mutate("revert")}
      >
        <Button size="small" danger>
          不同意，恢复
        </Button>
      </Popconfirm>
    </Space>
  );
}

interface Row extends SpanFields {
  readonly id?: string;
  readonly name: string;
  readonly post?: string;
  readonly role: GroupRole;
  readonly accountId?: string;
}

function MembersForm(props: {
  readonly unitId: string;
  readonly members: readonly MemberLine[];
  readonly onClose: () => void;
}) {
  const { unitId, members, onClose } = props;
  const [form] = Form.useForm<{ members: Row[] }>();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const save = useMutation({
    mutationFn: (rows: readonly Row[]) =>
      call(endpoints.changeMembers, {
        params: { id: unitId },
        body: {
          base: members.map(({ id }) => id),
          members: rows.map(({ id, name, post, role, accountId, ...span }) => ({
            id,
            name: name.trim(),
            post: post?.trim() || undefined,
            role,
            accountId,
            ...spanOf(span),
          })),
        },
      }),
    onSuccess: () => {
      message.success("名单已保存");
      onClose();
      return queries.invalidateQueries();
    },
  });
  const rows = members.map((member) => ({ ...member, ...fieldsOf(member) }));
  return (
    <Form
      form={form}
      layout="vertical"
      initialValues={{ members: rows }}
      onFinish={(all) => save.mutate(all.members)}
    >
      {save.error && <Alert type="error" showIcon title={save.error.message} style={{ marginBottom: 12 }} />}
      <p className="quiet">离任的成员请填“最后任职日”，不要删除：之前的材料仍按当时的名单核对。</p>
      <Form.List name="members">
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }) => (
              <Card key={key} size="small" style={{ marginBottom: 8 }} data-testid={`member-${name}`}>
                <Form.Item name={[name, "id"]} hidden>
                  <Input />
                </Form.Item>
                <Form.Item name={[name, "accountId"]} hidden>
                  <Input />
                </Form.Item>
                <Space wrap size={8} align="end">
                  <Form.Item
                    name={[name, "name"]}
                    label="姓名"
                    style={{ width: 120, marginBottom: 8 }}
                    rules={[{ required: true, min: 2, max: 20, message: "2 至 20 个字" }]}
                  >
                    <Input />
                  </Form.Item>
                  <Form.Item name={[name, "post"]} label="职务" style={{ width: 190, marginBottom: 8 }}>
                    <Input maxLength={60} />
                  </Form.Item>
                  <Form.Item
                    name={[name, "role"]}
                    label="组内身份"
                    style={{ width: 120, marginBottom: 8 }}
                    initialValue="member"
                  >
                    <Select
                      options={GROUP_ROLES.map((value) => ({ value, label: GROUP_ROLE_NAMES[value] }))}
                    />
                  </Form.Item>
                  <SpanInputs path={[name]} from="开始任职" last="最后任职日" />
                  <Button
                    style={{ marginBottom: 8 }}
                    icon={<DeleteOutlined />}
                    aria-label="删除这一行"
                    onClick={() => remove(name)}
                  />
                </Space>
              </Card>
            ))}
            <Button
              block
              icon={<PlusOutlined />}
              data-testid="add-member"
              onClick={() => add({ role: "member" })}
            >
              添加成员
            </Button>
          </>
        )}
      </Form.List>
      <Space style={{ marginTop: 12 }}>
        <Button type="primary" htmlType="submit" loading={save.isPending} data-testid="save-members">
          保存名单
        </Button>
        <Button onClick={onClose}>取消</Button>
      </Space>
    </Form>
  );
}
