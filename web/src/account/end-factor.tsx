/** Giving up the second factor, with password and code once more. */
import { useMutation } from "@tanstack/react-query";
import { Alert, App, Button, Form, Input, Modal } from "antd";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { call } from "../client.ts";

interface Fields {
  readonly password: string;
  readonly code: string;
}

export function EndFactor({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { message } = App.useApp();
  const end = useMutation({
    mutationFn: (body: Fields) => call(endpoints.endSecondFactor, { body }),
    onSuccess: () => {
      message.success("第二因素已停用，登录时只要密码");
      onClose();
    },
  });
  const close = () => {
    end.reset();
    onClose();
  };
  return (
    <Modal title="停用第二因素" open={open} footer={null} onCancel={close} destroyOnHidden>
      <Form<Fields> layout="vertical" requiredMark={false} onFinish={(fields) => end.mutate(fields)}>
        {end.error && <Alert type="error" showIcon title={end.error.message} />}
        <Form.Item name="password" label="当前密码" rules={[{ required: true, message: "请输入当前密码" }]}>
          <Input.Password autoFocus autoComplete="current-password" />
        </Form.Item>
        <Form.Item
          name="code"
          label="手机上的6位数字，或一个恢复码"
          rules={[{ required: true, message: "请输入验证码" }]}
        >
          <Input autoComplete="one-time-code" />
        </Form.Item>
        <Button danger htmlType="submit" loading={end.isPending}>
          停用
        </Button>
      </Form>
    </Modal>
  );
}
