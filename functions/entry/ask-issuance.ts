/** The workflow waits for the leader: keeps the task token, or answers at once when the leader was faster. */
import * as z from "zod";
import { dueDayOf } from "../adapters/deadline.ts";
import { getNotice } from "../adapters/table/notices.ts";
import { commit } from "../adapters/table/transaction.ts";
import { completeTask, writeWait } from "../adapters/table/waits.ts";

const input = z.object({ noticeId: z.string(), token: z.string(), execution: z.string() });

export async function handler(event: unknown): Promise<void> {
  const { noticeId, token, execution } = input.parse(event);
  const due = await dueDayOf("issuance");
  const before = await getNotice(noticeId);
  if (!before) throw new Error(`no notice ${noticeId}`);
  const { jurisdiction } = before;
  await commit([writeWait({ subject: noticeId, kind: "issuance", jurisdiction, token, execution, due })]);
  // Read after the wait is kept: a decision made before it finds no wait, one made after it does.
  const decision = issuanceDecision((await getNotice(noticeId))?.state);
  if (decision) await completeTask(token, { decision });
}

/** How the leader's wait has ended, read from the notice itself. */
export function issuanceDecision(state: string | undefined): "issue" | "return" | undefined {
  if (state === "issued" || state === "published") return "issue";
  return state === "returned" || state === "gathering" ? "return" : undefined;
}
