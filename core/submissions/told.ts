/** What people are told of a submission: its page, what it is called, and what is news to whom. */
import type { Facts, News } from "../subject/kind.ts";
import type { SubmissionEvent } from "./event.ts";
import { standingExamination } from "./overruling.ts";
import { latestRevision, type Submission } from "./submission.ts";

/** What was returned or refused is opened at its reasons. */
export const pageOf = (id: string, about: string): string =>
  about === "correction" || about === "rejected" ? `/review/${id}?reason=1` : `/review/${id}`;

export function factsOf(submission: Submission): Facts {
  const { unitId, period, declaredType } = submission;
  const documentType = standingExamination(submission)?.documentType ?? declaredType;
  const reasons = "reasons" in submission ? submission.reasons.length : undefined;
  return { unitId, period, ...(documentType && { documentType }), ...(reasons && { reasons }) };
}

export function newsOf(event: SubmissionEvent, submission: Submission): readonly News[] {
  const unit = { role: "secretary", unitId: submission.unitId } as const;
  switch (event.type) {
    case "ReviewRequested":
      // Whoever has returned it hears that it is back.
      return latestRevision(submission)?.reasons?.length
        ? [{ name: "corrected", about: "review", to: [{ did: "Returned" }] }]
        : [];
    case "Closed":
      return [{ name: event.counts ? "closed" : "not_counted", about: "closed", to: [unit] }];
    case "Rejected":
      return [{ name: "rejected", about: "rejected", to: [unit] }];
    case "Withdrawn":
      return event.why === "lapsed" ? [{ name: "lapsed", about: "lapsed", to: [unit] }] : [];
    default:
      return [];
  }
}
