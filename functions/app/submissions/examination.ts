/** A revision's examination with the rulebook that names its type and elements. */
import type { Submission } from "../../../core/submissions/submission.ts";
import { rulebookInForce } from "../../adapters/rulebook/in-force.ts";
import { getResult } from "../checking/result.ts";

export type RevisionExamination = NonNullable<Awaited<ReturnType<typeof examinationOf>>>;

/** Undefined when the revision has not been, or could not be, examined. */
export async function examinationOf(submission: Submission, revision: number) {
  const result = submission.revisions[revision - 1]?.examination
    ? await getResult(submission.id, revision)
    : undefined;
  if (result?.outcome !== "text") return undefined;
  const { reading, examination } = result;
  return { revision, reading, examination, rulebook: await rulebookInForce(submission.jurisdiction) };
}
