/** What people do with a submission: claim it, decide on it, take it back, ask for a manual review. */
import { accept, type Result } from "../../../core/outcome.ts";
import type { Actor } from "../../../core/subject/kind.ts";
import type { Command } from "../../../core/submissions/command.ts";
import type { Reason, Submission } from "../../../core/submissions/submission.ts";
import { outcomeOf } from "../../../core/submissions/wait-outcome.ts";
import { dueDayOf } from "../../adapters/deadline.ts";
import { rulebookInForce } from "../../adapters/rulebook/in-force.ts";
import type { Link } from "../../adapters/table/links.ts";
import { deliver, message } from "../../adapters/table/outbox.ts";
import { changeSubmission } from "./change.ts";

/** Runs a command and tells the waiting workflow when the wait it stood in is over. */
export async function act({ id }: Submission, command: Command, actor: Actor): Promise<Result<{ ok: true }>> {
  const changed = await changeSubmission(id, command, actor, ({ submission, events }) => {
    if (events.length === 0) return [];
    const review = outcomeOf(submission, "review");
    const answers = [];
    if (review) answers.push(message(id, { do: "answer", kind: "review", output: review }));
    if (submission.state === "withdrawn")
      answers.push(message(id, { do: "answer", kind: "correction", output: {} }));
    return answers;
  });
  if (!changed.ok) return changed;
  await deliver(id);
  return accept({ ok: true });
}

export interface WrittenDecision {
  readonly decision: "approve" | "return" | "reject";
  readonly revision: number;
  readonly reasons: Reason[];
  readonly note?: string;
}

export async function decideOn(
  submission: Submission,
  { decision, revision, reasons, note }: WrittenDecision,
  actor: Actor,
): Promise<Result<{ ok: true }>> {
  const due = dueDayOf("correction", await rulebookInForce(submission.jurisdiction));
  const commands = {
    approve: { type: "Approve", revision, ...(note !== undefined && { note }) },
    return: { type: "Return", revision, reasons, due },
    reject: { type: "Reject", revision, reasons },
  } as const;
  return act(submission, commands[decision], actor);
}

/** The unit asks a reviewer to look at what the machine has returned. */
export async function askManualReview(
  { id }: Submission,
  note: string,
  link: Link,
): Promise<Result<{ ok: true }>> {
  const asked = await changeSubmission(
    id,
    { type: "AskManualReview", note },
    { id: link.id },
    ({ events }) =>
      events.length > 0 ? [message(id, { do: "answer", kind: "correction", output: {} })] : [],
  );
  if (!asked.ok) return asked;
  await deliver(id);
  return accept({ ok: true });
}
