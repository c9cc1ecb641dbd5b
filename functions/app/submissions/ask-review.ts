/** Opens the review, until the day by which a reviewer should have decided. */
import { dueDayOf } from "../../adapters/deadline.ts";
import { askPeople, type WaitingStep } from "./ask-people.ts";

export async function askReview(step: WaitingStep): Promise<void> {
  await askPeople(step, "review", { type: "RequestReview", due: await dueDayOf("review") });
}
