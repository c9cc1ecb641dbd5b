/** The workflow waits for a reviewer: opens the review and keeps the task token. */
import { afterWorkdays } from "../../core/calendar/workday.ts";
import { askPeople } from "../adapters/ask.ts";
import { clock } from "../adapters/clock.ts";

/** Working days a reviewer has. */
const REVIEW_DAYS = 3;

export const handler = (event: unknown): Promise<void> =>
  askPeople(event, "review", { type: "RequestReview", due: afterWorkdays(clock.today(), REVIEW_DAYS) });
