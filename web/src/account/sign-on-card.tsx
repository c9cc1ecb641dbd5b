/** The binding to the office's single sign-on, where there is one. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Card, Popconfirm } from "antd";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { chineseInstant } from "../calendar/chinese-date.ts";
import { call } from "../client.ts";

interface Props {
  readonly available: boolean;
  readonly since?: string | undefined;
  readonly managed: boolean;
}

export function SignOnCard({ available, since, managed }: Props) {
  const queries = useQueryClient();
  const bind = useMutation({
    mutationFn: () => call(endpoints.bindSignOn),
    onSuccess: ({ url }) => window.location.assign(url),
  });
  const unbind = useMutation({
    mutationFn: () => call(endpoints.unbindSignOn),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["account"] }),
  });
  if (!available && !since) return null;
  const error = bind.error ?? unbind.error;
  return (
    <Card size="small" title="单位统一身份登录">
      {error && <Alert type="error" showIcon title={error.message} style={{ marginBottom: 12 }} />}
      {since ? (
        <>
          <p style={{ marginTop: 0 }}>
            {managed ? "账号由统一身份登录建立，" : ""}自{chineseInstant(since)}起可以用统一身份登录。
          </p>
          {!managed && (
            <Popconfirm
              title="解除绑定？"
              description="之后只能用账号和密码登录。"
              okText="解除"
              onConfirm={() => unbind.mutate()}
            >
              <Button loading={unbind.isPending}>解除绑定</Button>
            </Popconfirm>
          )}
        </>
      ) : (
        <>
          <p style={{ marginTop: 0 }}>绑定后可以用单位统一身份登录本系统，不必再记密码。</p>
          <Button
            loading={bind.isPending || bind.isSuccess}
            onClick={() => bind.mutate()}
            data-testid="bind-sign-on"
          >
            去绑定
          </Button>
        </>
      )}
    </Card>
  );
}
