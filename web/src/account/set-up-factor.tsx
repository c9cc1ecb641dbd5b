/** Setting up a second factor: the password once more, the authenticator, the recovery codes. */
import { useMutation } from "@tanstack/react-query";
import { Alert, Button, Form, Input } from "antd";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { call } from "../client.ts";
import { AuthenticatorSetup } from "./authenticator-setup.tsx";
import { CodesDialogue } from "./codes-dialogue.tsx";

export function SetUpFactor({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const begin = useMutation({
    mutationFn: (password: string) => call(endpoints.beginSecondFactor, { body: { password } }),
  });
  const confirm = useMutation({
    mutationFn: (code: string) => call(endpoints.confirmSecondFactor, { body: { code } }),
  });
  const close = () => {
    begin.reset();
    confirm.reset();
    onClose();
  };
  const codes = confirm.data?.recoveryCodes;
  return (
    <CodesDialogue
      title={codes ? "第二因素已启用" : "启用第二因素"}
      open={open}
      codes={codes}
      onClose={close}
    >
      {begin.data ? (
        <AuthenticatorSetup
          enrolment={begin.data}
          pending={confirm.isPending}
          error={confirm.error}
          onCode={(code) => confirm.mutate(code)}
        />
      ) : (
        <Form<{ password: string }>
          layout="vertical"
          requiredMark={false}
          onFinish={({ password }) => begin.mutate(password)}
        >
          {begin.error && <Alert type="error" showIcon title={begin.error.message} />}
          <Form.Item
            name="password"
            label="请先确认是您本人：当前密码"
            rules={[{ required: true, message: "请输入当前密码" }]}
          >
            <Input.Password autoFocus autoComplete="current-password" data-testid="confirm-password" />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={begin.isPending} data-testid="begin-factor">
            下一步
          </Button>
        </Form>
      )}
    </CodesDialogue>
  );
}
