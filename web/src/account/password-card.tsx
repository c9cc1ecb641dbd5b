/** Changing the own password; all other sessions end. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Card, Form, Input } from "antd";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { call } from "../client.ts";
import { PASSWORD_HINT, passwordRules } from "../sign-in/new-password.ts";

interface Fields {
  readonly current: string;
  readonly next: string;
}

export function PasswordCard() {
  const [form] = Form.useForm<Fields>();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const change = useMutation({
    mutationFn: ({ current, next }: Fields) => call(endpoints.changePassword, { body: { current, next } }),
    onSuccess: () => {
      message.success("密码已修改，其他设备上的登录已失效");
      form.resetFields();
      return queries.invalidateQueries({ queryKey: ["own-sign-ins"] });
    },
  });
  return (
    <Card size="small" title="登录密码">
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={(fields) => change.mutate(fields)}
        style={{ maxWidth: 420 }}
      >
        {change.error && (
          <Form.Item>
            <Alert type="error" showIcon title={change.error.message} data-testid="password-error" />
          </Form.Item>
        )}
        <Form.Item name="current" label="当前密码" rules={[{ required: true, message: "请输入当前密码" }]}>
          <Input.Password autoComplete="current-password" data-testid="current-password" />
        </Form.Item>
        <Form.Item name="next" label="新密码" extra={PASSWORD_HINT} rules={passwordRules}>
          <Input.Password autoComplete="new-password" data-testid="next-password" />
        </Form.Item>
        <Button htmlType="submit" loading={change.isPending} data-testid="change-password">
          修改密码
        </Button>
      </Form>
    </Card>
  );
}
