/** The workflow waits for the unit: returns what the machine found faulty and keeps the task token. */

import { afterWorkdays } from "../../core/calendar/workday.ts";
import { asked, askPeople } from "../adapters/ask.ts";
import { clock } from "../adapters/clock.ts";
import { CORRECTION_DAYS } from "../adapters/deadline.ts";
import { reasonsOf } from "../app/checking/result.ts";

export async function handler(event: unknown): Promise<void> {
  const { submissionId } = asked.parse(event);
  const reasons = await reasonsOf(submissionId);
  const due = afterWorkdays(clock.today(), CORRECTION_DAYS);
  await askPeople(event, "correction", { type: "ReturnByMachine", reasons, due });
}
