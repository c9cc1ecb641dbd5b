/** The workflow waits for the unit: returns what the machine found faulty and keeps the task token. */

import { asked, askPeople } from "../adapters/ask.ts";
import { dueDayOf } from "../adapters/deadline.ts";
import { reasonsOf } from "../app/checking/result.ts";

export async function handler(event: unknown): Promise<void> {
  const { submissionId } = asked.parse(event);
  const reasons = await reasonsOf(submissionId);
  const due = await dueDayOf("correction");
  await askPeople(event, "correction", { type: "ReturnByMachine", reasons, due });
}
