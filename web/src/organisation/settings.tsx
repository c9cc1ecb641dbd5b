/** What the office is called, how it signs and addresses its notices, and which office stands above it. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Card, Form, Input, InputNumber, Select } from "antd";
import type { z } from "zod";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import type { office } from "../../../functions/api/contract/offices.ts";
import { call } from "../client.ts";
import { Answered } from "../page/answered.tsx";

type Office = z.infer<typeof office>;

export function Settings() {
  const settings = useQuery({ queryKey: ["office"], queryFn: () => call(endpoints.office) });
  return <Answered query={settings}>{(data) => <SettingsForm office={data} />}</Answered>;
}

interface Fields {
  readonly name: string;
  readonly issuer: string;
  readonly mark: string;
  readonly parentId?: string;
  readonly addressee?: string;
  readonly copyTo?: string[];
  readonly printedBy?: string;
  readonly copies?: number | null;
}

function SettingsForm({ office: standing }: { readonly office: Office }) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const save = useMutation({
    mutationFn: ({ addressee, printedBy, copies, ...rest }: Fields) =>
      call(endpoints.changeOffice, {
        body: {
          ...rest,
          addressee: addressee?.trim() || undefined,
          printedBy: printedBy?.trim() || undefined,
          copies: copies ?? undefined,
        },
      }),
    onSuccess: () => {
      message.success("已保存，从下一份通报起使用");
      return queries.invalidateQueries();
    },
  });
  const needed = (what: string) => [{ required: true, whitespace: true, message: `请填写${what}` }];
  return (
    <Card size="small" style={{ maxWidth: 720 }}>
      <Form layout="vertical" initialValues={standing} onFinish={(fields: Fields) => save.mutate(fields)}>
        {save.error && (
          <Alert type="error" showIcon title={save.error.message} style={{ marginBottom: 12 }} />
        )}
        <Form.Item name="name" label="辖区名称" extra="如 青槐县" rules={needed("辖区名称")}>
          <Input maxLength={40} data-testid="office-name" />
        </Form.Item>
        <Form.Item
          name="issuer"
          label="发文机关"
          extra="通报的署名，如 中共青槐县委宣传部"
          rules={needed("发文机关")}
        >
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item
          name="mark"
          label="发文字号"
          extra="年份和顺序号之前的机关代字，如 青宣通〔2026〕3号 中的“青宣通”"
          rules={needed("发文字号")}
        >
          <Input maxLength={20} style={{ width: 200 }} data-testid="office-mark" />
        </Form.Item>
        <Form.Item name="addressee" label="主送机关" extra="如 各乡镇党委，县直各单位党组（党委）；不写冒号">
          <Input.TextArea autoSize maxLength={200} data-testid="office-addressee" />
        </Form.Item>
        <Form.Item name="copyTo" label="抄送机关" extra="一个一项，回车添加">
          <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={["，", ","]} />
        </Form.Item>
        <Form.Item name="printedBy" label="印发机关" extra="不填则与发文机关相同">
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="copies" label="共印份数">
          <InputNumber min={1} max={9999} precision={0} suffix="份" />
        </Form.Item>
        {(standing.others.length > 0 || standing.parentId) && (
          <Form.Item name="parentId" label="上级办公室" extra="数据逐级汇总；上级人员不因此看到本级内容">
            <Select
              allowClear
              options={standing.others.map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Form.Item>
        )}
        <Button type="primary" htmlType="submit" loading={save.isPending} data-testid="save-office">
          保存
        </Button>
      </Form>
    </Card>
  );
}
