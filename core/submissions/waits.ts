/** What a submission waits for: whose task it is, by when, and which workflow stands still meanwhile. */
import type { FlowState, Task, Term } from "../subject/kind.ts";
import { openSeats, seatAbout } from "../subject/quorum.ts";
import { termOf } from "../subject/term-event.ts";
import type { Submission } from "./submission.ts";
import { turnOf } from "./turn.ts";
import { outcomeOf } from "./wait-outcome.ts";

export const TERMS = { review: "审核", correction: "更正" } as const;
export type SubmissionWait = keyof typeof TERMS;

export function tasksOf(submission: Submission): readonly Task[] {
  if (submission.state === "returned") {
    const { unitId, returnedAt: since } = submission;
    const to = { role: "secretary", unitId } as const;
    return [{ about: "correction", to, since, askedBy: { role: "reviewer" } }];
  }
  return submission.state === "in_review" && !submission.decision ? reviewsOf(submission) : [];
}

/** One task for all reviewers; or one for each who has a seat and has not signed yet. */
function reviewsOf(submission: Submission & { state: "in_review" }): readonly Task[] {
  const { requestedAt, quorum, approvals = [], unitId, filedBy } = submission;
  const askedBy = { role: "secretary", unitId } as const;
  const as = { role: "reviewer" } as const;
  if (quorum?.members)
    return openSeats(quorum, approvals).map((person) => ({
      about: seatAbout(person),
      to: { person, as },
      since: requestedAt,
      askedBy,
    }));
  const signed = approvals.flatMap(({ by, onBehalfOf }) => (onBehalfOf ? [by, onBehalfOf] : [by]));
  const since = approvals.at(-1)?.at ?? requestedAt;
  return [{ about: "review", to: as, since, askedBy, except: [unitId, filedBy, ...signed] }];
}

/** Each task is due; several people's by the same day. */
export function dueOf(submission: Submission): readonly Term[] {
  if (!("due" in submission)) return [];
  const terms = new Set(tasksOf(submission).map(({ about }) => termOf(about)));
  return [...terms].map((about) => ({ about, due: submission.due }));
}

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
