/** The workflow waits for the unit: returns what the machine found faulty and keeps the task token. */

import { asked, askPeople } from "../adapters/ask.ts";
import { reasonsOf } from "../app/checking/result.ts";
import { dueDayOfSubmission } from "../app/submissions/due-day.ts";

export async function handler(event: unknown): Promise<void> {
  const { submissionId } = asked.parse(event);
  const reasons = await reasonsOf(submissionId);
  const due = await dueDayOfSubmission(submissionId, "correction");
  await askPeople(event, "correction", { type: "ReturnByMachine", reasons, due });
}
