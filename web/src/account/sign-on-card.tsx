/** The binding to the office's single sign-on, where there is one. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Card, Form, Input, Popconfirm } from "antd";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { chineseInstant } from "../calendar/chinese-date.ts";
import { call } from "../client.ts";

interface Props {
  readonly available: boolean;
  readonly since?: string | undefined;
  readonly managed: boolean;
}

export function SignOnCard({ available, since, managed }: Props) {
  if (!available && !since) return null;
  return (
    <Card size="small" title="单位统一身份登录">
      {since ? <Bound since={since} managed={managed} /> : <Unbound />}
    </Card>
  );
}

function Bound({ since, managed }: { readonly since: string; readonly managed: boolean }) {
  const queries = useQueryClient();
  const unbind = useMutation({
    mutationFn: () => call(endpoints.unbindSignOn),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["account"] }),
  });
  return (
    <>
      {unbind.error && (
        <Alert type="error" showIcon title={unbind.error.message} style={{ marginBottom: 12 }} />
      )}
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
  );
}

function Unbound() {
  const bind = useMutation({
    mutationFn: (password: string) => call(endpoints.bindSignOn, { body: { password } }),
    onSuccess: ({ url }) => window.location.assign(url),
  });
  return (
    <Form<{ password: string }>
      layout="vertical"
      requiredMark={false}
      style={{ maxWidth: 420 }}
      onFinish={({ password }) => bind.mutate(password)}
    >
      <p style={{ marginTop: 0 }}>绑定后可以用单位统一身份登录本系统，不必再记密码。</p>
      {bind.error && (
        <Form.Item>
          <Alert type="error" showIcon title={bind.error.message} />
        </Form.Item>
      )}
      <Form.Item
        name="password"
        label="请先确认是您本人：当前密码"
        rules={[{ required: true, message: "请输入当前密码" }]}
      >
        <Input.Password autoComplete="current-password" data-testid="binding-password" />
      </Form.Item>
      <Button htmlType="submit" loading={bind.isPending || bind.isSuccess} data-testid="bind-sign-on">
        去绑定
      </Button>
    </Form>
  );
}
