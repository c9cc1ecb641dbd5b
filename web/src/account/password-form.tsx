/** Changing the own password; all other sessions end. */
import { useMutation } from "@tanstack/react-query";
import { Alert, App, Form, Input, Modal } from "antd";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { call } from "../client.ts";

interface Fields {
  readonly current: string;
  readonly next: string;
}

export function PasswordForm(props: { readonly open: boolean; readonly onClose: () => void }) {
  const [form] = Form.useForm<Fields>();
  const { message } = App.useApp();
  const change = useMutation({
    mutationFn: ({ current, next }: Fields) => call(endpoints.changePassword, { body: { current, next } }),
    onSuccess: () => {
      message.success("密码已修改，其他设备上的登录已失效");
      form.resetFields();
      props.onClose();
    },
  });
  return (
    <Modal
      title="修改密码"
      open={props.open}
      onCancel={props.onClose}
      okText="修改"
      onOk={form.submit}
      confirmLoading={change.isPending}
      destroyOnHidden
    >
      <Form form={form} layout="vertical" onFinish={(fields) => change.mutate(fields)}>
        {change.error && <Alert type="error" showIcon title={change.error.message} />}
        <Form.Item name="current" label="当前密码" rules={[{ required: true, message: "请输入当前密码" }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item
          name="next"
          label="新密码"
          extra="不少于10个字符，可用一句话"
          rules={[{ required: true, min: 10, message: "新密码不少于10个字符" }]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
