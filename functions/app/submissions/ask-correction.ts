/** Returns what the machine found faulty, with its reasons, for the unit to correct. */
import { reasonsOf } from "../checking/result.ts";
import { askPeople, type WaitingStep } from "./ask-people.ts";
import { dueDayOfSubmission } from "./due-day.ts";

export async function askCorrection(step: WaitingStep): Promise<void> {
  const reasons = await reasonsOf(step.submissionId);
  const due = await dueDayOfSubmission(step.submissionId, "correction");
  await askPeople(step, "correction", { type: "ReturnByMachine", reasons, due });
}
