/** Own addresses, and by which channels one hears when. In the app one always hears. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Card, Form, Input, Select } from "antd";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { call } from "../client.ts";
import { Answered } from "../page/answered.tsx";
import type { OwnMessaging } from "./shapes.ts";

type Fields = Omit<OwnMessaging, "channels">;

const WAYS = [
  { value: "at_once", label: "有消息就发" },
  { value: "digest", label: "每个工作日早上汇总发一次" },
  { value: "off", label: "不发，只在系统内看" },
];

export function Preferences() {
  const own = useQuery({ queryKey: ["own-messaging"], queryFn: () => call(endpoints.ownMessaging) });
  return <Answered query={own}>{(data) => <PreferenceForm own={data} />}</Answered>;
}

function PreferenceForm({ own: { channels, ...preference } }: { readonly own: OwnMessaging }) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const save = useMutation({
    mutationFn: ({ mail, mobile, byMail, bySms }: Fields) =>
      call(endpoints.changeOwnMessaging, {
        body: { mail: mail?.trim() || undefined, mobile: mobile?.trim() || undefined, byMail, bySms },
      }),
    onSuccess: () => {
      message.success("已保存");
      return queries.invalidateQueries({ queryKey: ["own-messaging"] });
    },
  });
  const personal = channels.filter(({ group }) => !group);
  const groups = channels.filter(({ group }) => group);
  return (
    <Card size="small">
      {personal.length === 0 && (
        <Alert
          type="info"
          showIcon
          style={{ marginBottom: 16 }}
          title="本办公室还没有开通邮件和短信，消息先在系统内显示；填好的地址开通后即可使用"
        />
      )}
      <Form<Fields>
        layout="vertical"
        initialValues={preference}
        onFinish={(fields) => save.mutate(fields)}
        data-testid="preferences"
      >
        {save.error && <Alert type="error" showIcon title={save.error.message} />}
        <Form.Item
          name="mail"
          label="邮箱"
          extra="消息里只有事项、期限和链接，没有材料内容"
          rules={[{ type: "email", message: "邮箱地址写法不对，请检查" }]}
        >
          <Input inputMode="email" autoComplete="email" data-testid="own-mail" allowClear />
        </Form.Item>
        <Form.Item name="byMail" label="邮件">
          <Select options={WAYS} />
        </Form.Item>
        <Form.Item
          name="mobile"
          label="手机号"
          extra={
            groups.length > 0
              ? `也用于在“${groups.map(({ name }) => name).join("、")}”群里提到您`
              : "用于接收短信"
          }
          rules={[{ pattern: /^1\d{10}$/, message: "手机号是 11 位数字，请检查" }]}
        >
          <Input inputMode="tel" autoComplete="tel" data-testid="own-mobile" allowClear />
        </Form.Item>
        <Form.Item name="bySms" label="短信">
          <Select options={WAYS} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={save.isPending} data-testid="save-preferences">
          保存
        </Button>
      </Form>
    </Card>
  );
}
