/** Accounts: who may sign in, with which rights; added, changed, disabled, given a first password. */

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Card, Input, Modal, Popconfirm, Space, Tag, Typography } from "antd";
import { useState } from "react";
import { barInWords, grantInWords } from "../../../core/organisation/changes.ts";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { call } from "../client.ts";
import { Answered } from "../page/answered.tsx";
import { CardTable } from "../page/card-table.tsx";
import { Invite } from "../sign-in/invite.tsx";
import { useUnits } from "../unit-desk/unit-names.ts";
import { FirstPasswords } from "./first-passwords.tsx";
import { GrantsForm } from "./grants-form.tsx";
import { PasswordReset } from "./password-reset.tsx";
import { PersonForm } from "./person-form.tsx";
import type { PersonLine } from "./shapes.ts";

const STANDING = {
  active: undefined,
  disabled: { word: "已停用", color: "default" },
  expired: { word: "权限已到期", color: "warning" },
  waiting: { word: "尚未生效", color: "processing" },
} as const;

export function People() {
  const [adding, setAdding] = useState(false);
  const [editing, setEditing] = useState<PersonLine>();
  const [wanted, setWanted] = useState("");
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const people = useQuery({ queryKey: ["people"], queryFn: () => call(endpoints.people) });
  const units = useUnits();
  const unitName = (id: string) => units.data?.units.find((unit) => unit.id === id)?.shortName ?? "其他单位";
  return (
    <Answered query={people}>
      {(data) => {
        const rows = data.people.filter(({ name, login, unitId }) =>
          [name, login, unitId ? unitName(unitId) : ""].some((words) => words.includes(wanted.trim())),
        );
        const picked = data.people.filter(({ id }) => chosen.includes(id));
        return (
          <Card
            size="small"
            title={`${data.people.length} 个账号`}
            extra={
              <Space wrap>
                {picked.length > 0 && <FirstPasswords people={picked} onClose={() => setChosen([])} />}
                <Button type="primary" data-testid="create-person" onClick={() => setAdding(true)}>
                  新增账号
                </Button>
              </Space>
            }
          >
            {data.people.length > 10 && (
              <Input.Search
                allowClear
                aria-label="查找账号"
                placeholder="按姓名、账号、单位查找"
                style={{ maxWidth: 320, marginBottom: 12 }}
                value={wanted}
                onChange={({ target }) => setWanted(target.value)}
              />
            )}
            <CardTable<PersonLine>
              testId="people"
              rows={rows}
              rowKey={({ id }) => id}
              empty={wanted ? "没有符合的账号，换个词再找" : "还没有账号"}
              selection={{ chosen, choose: setChosen }}
              columns={[
                {
                  title: "姓名",
                  on: "heading",
                  render: ({ name, standing, disabledReason }) => (
                    <Space size={8} wrap>
                      {name}
                      {STANDING[standing] && (
                        <Tag color={STANDING[standing].color} title={disabledReason}>
                          {STANDING[standing].word}
                        </Tag>
                      )}
                    </Space>
                  ),
                },
                { title: "账号", render: ({ login }) => login },
                { title: "权限", render: (person) => <Rights person={person} unitName={unitName} /> },
                {
                  title: "",
                  on: "actions",
                  render: (person) => <Actions person={person} onEdit={() => setEditing(person)} />,
                },
              ]}
            />
            {adding && <PersonForm onClose={() => setAdding(false)} />}
            {editing && <GrantsForm person={editing} onClose={() => setEditing(undefined)} />}
          </Card>
        );
      }}
    </Answered>
  );
}

function Rights({
  person,
  unitName,
}: {
  readonly person: PersonLine;
  readonly unitName: (id: string) => string;
}) {
  const { grants, bars } = person;
  return (
    <div style={{ maxWidth: 460, whiteSpace: "normal" }}>
      {grants.map((grant) => {
        const words = grantInWords(grant, unitName);
        return <Tag key={words}>{words}</Tag>;
      })}
      {bars.map((bar) => {
        const words = barInWords(bar, unitName);
        return (
          <Tag key={words} color="error">
            回避 {words}
          </Tag>
        );
      })}
    </div>
  );
}

function Actions({ person, onEdit }: { readonly person: PersonLine; readonly onEdit: () => void }) {
  const { id, name, standing } = person;
  return (
    <Space size={4} wrap>
      <Button size="small" data-testid={`rights-${id}`} onClick={onEdit}>
        修改
      </Button>
      <Invite id={id} name={name} />
      <PasswordReset id={id} name={name} />
      {standing === "disabled" ? <Enable person={person} /> : <Disable person={person} />}
    </Space>
  );
}

function useChanged(done: string) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  return {
    onSuccess: () => void message.success(done),
    onError: (error: Error) => void message.error(error.message),
    onSettled: () => queries.invalidateQueries(),
  };
}

function Enable({ person: { id, name } }: { readonly person: PersonLine }) {
  const enable = useMutation({
    mutationFn: () => call(endpoints.enablePerson, { params: { id } }),
    ...useChanged(`${name}的账号已恢复`),
  });
  return (
    <Popconfirm
      title={`恢复${name}的账号？`}
      description="密码和未到期的权限都照旧。"
      okText="恢复"
      onConfirm={() => enable.mutate()}
    >
      <Button size="small" loading={enable.isPending}>
        恢复
      </Button>
    </Popconfirm>
  );
}

const REASONS = ["调离", "退休", "岗位调整", "账号不再使用"];

function Disable({ person: { id, name } }: { readonly person: PersonLine }) {
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState("");
  const disable = useMutation({
    mutationFn: () => call(endpoints.disablePerson, { params: { id }, body: { reason } }),
    ...useChanged(`${name}的账号已停用`),
  });
  return (
    <>
      <Button size="small" danger data-testid={`disable-${id}`} onClick={() => setAsking(true)}>
        停用
      </Button>
      <Modal
        open={asking}
        title={`停用${name}的账号`}
        okText="停用"
        okButtonProps={{ danger: true, disabled: reason.trim() === "", "data-testid": "confirm-disable" }}
        confirmLoading={disable.isPending}
        onOk={() => disable.mutate(undefined, { onSuccess: () => setAsking(false) })}
        onCancel={() => setAsking(false)}
        destroyOnHidden
      >
        <p>停用后立即退出登录，不能再登录；领取而未办的审核退回列表，由其他人办理。以后可以恢复。</p>
        <Input
          aria-label="停用原因"
          data-testid="disable-reason"
          placeholder="停用原因，记入变更登记"
          maxLength={100}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
        <Space wrap style={{ marginTop: 8 }}>
          {REASONS.map((one) => (
            <Typography.Link key={one} onClick={() => setReason(one)}>
              {one}
            </Typography.Link>
          ))}
        </Space>
      </Modal>
    </>
  );
}
