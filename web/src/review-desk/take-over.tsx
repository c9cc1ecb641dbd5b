/** A review that somebody else has taken: whose it is, until when, and taking it over with a reason. */
import { Button, Input, Modal } from "antd";
import { useState } from "react";
import { chineseDay } from "../calendar/chinese-date.ts";
import type { SubmissionDetail } from "../submission/shapes.ts";
import { useTakeOver } from "./decision.ts";

export function TakeOver({ detail }: { readonly detail: SubmissionDetail }) {
  const { id, claimedByName = "其他审核员", claimedUntil } = detail;
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState("");
  const takeOver = useTakeOver(id);
  return (
    <>
      <span className="quiet" data-testid="claim-holder">
        {claimedByName}已领取{claimedUntil && `，保留至${chineseDay(claimedUntil)}`}
      </span>
      <Button data-testid="take-over" onClick={() => setAsking(true)}>
        接手
      </Button>
      <Modal
        open={asking}
        title={`接手${claimedByName}领取的审核`}
        okText="接手"
        okButtonProps={{ disabled: reason.trim() === "", "data-testid": "confirm-take-over" }}
        confirmLoading={takeOver.isPending}
        onOk={() => takeOver.mutate(reason, { onSuccess: () => setAsking(false) })}
        onCancel={() => setAsking(false)}
        destroyOnHidden
      >
        <p>理由和双方姓名记入留痕。</p>
        <Input
          aria-label="接手理由"
          data-testid="take-over-reason"
          placeholder="如 领取人出差，今天必须办结"
          maxLength={200}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
      </Modal>
    </>
  );
}
