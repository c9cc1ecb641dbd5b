/** The workflow waits for the leader: opens the leader's term and keeps the task token, or answers at once. */
import * as z from "zod";
import { issuanceOutcome } from "../../core/notices/kind.ts";
import { dueDayOf } from "../adapters/deadline.ts";
import { rulebookInForce } from "../adapters/rulebook/in-force.ts";
import { changeNotice, getNotice } from "../adapters/table/notices.ts";
import { completeTask, writeWait } from "../adapters/table/waits.ts";

const input = z.object({ noticeId: z.string(), token: z.string(), execution: z.string() });

export async function handler(event: unknown): Promise<void> {
  const { noticeId, token, execution } = input.parse(event);
  const notice = await getNotice(noticeId);
  if (!notice) throw new Error(`no notice ${noticeId}`);
  const due = dueDayOf("issuance", await rulebookInForce(notice.jurisdiction));
  const asked = await changeNotice(
    noticeId,
    async () => ({ command: { type: "RequestIssuance", due } }),
    "machine",
    ({ notice }) =>
      issuanceOutcome(notice) ? [] : [writeWait({ subject: noticeId, kind: "issuance", token, execution })],
  );
  if (!asked.ok) throw new Error(asked.refusal.code);
  const outcome = issuanceOutcome(asked.value.notice);
  if (outcome) await completeTask(token, outcome);
}
