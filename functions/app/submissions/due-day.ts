/** Until when people have time for a submission, by the rules of its office. */
import type { Rulebook } from "../../../core/rulebook/rulebook.ts";
import { dueDayOf } from "../../adapters/deadline.ts";
import { rulebookInForce } from "../../adapters/rulebook/in-force.ts";
import { getSubmission } from "../../adapters/table/submissions.ts";

export async function dueDayOfSubmission(id: string, kind: keyof Rulebook["waiting"]): Promise<string> {
  const submission = await getSubmission(id);
  if (!submission) throw new Error(`no submission ${id}`);
  return dueDayOf(kind, await rulebookInForce(submission.jurisdiction));
}
