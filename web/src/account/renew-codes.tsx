/** New recovery codes for whoever shows a code of the phone; the old ones are worth nothing from then on. */
import { useMutation } from "@tanstack/react-query";
import { Alert, Button, Form, Input } from "antd";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { call } from "../client.ts";
import { CodesDialogue } from "./codes-dialogue.tsx";

export function RenewCodes({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const renew = useMutation({
    mutationFn: (code: string) => call(endpoints.renewRecoveryCodes, { body: { code } }),
  });
  const close = () => {
    renew.reset();
    onClose();
  };
  const codes = renew.data?.recoveryCodes;
  return (
    <CodesDialogue title="重新生成恢复码" open={open} codes={codes} onClose={close}>
      <Form<{ code: string }>
        layout="vertical"
        requiredMark={false}
        onFinish={({ code }) => renew.mutate(code)}
      >
        {renew.error && <Alert type="error" showIcon title={renew.error.message} />}
        <Form.Item
          name="code"
          label="手机上的6位数字"
          extra="原来的恢复码全部作废"
          rules={[{ required: true, message: "请输入验证码" }]}
        >
          <Input autoFocus inputMode="numeric" autoComplete="one-time-code" data-testid="renewing-code" />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={renew.isPending}>
          重新生成
        </Button>
      </Form>
    </CodesDialogue>
  );
}
