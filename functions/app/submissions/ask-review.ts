/** Opens the review, until the day by which a reviewer should have decided. */
import { askPeople, type WaitingStep } from "./ask-people.ts";
import { dueDayOfSubmission } from "./due-day.ts";

export async function askReview(step: WaitingStep): Promise<void> {
  const due = await dueDayOfSubmission(step.submissionId, "review");
  await askPeople(step, "review", { type: "RequestReview", due });
}
