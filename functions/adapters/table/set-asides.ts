/** Files that arrived and were not taken: one row each, kept for people to see, with the reason. */
import { createHash } from "node:crypto";
import * as z from "zod";
import { SET_ASIDE_REASONS, type SetAsideReason } from "../../../core/submissions/event.ts";
import { storedObject } from "../../../core/submissions/stored.ts";
import type { StoredObject } from "../../../core/submissions/submission.ts";
import { json, service, text, written } from "./column.ts";
import { Entity } from "./entity.ts";
import { rowKind } from "./row.ts";
import { first, primary, table } from "./table.ts";
import { conditionHeld, put, type Write } from "./transaction.ts";

/** A file by what it was sent for, and by its own object; of a unit (gsi1). */
const SetAsideRow = new Entity({
  model: { entity: "setAside", version: "1", service },
  attributes: {
    submissionId: text,
    id: text,
    jurisdiction: text,
    unitId: text,
    linkId: text,
    fileName: text,
    object: json,
    why: text,
    at: text,
    format: written(1),
  },
  indexes: {
    bySubmission: {
      pk: { field: primary.pk, composite: ["submissionId"] },
      sk: { field: primary.sk, composite: ["id"] },
    },
    byUnit: {
      index: first.index,
      pk: { field: first.pk, composite: ["jurisdiction", "unitId"] },
      sk: { field: first.sk, composite: ["at", "id"] },
    },
  },
});

export interface SetAside {
  /** There may be no such submission: its first file came when its link was revoked already. */
  readonly submissionId: string;
  readonly id: string;
  readonly jurisdiction: string;
  readonly unitId: string;
  readonly linkId: string;
  readonly fileName: string;
  readonly object: StoredObject;
  readonly why: SetAsideReason;
  readonly at: string;
}

const setAside: z.ZodType<SetAside> = z.object({
  submissionId: z.string(),
  id: z.string(),
  jurisdiction: z.string(),
  unitId: z.string(),
  linkId: z.string(),
  fileName: z.string(),
  object: storedObject,
  why: z.enum(SET_ASIDE_REASONS),
  at: z.string(),
});

export const setAsideRows = rowKind(SetAsideRow, {
  label: "另行留存的文件",
  key: ["submissionId", "id"],
  schema: setAside,
});

/** The same each time one is told of the same object. */
const idOf = ({ key, versionId }: StoredObject): string =>
  createHash("sha256").update(`${key}\n${versionId}`).digest("hex").slice(0, 32);

const putting = (row: Omit<SetAside, "id">) => SetAsideRow.put({ ...row, id: idOf(row.object) });

export const writeSetAside = (row: Omit<SetAside, "id">): Write => put(putting(row));

/** False: it is kept already. */
export const keepSetAside = (row: Omit<SetAside, "id">): Promise<boolean> =>
  conditionHeld(
    putting(row)
      .where((field, { notExists }) => notExists(field.at))
      .go(table()),
  );

export async function isSetAside(submissionId: string, object: StoredObject): Promise<boolean> {
  const { data } = await SetAsideRow.get({ submissionId, id: idOf(object) }).go({
    ...table(),
    consistent: true,
  });
  return setAsideRows.one(data) !== undefined;
}

/** How many are kept of one submission, as far as `most`. */
export async function countSetAside(submissionId: string, most: number): Promise<number> {
  const { data } = await SetAsideRow.query
    .bySubmission({ submissionId })
    .go({ ...table(), consistent: true, limit: most });
  return data.length;
}

/** Of a unit, the newest first. */
export async function setAsideOfUnit(jurisdiction: string, unitId: string): Promise<SetAside[]> {
  const { data } = await SetAsideRow.query
    .byUnit({ jurisdiction, unitId })
    .go({ ...table(), order: "desc", limit: 100 });
  return setAsideRows.all(data);
}
