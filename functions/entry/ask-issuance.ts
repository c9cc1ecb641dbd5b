/** The workflow waits for the leader: opens the leader's term and keeps the task token, or answers at once. */
import * as z from "zod";
import { afterWorkdays } from "../../core/calendar/workday.ts";
import { issuanceOutcome } from "../../core/notices/kind.ts";
import { clock } from "../adapters/clock.ts";
import { changeNotice } from "../adapters/table/notices.ts";
import { completeTask, writeWait } from "../adapters/table/waits.ts";

const input = z.object({ noticeId: z.string(), token: z.string(), execution: z.string() });

/** Working days a leader has. */
const ISSUANCE_DAYS = 5;

export async function handler(event: unknown): Promise<void> {
  const { noticeId, token, execution } = input.parse(event);
  const due = afterWorkdays(clock.today(), ISSUANCE_DAYS);
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
