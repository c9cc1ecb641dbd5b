/** How each of the office's people gets in: second factor, single sign-on, invitation; invited and reset here. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Card, Empty, Input, Popconfirm, Tag } from "antd";
import { useState } from "react";
import type { z } from "zod";
import { ROLE_NAMES } from "../../../core/organisation/role.ts";
import type { accountLine } from "../../../functions/api/contract/accounts.ts";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { useMe } from "../account/me.ts";
import { chineseDay, chineseInstant } from "../calendar/chinese-date.ts";
import { call } from "../client.ts";
import { Answered } from "../page/answered.tsx";
import { Invite } from "./invite.tsx";

type Account = z.infer<typeof accountLine>;

const fits = ({ name, login }: Account, wanted: string): boolean =>
  name.includes(wanted) || login.includes(wanted);

export function Accounts() {
  const [wanted, setWanted] = useState("");
  const accounts = useQuery({ queryKey: ["accounts"], queryFn: () => call(endpoints.accounts) });
  return (
    <Answered query={accounts}>
      {(data) => {
        const shown = data.accounts.filter((account) => fits(account, wanted.trim()));
        const guarded = data.accounts.filter(({ secondFactorSince }) => secondFactorSince).length;
        return (
          <Card size="small" title={`${data.accounts.length} 个账号，${guarded} 个启用了第二因素`}>
            <Input.Search
              allowClear
              placeholder="查找姓名或账号"
              aria-label="查找姓名或账号"
              style={{ maxWidth: 320 }}
              onChange={({ target }) => setWanted(target.value)}
            />
            {shown.length === 0 && (
              <Empty description={wanted ? "没有这样的账号，请换个写法" : "还没有人员"} />
            )}
            <ul className="plain-rows" data-testid="accounts">
              {shown.map((account) => (
                <AccountRow key={account.id} account={account} />
              ))}
            </ul>
          </Card>
        );
      }}
    </Answered>
  );
}

function AccountRow({ account }: { readonly account: Account }) {
  const { id, name, login, roles, secondFactorSince, secondFactorRequired, signOnSince } = account;
  return (
    <li data-testid={`account-${login}`}>
      <div style={{ flex: "1 1 260px", minWidth: 0 }}>
        <div>
          <b>{name}</b> <span className="quiet">{login}</span>{" "}
          <span className="quiet">{roles.map((role) => ROLE_NAMES[role]).join("、")}</span>
        </div>
        <div style={{ display: "flex", flexWrap: "wrap", gap: 4, marginTop: 4 }}>
          {secondFactorSince ? (
            <Tag color="green">第二因素自{chineseDay(secondFactorSince)}起</Tag>
          ) : (
            <Tag color={secondFactorRequired ? "orange" : undefined}>
              {secondFactorRequired ? "须启用第二因素，尚未启用" : "未启用第二因素"}
            </Tag>
          )}
          {signOnSince && <Tag color="blue">已绑定统一身份</Tag>}
          <Invitation account={account} />
        </div>
      </div>
      <div style={{ display: "flex", flexWrap: "wrap", gap: 8 }}>
        <Invite id={id} name={name} />
        <Withdraw account={account} />
        <Reset account={account} />
      </div>
    </li>
  );
}

const STANDINGS = {
  open: { color: "gold", text: "邀请未用" },
  used: { color: undefined, text: "已用邀请设置密码" },
  revoked: { color: undefined, text: "邀请已撤回" },
  expired: { color: undefined, text: "邀请已过期" },
} as const;

function Invitation({ account: { invitation } }: { readonly account: Account }) {
  if (!invitation) return null;
  const { color, text } = STANDINGS[invitation.standing];
  return (
    <Tag color={color}>
      {text}
      {invitation.standing === "open" && `，${chineseInstant(invitation.expiresAt)}前有效`}
    </Tag>
  );
}

function Withdraw({ account: { id, name, invitation } }: { readonly account: Account }) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const withdraw = useMutation({
    mutationFn: () => call(endpoints.revokeInvitation, { params: { id } }),
    onSuccess: () => {
      message.success(`已撤回给${name}的邀请`);
      return queries.invalidateQueries({ queryKey: ["accounts"] });
    },
    onError: (error) => message.error(error.message),
  });
  if (invitation?.standing !== "open") return null;
  return (
    <Button
      size="small"
      loading={withdraw.isPending}
      onClick={() => withdraw.mutate()}
      data-testid={`withdraw-${id}`}
    >
      撤回邀请
    </Button>
  );
}

function Reset({ account: { id, name, secondFactorSince } }: { readonly account: Account }) {
  const queries = useQueryClient();
  const { data: me } = useMe();
  const { message } = App.useApp();
  const reset = useMutation({
    mutationFn: () => call(endpoints.resetSecondFactor, { params: { id } }),
    onSuccess: () => {
      message.success(`${name}的第二因素已重置`);
      return queries.invalidateQueries({ queryKey: ["accounts"] });
    },
  });
  if (!secondFactorSince || me?.id === id) return null;
  return (
    <>
      {reset.error && <Alert type="error" showIcon title={reset.error.message} />}
      <Popconfirm
        title={`重置${name}的第二因素？`}
        description="请先当面或电话确认是本人。重置后只凭密码登录，已登录的页面都会退出。"
        okText="重置"
        okButtonProps={{ "data-testid": "confirm-factor-reset" }}
        onConfirm={() => reset.mutate()}
      >
        <Button size="small" danger loading={reset.isPending} data-testid={`reset-factor-${id}`}>
          重置第二因素
        </Button>
      </Popconfirm>
    </>
  );
}
