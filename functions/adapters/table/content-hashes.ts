/** Which submissions hold the same bytes: shown to people, never refused (asks.md 13). */

import * as z from "zod";
import type { Submission } from "../../../core/submissions/submission.ts";
import { number, service, text, written } from "./column.ts";
import { Entity } from "./entity.ts";
import { rowKind } from "./row.ts";
import { primary, table } from "./table.ts";
import { put, type Write } from "./transaction.ts";

/** Who filed these bytes: by content hash within the jurisdiction. */
const ContentHashRow = new Entity({
  model: { entity: "fingerprint", version: "1", service },
  attributes: {
    jurisdiction: text,
    sha256: text,
    submissionId: text,
    revision: number,
    unitId: text,
    format: written(1),
  },
  indexes: {
    byHash: {
      pk: { field: primary.pk, composite: ["jurisdiction", "sha256"] },
      sk: { field: primary.sk, composite: ["submissionId", "revision"] },
    },
  },
});

export const contentHashRows = rowKind(ContentHashRow, {
  label: "文件指纹",
  key: ["sha256", "submissionId", "revision"],
  schema: z.object({
    jurisdiction: z.string(),
    sha256: z.string(),
    submissionId: z.string(),
    revision: z.int().positive(),
    unitId: z.string(),
  }),
});

export async function filedBefore(jurisdiction: string, sha256: string): Promise<string[]> {
  const { data } = await ContentHashRow.query.byHash({ jurisdiction, sha256 }).go({ ...table(), limit: 20 });
  return [...new Set(contentHashRows.all(data).map((row) => row.submissionId))];
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
