/** Signing in with login and password. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Card, Form, Input } from "antd";
import { useNavigate, useSearchParams } from "react-router";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { call } from "../client.ts";
import { usePageTitle } from "../page/title.ts";
import { nextOf } from "./next.ts";

interface Fields {
  readonly login: string;
  readonly password: string;
}

export default function SignInPage() {
  usePageTitle("登录");
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const signIn = useMutation({
    mutationFn: ({ login, password }: Fields) =>
      call(endpoints.signIn, { body: { login: login.trim(), password } }),
    onSuccess: (me) => {
      queries.clear();
      queries.setQueryData(["me"], me);
      navigate(nextOf(search.get("next")), { replace: true });
    },
  });
  return (
    <main className="page narrow" style={{ maxWidth: 420, paddingTop: "12vh" }}>
      <div style={{ textAlign: "center", marginBottom: 24 }}>
        <h1 style={{ color: "#a8201a", fontSize: 34, letterSpacing: 10, textIndent: 10 }}>七有</h1>
        <p className="quiet">理论学习中心组学习 · 报送、审核与通报</p>
      </div>
      <Card>
        <Form<Fields> layout="vertical" requiredMark={false} onFinish={(fields) => signIn.mutate(fields)}>
          {signIn.error && (
            <Form.Item>
              <Alert type="error" showIcon title={signIn.error.message} data-testid="sign-in-error" />
            </Form.Item>
          )}
          <Form.Item name="login" label="账号" rules={[{ required: true, message: "请输入账号" }]}>
            <Input size="large" data-testid="login" autoComplete="username" autoFocus autoCapitalize="none" />
          </Form.Item>
          <Form.Item name="password" label="密码" rules={[{ required: true, message: "请输入密码" }]}>
            <Input.Password size="large" data-testid="password" autoComplete="current-password" />
          </Form.Item>
          <Button
            block
            type="primary"
            size="large"
            htmlType="submit"
            loading={signIn.isPending}
            data-testid="sign-in"
          >
            登录
          </Button>
        </Form>
      </Card>
      <p className="quiet" style={{ textAlign: "center" }}>
        只报送材料、没有账号？请使用审核部门发给您的上传链接。
      </p>
    </main>
  );
}
