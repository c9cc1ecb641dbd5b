/** The whole result of an examination, as it lies in the texts bucket under one key per revision. */
import * as z from "zod";
import type { Examination } from "../../../core/checking/examination.ts";
import { storedExamination } from "../../../core/checking/stored.ts";
import type { ReadText, Refusal } from "../../../core/reading/document.ts";
import { storedRefusal, storedText } from "../../../core/reading/stored.ts";
import { storedKind } from "../../../core/subject/stored.ts";
import { overrulingsOn } from "../../../core/submissions/overruling.ts";
import type { Reason } from "../../../core/submissions/submission.ts";
import { storedJson } from "../../adapters/stored-json.ts";
import { getSubmission } from "../../adapters/table/submissions.ts";

export type ExaminationResult =
  | { readonly outcome: "text"; readonly reading: ReadText; readonly examination: Examination }
  | { readonly outcome: "refused"; readonly reading: Refusal };

export const resultKey = (submissionId: string, revision: number): string =>
  `examinations/${submissionId}/${revision}.json`;

const shape = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("text"), reading: storedText, examination: storedExamination }),
  z.object({ outcome: z.literal("refused"), reading: storedRefusal }),
]);

export const results = storedJson<ExaminationResult>("Texts", storedKind("审查结果", shape));

export const getResult = (submissionId: string, revision: number): Promise<ExaminationResult | undefined> =>
  results.get(resultKey(submissionId, revision));

/** What the machine returns a document for: every finding of severity error that nobody has overruled, or why the file could not be read. */
export async function reasonsOf(submissionId: string): Promise<Reason[]> {
  const submission = await getSubmission(submissionId);
  const result = submission && (await getResult(submissionId, submission.revisions.length));
  if (!result) return [];
  if (result.outcome === "refused") {
    const { reason, message } = result.reading;
    return [{ code: `file_${reason}`, message }];
  }
  const overruled = overrulingsOn(submission, submission.revisions.length);
  return result.examination.findings
    .filter((finding, place) => finding.severity === "error" && !overruled.has(place))
    .map(({ code, message, element, evidence, start, end, rule, suggestion }) => ({
      code,
      message,
      element,
      evidence,
      start,
      end,
      rule,
      suggestion,
    }));
}
