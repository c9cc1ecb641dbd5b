/** Opens the leader's term and keeps the task token, or answers at once. */
import { issuanceOutcome } from "../../../core/notices/kind.ts";
import { MACHINE } from "../../../core/subject/kind.ts";
import { dueDayOf } from "../../adapters/deadline.ts";
import { rulebookInForce } from "../../adapters/rulebook/in-force.ts";
import { getNotice } from "../../adapters/table/notices.ts";
import { completeTask, writeWait } from "../../adapters/table/waits.ts";
import { changeNotice } from "./change.ts";

interface WaitingStep {
  readonly noticeId: string;
  readonly token: string;
  readonly execution: string;
}

export async function askIssuance({ noticeId, token, execution }: WaitingStep): Promise<void> {
  const notice = await getNotice(noticeId);
  if (!notice) throw new Error(`no notice ${noticeId}`);
  const due = dueDayOf("issuance", await rulebookInForce(notice.jurisdiction));
  const asked = await changeNotice(
    noticeId,
    async () => ({ command: { type: "RequestIssuance", due } }),
    MACHINE,
    ({ notice }) =>
      issuanceOutcome(notice) ? [] : [writeWait({ subject: noticeId, kind: "issuance", token, execution })],
  );
  if (!asked.ok) throw new Error(asked.refusal.code);
  const outcome = issuanceOutcome(asked.value.notice);
  if (outcome) await completeTask(token, outcome);
}
