/** The workflow waits for a reviewer: opens the review and keeps the task token. */
import { askPeople } from "../adapters/ask.ts";
import { dueDayOf } from "../adapters/deadline.ts";

export async function handler(event: unknown): Promise<void> {
  await askPeople(event, "review", { type: "RequestReview", due: await dueDayOf("review") });
}
