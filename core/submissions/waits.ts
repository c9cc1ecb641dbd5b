/** What a submission waits for: whose task it is, by when, and which workflow stands still meanwhile. */
import type { FlowState, Task, Term } from "../subject/kind.ts";
import type { Submission } from "./submission.ts";
import { turnOf } from "./turn.ts";
import { outcomeOf } from "./wait-outcome.ts";

export const TERMS = { review: "审核", correction: "更正" } as const;
export type SubmissionWait = keyof typeof TERMS;

export function tasksOf(submission: Submission): readonly Task[] {
  switch (turnOf(submission)) {
    case "unit": {
      const { unitId } = submission;
      const since = submission.state === "returned" ? submission.returnedAt : submission.updatedAt;
      return [{ about: "correction", to: { role: "secretary", unitId }, since }];
    }
    case "reviewer": {
      if (submission.state !== "in_review") return [];
      const { claimedBy, requestedAt: since } = submission;
      return [{ about: "review", to: claimedBy ? { person: claimedBy } : { role: "reviewer" }, since }];
    }
    default:
      return [];
  }
}

export function dueOf(submission: Submission): readonly Term[] {
  if (submission.state === "returned") return [{ about: "correction", due: submission.due }];
  if (submission.state === "in_review" && !submission.decision)
    return [{ about: "review", due: submission.due }];
  return [];
}

export function flowOf(submission: Submission): FlowState | undefined {
  const { id, state } = submission;
  if (turnOf(submission) === "nobody") return undefined;
  const wait: SubmissionWait = state === "returned" ? "correction" : "review";
  const outcome = state === "in_review" ? outcomeOf(submission, wait) : undefined;
  return {
    flow: "review",
    input: { submissionId: id },
    wait,
    ...(outcome && { outcome }),
    waits: state === "returned" || (state === "in_review" && !outcome),
  };
}
