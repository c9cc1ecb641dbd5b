/** Where one is signed in, ended one by one or all others. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Card, Popconfirm, Tag } from "antd";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { chineseDay, chineseInstant } from "../calendar/chinese-date.ts";
import { call } from "../client.ts";
import { Answered } from "../page/answered.tsx";

const WAYS = { password: "账号密码", "sign-on": "统一身份", invitation: "邀请链接" } as const;

export function SignInsCard() {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const own = useQuery({ queryKey: ["own-sign-ins"], queryFn: () => call(endpoints.ownSignIns) });
  const refresh = () => queries.invalidateQueries({ queryKey: ["own-sign-ins"] });
  const end = useMutation({
    mutationFn: (signIn: string) => call(endpoints.endSignIn, { params: { signIn } }),
    onSuccess: () => void message.success("已结束这次登录"),
    onSettled: refresh,
  });
  const endOthers = useMutation({
    mutationFn: () => call(endpoints.endOtherSignIns),
    onSuccess: () => void message.success("其他登录都已结束"),
    onSettled: refresh,
  });
  const error = end.error ?? endOthers.error;
  return (
    <Card
      size="small"
      title="登录情况"
      extra={
        (own.data?.signIns.length ?? 0) > 1 && (
          <Popconfirm title="结束其他所有登录？" okText="结束" onConfirm={() => endOthers.mutate()}>
            <Button size="small" loading={endOthers.isPending} data-testid="end-others">
              结束其他登录
            </Button>
          </Popconfirm>
        )
      }
    >
      {error && <Alert type="error" showIcon title={error.message} style={{ marginBottom: 12 }} />}
      <Answered query={own}>
        {({ signIns }) => (
          <ul className="plain-rows" data-testid="own-sign-ins">
            {signIns.map((one) => (
              <li key={one.id}>
                <div style={{ flex: 1, minWidth: 0 }}>
                  <div>
                    {one.browser} {one.current && <Tag color="blue">当前</Tag>}
                  </div>
                  <div className="quiet">
                    {chineseInstant(one.since)}用{WAYS[one.by]}登录 · 最近使用{chineseDay(one.seen)}
                    {one.network && ` · 网络 ${one.network}`}
                  </div>
                </div>
                {!one.current && (
                  <Button
                    size="small"
                    danger
                    loading={end.isPending && end.variables === one.id}
                    onClick={() => end.mutate(one.id)}
                  >
                    结束
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Answered>
      <p className="quiet" style={{ marginBottom: 0 }}>
        有不认识的登录？请结束它，并立即修改密码。
      </p>
    </Card>
  );
}
