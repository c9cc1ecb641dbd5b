/** Setting up an authenticator on the phone: scan or type, then prove it by the first code. */
import { Alert, Button, Form, Input, QRCode, Typography } from "antd";

interface Props {
  readonly enrolment: { readonly secret: string; readonly uri: string };
  readonly pending: boolean;
  readonly error: Error | null;
  readonly onCode: (code: string) => void;
}

const inFours = (secret: string): string => (secret.match(/.{1,4}/g) ?? []).join(" ");

export function AuthenticatorSetup({ enrolment, pending, error, onCode }: Props) {
  return (
    <Form<{ code: string }> layout="vertical" requiredMark={false} onFinish={({ code }) => onCode(code)}>
      <p>1. 用手机上的验证器扫描。微信小程序“腾讯身份验证器”、华为“动态口令”或任何 TOTP 验证器都可以。</p>
      <div style={{ display: "grid", justifyItems: "center", gap: 8 }}>
        <QRCode value={enrolment.uri} size={192} color="#26231f" />
        <Typography.Text type="secondary">不能扫描时手工输入：</Typography.Text>
        <Typography.Text
          code
          copyable={{ text: enrolment.secret, tooltips: ["复制", "已复制"] }}
          data-testid="authenticator-secret"
          style={{ overflowWrap: "anywhere" }}
        >
          {inFours(enrolment.secret)}
        </Typography.Text>
      </div>
      <p style={{ marginTop: 16 }}>2. 输入手机上显示的6位数字。</p>
      {error && <Alert type="error" showIcon title={error.message} style={{ marginBottom: 12 }} />}
      <div style={{ display: "flex", gap: 8, alignItems: "flex-start" }}>
        <Form.Item
          name="code"
          style={{ flex: 1, marginBottom: 0 }}
          rules={[{ required: true, message: "请输入验证码" }]}
        >
          <Input
            size="large"
            aria-label="验证码"
            data-testid="first-code"
            autoComplete="one-time-code"
            inputMode="numeric"
            style={{ letterSpacing: 6 }}
          />
        </Form.Item>
        <Button type="primary" size="large" htmlType="submit" loading={pending} data-testid="confirm-factor">
          启用
        </Button>
      </div>
    </Form>
  );
}
