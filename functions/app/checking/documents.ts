/** What submissions say, as far as other papers are compared with it. A result never changes once written, so it is kept. */
import type { Examination } from "../../../core/checking/examination.ts";
import { latestRevision, type Submission } from "../../../core/submissions/submission.ts";
import { getResult } from "./result.ts";

export interface ReadDocument {
  readonly type: string;
  readonly examination: Pick<Examination, "elements" | "effectiveDate">;
  readonly text: string;
}

/** The oldest is let go first. */
const kept = new Map<string, ReadDocument>();
const MAX_KEPT = 1000;

/** The newest revision of a submission; undefined while it has not been examined, or could not be read. */
export async function documentOf(submission: Submission): Promise<ReadDocument | undefined> {
  const revision = latestRevision(submission);
  if (revision?.examination?.outcome !== "text") return undefined;
  const known = kept.get(`${submission.id}/${revision.number}`);
  if (known) return known;
  const result = await getResult(submission.id, revision.number);
  if (result?.outcome !== "text") return undefined;
  return keepDocument(submission.id, revision.number, result.examination, result.reading.text);
}

/** Other papers of the unit will ask for this one. */
export function keepDocument(
  submissionId: string,
  revision: number,
  { type, elements, effectiveDate }: Examination,
  text: string,
): ReadDocument {
  const paper = { type, text, examination: { elements, ...(effectiveDate && { effectiveDate }) } };
  kept.set(`${submissionId}/${revision}`, paper);
  const oldest = kept.keys().next().value;
  if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest);
  return paper;
}
