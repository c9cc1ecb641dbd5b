/** The workflow waits for a reviewer: opens the review and keeps the task token. */
import { asked, askPeople } from "../adapters/ask.ts";
import { dueDayOfSubmission } from "../app/submissions/due-day.ts";

export async function handler(event: unknown): Promise<void> {
  const due = await dueDayOfSubmission(asked.parse(event).submissionId, "review");
  await askPeople(event, "review", { type: "RequestReview", due });
}
