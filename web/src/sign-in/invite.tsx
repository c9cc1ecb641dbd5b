/** An invitation for a person to set the own password: made, copied, printed; shown this once. */
import { PrinterOutlined } from "@ant-design/icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Form, Modal, QRCode, Select, Typography } from "antd";
import { useState } from "react";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { chineseInstant } from "../calendar/chinese-date.ts";
import { call } from "../client.ts";
import "../account/printed.css";

const TERMS = [1, 3, 7, 14, 30].map((days) => ({ value: days, label: `${days} 天` }));

export function Invite({ id, name }: { readonly id: string; readonly name: string }) {
  const [open, setOpen] = useState(false);
  const [days, setDays] = useState(7);
  const queries = useQueryClient();
  const invite = useMutation({
    mutationFn: () => call(endpoints.invite, { params: { id }, body: { days } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["accounts"] }),
  });
  const close = () => {
    setOpen(false);
    invite.reset();
  };
  const made = invite.data && { ...invite.data, url: new URL(invite.data.url, window.location.origin).href };
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)} data-testid={`invite-${id}`}>
        邀请
      </Button>
      <Modal
        title={made ? `给${name}的邀请` : `邀请${name}设置密码`}
        open={open}
        okText={made ? "我已保存" : "生成邀请"}
        okButtonProps={{ "data-testid": "make-invitation" }}
        confirmLoading={invite.isPending}
        cancelButtonProps={{ style: { display: made ? "none" : undefined } }}
        onOk={made ? close : () => invite.mutate()}
        onCancel={close}
        mask={{ closable: false }}
        destroyOnHidden
      >
        {invite.error && <Alert type="error" showIcon title={invite.error.message} />}
        {made ? (
          <>
            <Alert type="warning" showIcon title="链接只显示这一次，只能用一次，请只发给本人" />
            <div
              className="printed"
              style={{ display: "grid", justifyItems: "center", gap: 12, marginTop: 16 }}
            >
              <p className="print-only">七有 · 登录邀请</p>
              <b>{name}</b>
              <QRCode value={made.url} size={200} color="#26231f" />
              <Typography.Paragraph
                code
                copyable={{ text: made.url, tooltips: ["复制链接", "已复制"] }}
                data-testid="invitation-url"
                style={{ overflowWrap: "anywhere", margin: 0 }}
              >
                {made.url}
              </Typography.Paragraph>
              <span>用手机扫码或打开链接，设置自己的密码。{chineseInstant(made.expiresAt)}前有效。</span>
            </div>
            <Button icon={<PrinterOutlined />} style={{ marginTop: 16 }} onClick={() => window.print()}>
              打印
            </Button>
          </>
        ) : (
          <Form layout="vertical">
            <p>
              生成一个只能用一次的链接，由本人打开后设置密码。此前未用的邀请随之作废；现在的密码在本人设置新密码之前仍然有效。
            </p>
            <Form.Item label="有效期" style={{ marginBottom: 0 }}>
              <Select value={days} onChange={setDays} options={TERMS} style={{ width: 140 }} />
            </Form.Item>
          </Form>
        )}
      </Modal>
    </>
  );
}
