/**
 * A task with a token begins: the submission changes and the wait is kept in one transaction.
 *
 *   workflow ── token ──▶ askPeople ──┬─ still open: wait kept ……… somebody acts ─▶ outbox ─▶ answer
 *                                     └─ settled already (restart, fast people): answered at once
 */
import type { Command } from "../../../core/submissions/command.ts";
import { outcomeOf } from "../../../core/submissions/wait-outcome.ts";
import { completeTask, writeWait } from "../../adapters/table/waits.ts";
import { changeSubmission } from "./change.ts";

/** The workflow's step that waits, by its task token. */
export interface WaitingStep {
  readonly submissionId: string;
  readonly token: string;
  readonly execution: string;
}

export async function askPeople(
  { submissionId, token, execution }: WaitingStep,
  kind: "review" | "correction",
  command: Command,
): Promise<void> {
  const changed = await changeSubmission(submissionId, command, { id: "machine" }, ({ submission }) => {
    if (outcomeOf(submission, kind) || !("due" in submission)) return [];
    return [writeWait({ subject: submissionId, kind, token, execution })];
  });
  if (!changed.ok) throw new Error(changed.refusal.code);
  const settled = outcomeOf(changed.value.submission, kind);
  if (settled) await completeTask(token, settled);
}
