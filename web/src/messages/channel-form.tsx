/** Setting a channel: what it is, whose messages it carries, where its server is. What opens it is never asked here. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Form, Input, InputNumber, Modal, Select, Switch } from "antd";
import { CHANNEL_LABELS, type ChannelKind, type ChannelSettings } from "../../../core/messages/channel.ts";
import { ROLE_NAMES, ROLES, type Role } from "../../../core/organisation/role.ts";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { call } from "../client.ts";
import type { ChannelLine } from "./shapes.ts";

interface Fields {
  readonly name: string;
  readonly enabled: boolean;
  readonly roles: Role[];
  readonly settings: ChannelSettings;
}

const KINDS = Object.entries(CHANNEL_LABELS).map(([value, label]) => ({ value, label }));

const SECURITY = [
  { value: "tls", label: "TLS（常用端口 465）" },
  { value: "starttls", label: "STARTTLS（常用端口 587）" },
  { value: "none", label: "不加密（只限运维人员写明的内网服务器）" },
];

const NEW: Fields = {
  name: "",
  enabled: true,
  roles: ["secretary", "reviewer", "leader"],
  settings: { kind: "smtp", host: "", port: 465, security: "tls", from: "" },
};

export function ChannelForm(props: { readonly channel?: ChannelLine; readonly onClose: () => void }) {
  const { channel, onClose } = props;
  const [form] = Form.useForm<Fields>();
  const kind: ChannelKind = Form.useWatch(["settings", "kind"], form) ?? channel?.settings.kind ?? "smtp";
  const queries = useQueryClient();
  const { message } = App.useApp();
  const save = useMutation({
    mutationFn: (fields: Fields) =>
      call(endpoints.saveChannel, { body: { ...fields, ...(channel && { id: channel.id }) } }),
    onSuccess: () => {
      message.success("已保存，请点“试发”看能否收到");
      onClose();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["channels"] }),
  });
  return (
    <Modal
      title={channel ? "修改渠道" : "新增渠道"}
      open
      okText="保存"
      confirmLoading={save.isPending}
      onOk={form.submit}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        initialValues={channel ?? NEW}
        onFinish={(fields) => save.mutate(fields)}
      >
        {save.error && <Alert type="error" showIcon title={save.error.message} />}
        <Form.Item name={["settings", "kind"]} label="种类">
          <Select options={KINDS} disabled={channel !== undefined} data-testid="channel-kind" />
        </Form.Item>
        <Form.Item
          name="name"
          label="名称"
          rules={[{ required: true, max: 30, message: "请填写名称，最多30个字" }]}
        >
          <Input placeholder="如 单位邮箱、审核组企业微信群" data-testid="channel-name" />
        </Form.Item>
        <Form.Item name="roles" label="发给谁" rules={[{ required: true, message: "请至少选择一类接收人" }]}>
          <Select mode="multiple" options={ROLES.map((role) => ({ value: role, label: ROLE_NAMES[role] }))} />
        </Form.Item>
        <KindFields kind={kind} />
        <Form.Item name="enabled" label="启用" valuePropName="checked">
          <Switch />
        </Form.Item>
      </Form>
    </Modal>
  );
}

const required = (message: string) => [{ required: true, message }];

function KindFields({ kind }: { readonly kind: ChannelKind }) {
  const from = (
    <Form.Item
      name={["settings", "from"]}
      label="发件邮箱"
      rules={[{ required: true, type: "email", message: "请填写发件邮箱" }]}
    >
      <Input placeholder="qiyou@example.gov.cn" data-testid="channel-from" />
    </Form.Item>
  );
  if (kind === "ses") return from;
  if (kind === "smtp")
    return (
      <>
        <Form.Item
          name={["settings", "host"]}
          label="邮件服务器"
          extra="须由运维人员写入 QIYOU_OUTGOING 后才能连接"
          rules={required("请填写邮件服务器")}
        >
          <Input placeholder="smtp.example.gov.cn" data-testid="channel-host" />
        </Form.Item>
        <Form.Item name={["settings", "security"]} label="加密" rules={required("请选择加密方式")}>
          <Select options={SECURITY} />
        </Form.Item>
        <Form.Item name={["settings", "port"]} label="端口" rules={required("请填写端口")}>
          <InputNumber min={1} max={65_535} data-testid="channel-port" />
        </Form.Item>
        <Form.Item
          name={["settings", "user"]}
          label="登录名"
          extra="不需要登录的服务器不填；密码由运维人员保管"
        >
          <Input autoComplete="off" />
        </Form.Item>
        {from}
      </>
    );
  if (kind === "sms")
    return (
      <>
        <Form.Item
          name={["settings", "url"]}
          label="短信网关地址"
          extra="须由运维人员写入 QIYOU_OUTGOING 后才能连接"
          rules={[{ required: true, type: "url", message: "请填写网关地址" }]}
        >
          <Input placeholder="https://sms.example.gov.cn/send" />
        </Form.Item>
        <Form.Item
          name={["settings", "body"]}
          label="请求内容（JSON）"
          extra="{号码}、{内容}、{编号} 放在引号里，发送时换成真实内容"
          rules={required("请填写请求内容")}
        >
          <Input.TextArea rows={3} placeholder='{"mobile":"{号码}","content":"{内容}"}' />
        </Form.Item>
        <Form.Item
          name={["settings", "accepted"]}
          label="成功标志"
          extra="网关回答里含有这几个字才算成功；不填则看状态码"
        >
          <Input />
        </Form.Item>
      </>
    );
  return (
    <Alert
      type="info"
      showIcon
      style={{ marginBottom: 16 }}
      title="机器人的地址里带有密钥，请交给运维人员保管，不在这里填写；保存后会显示要用的名称"
    />
  );
}
