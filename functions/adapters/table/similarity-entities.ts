/** Rows of what filings are like: a signature each, and the bands of signatures that several have in common. */
import { CustomAttributeType } from "electrodb";
import * as z from "zod";
import { service, text, written } from "./column.ts";
import { Entity } from "./entity.ts";
import { rowKind } from "./row.ts";
import { primary } from "./table.ts";

/** What a filing is like: its signature, among those of the same unit and type, the newest last. One a submission. */
export const FingerprintRow = new Entity({
  model: { entity: "likeness", version: "1", service },
  attributes: {
    unitId: text,
    documentType: text,
    submissionId: text,
    signature: { type: CustomAttributeType<Uint8Array>("any"), required: true },
    format: written(1),
  },
  indexes: {
    byUnit: {
      pk: { field: primary.pk, composite: ["unitId", "documentType"] },
      sk: { field: primary.sk, composite: ["submissionId"] },
    },
  },
});

export const fingerprintRows = rowKind(FingerprintRow, {
  label: "相似度指纹",
  key: ["submissionId"],
  schema: z.object({
    unitId: z.string(),
    documentType: z.string(),
    submissionId: z.string(),
    signature: z.instanceof(Uint8Array),
  }),
});

/** Filings of one type across a jurisdiction that have a band of their signatures in common, as `unit/submission`. */
export const LshBandRow = new Entity({
  model: { entity: "band", version: "1", service },
  attributes: {
    jurisdiction: text,
    documentType: text,
    band: text,
    filings: { type: "set", items: "string" },
    format: written(1),
  },
  indexes: {
    byBand: {
      pk: { field: primary.pk, composite: ["jurisdiction", "documentType", "band"] },
      sk: { field: primary.sk, composite: [] },
    },
  },
});

/** Written by additions alone, which read nothing: another format needs another name of the entity. */
export const lshBandRows = rowKind(LshBandRow, {
  label: "相似度分组",
  key: ["documentType", "band"],
  schema: z.object({
    jurisdiction: z.string(),
    documentType: z.string(),
    band: z.string(),
    filings: z.array(z.string()).optional(),
  }),
});
