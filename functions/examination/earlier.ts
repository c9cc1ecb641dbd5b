/** What the unit filed before, to compare with: its latest papers. */
import type { Submission } from "../../core/review/submission.ts";
import { latestRevision } from "../../core/review/submission.ts";
import { latestOfUnit } from "../adapters/table/submissions.ts";
import { getResult } from "./result.ts";

/** A copied record is nearly always copied from one of the last few. */
const MOST = 8;
/** Among them are papers of other types, and those that were taken back. */
const MOST_LOOKED_AT = 30;

/** Texts never change once written, so they are kept; the oldest is let go first. */
const kept = new Map<string, string>();
const MOST_KEPT = 500;

export async function earlierPapers(submission: Submission) {
  const { jurisdiction, unitId, declaredType } = submission;
  const filed = await latestOfUnit(jurisdiction, unitId, MOST_LOOKED_AT);
  const candidates = filed
    .filter(
      (other) => other.id !== submission.id && other.state !== "withdrawn" && other.state !== "rejected",
    )
    .flatMap((other) => {
      const revision = latestRevision(other);
      const type = revision?.examination?.outcome === "text" ? revision.examination.documentType : undefined;
      return revision && type && (!declaredType || type === declaredType)
        ? [{ id: other.id, type, revision, receivedAt: other.receivedAt }]
        : [];
    })
    .sort((a, b) => (a.receivedAt < b.receivedAt ? 1 : -1))
    .slice(0, MOST);
  const papers = await Promise.all(
    candidates.map(async ({ id, type, revision }) => {
      const text = await textOf(id, revision.number);
      // Known to people by the file's name, which a finding will quote.
      return text === undefined ? [] : [{ id: revision.fileName, type, text }];
    }),
  );
  return papers.flat();
}

async function textOf(id: string, revision: number): Promise<string | undefined> {
  const key = `${id}/${revision}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const result = await getResult(id, revision);
  if (result?.outcome !== "text") return undefined;
  keepText(id, revision, result.reading.text);
  return result.reading.text;
}

/** The next papers of the unit will ask for this text. */
export function keepText(submissionId: string, revision: number, text: string): void {
  kept.set(`${submissionId}/${revision}`, text);
  const oldest = kept.keys().next().value;
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
}
