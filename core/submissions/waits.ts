/** What a submission waits for: whose task it is, by when, and which workflow stands still meanwhile. */
import type { FlowState, Task, Term } from "../subject/kind.ts";
import type { Submission } from "./submission.ts";
import { turnOf } from "./turn.ts";
import { outcomeOf } from "./wait-outcome.ts";

export const TERMS = { review: "审核", correction: "更正" } as const;
export type SubmissionWait = keyof typeof TERMS;

export function tasksOf(submission: Submission): readonly Task[] {
  if (submission.state === "returned") {
    const { unitId, returnedAt: since } = submission;
    return [{ about: "correction", to: { role: "secretary", unitId }, since }];
  }
  if (submission.state === "in_review" && !submission.decision) {
    const { claimedBy, requestedAt: since } = submission;
    return [{ about: "review", to: claimedBy ? { person: claimedBy } : { role: "reviewer" }, since }];
  }
  return [];
}

/** Each task is due. */
export const dueOf = (submission: Submission): readonly Term[] =>
  "due" in submission ? tasksOf(submission).map(({ about }) => ({ about, due: submission.due })) : [];

export function flowOf(submission: Submission): FlowState | undefined {
  const { id, unitId, state } = submission;
  if (turnOf(submission) === "nobody") return undefined;
  const wait: SubmissionWait = state === "returned" ? "correction" : "review";
  const outcome = state === "in_review" ? outcomeOf(submission, wait) : undefined;
  return {
    flow: "review",
    input: { submissionId: id, unitId },
    wait,
    ...(outcome && { outcome }),
    waits: state === "returned" || (state === "in_review" && !outcome),
  };
}
