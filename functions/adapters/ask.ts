/**
 * A task with a token begins: the submission changes and the wait is kept in one transaction.
 *
 *   workflow ── token ──▶ askPeople ──┬─ still open: wait kept ……… somebody acts ─▶ outbox ─▶ answer
 *                                     └─ settled already (restart, fast people): answered at once
 */
import * as z from "zod";
import type { Command } from "../../core/submissions/command.ts";
import { outcomeOf } from "../../core/submissions/wait-outcome.ts";
import { changeSubmission } from "./table/submissions.ts";
import { completeTask, writeWait } from "./table/waits.ts";

export const asked = z.object({ submissionId: z.string(), token: z.string(), execution: z.string() });

export async function askPeople(
  event: unknown,
  kind: "review" | "correction",
  command: Command,
): Promise<void> {
  const { submissionId, token, execution } = asked.parse(event);
  const changed = await changeSubmission(submissionId, command, { id: "machine" }, ({ submission }) => {
    if (outcomeOf(submission, kind) || !("due" in submission)) return [];
    return [writeWait({ subject: submissionId, kind, token, execution })];
  });
  if (!changed.ok) throw new Error(changed.refusal.code);
  const settled = outcomeOf(changed.value.submission, kind);
  if (settled) await completeTask(token, settled);
}
