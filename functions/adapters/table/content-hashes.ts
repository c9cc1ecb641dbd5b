/** Which submissions hold the same bytes: shown to people, never refused (asks.md 13). */
import type { Submission } from "../../../core/submissions/submission.ts";
import { ContentHashRow } from "./filing-entities.ts";
import { table } from "./table.ts";
import { put, type Write } from "./transaction.ts";

export async function filedBefore(jurisdiction: string, sha256: string): Promise<string[]> {
  const { data } = await ContentHashRow.query.byHash({ jurisdiction, sha256 }).go({ ...table(), limit: 20 });
  return [...new Set(data.map((row) => row.submissionId))];
}

export function writeContentHash(
  jurisdiction: string,
  sha256: string,
  filed: Submission,
  revision: number,
): Write {
  const { id: submissionId, unitId } = filed;
  return put(ContentHashRow.put({ jurisdiction, sha256, submissionId, revision, unitId }));
}
