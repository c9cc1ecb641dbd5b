/** Asking a reviewer to look at what the machine returned. */
import { useMutation } from "@tanstack/react-query";
import { Alert, App, Button, Input, Modal } from "antd";
import { useState } from "react";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { call } from "../client.ts";

export function ManualReview(props: {
  readonly token: string;
  readonly id: string;
  readonly onAsked: () => void;
}) {
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const [note, setNote] = useState("");
  const ask = useMutation({
    mutationFn: () =>
      call(endpoints.linkManualReview, {
        params: { token: props.token, id: props.id },
        body: { note: note.trim() },
      }),
    onSuccess: () => {
      message.success("已转审核员人工查看");
      setOpen(false);
      props.onAsked();
    },
  });
  return (
    <>
      <Button data-testid="manual-review" onClick={() => setOpen(true)}>
        申请人工审核
      </Button>
      <Modal
        title="申请人工审核"
        open={open}
        okText="提交申请"
        okButtonProps={{ disabled: note.trim() === "", "data-testid": "manual-review-send" }}
        confirmLoading={ask.isPending}
        onOk={() => ask.mutate()}
        onCancel={() => setOpen(false)}
      >
        <p>如果您认为自动检查有误，请说明要素写在哪里，审核员将查看原文后决定。</p>
        <Input.TextArea
          aria-label="说明"
          data-testid="manual-review-note"
          rows={3}
          maxLength={1000}
          placeholder="例如：地点写在第一段“在三楼会议室”"
          value={note}
          onChange={({ target }) => setNote(target.value)}
        />
        {ask.error && <Alert type="error" showIcon title={ask.error.message} />}
      </Modal>
    </>
  );
}
