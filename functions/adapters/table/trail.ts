/** The trail of any subject in the table. Entries are only ever added. */
import * as z from "zod";
import type { TrailEntry } from "../../../core/subject/trail.ts";
import { format, json, optional, ordinal, service, text } from "./column.ts";
import { Entity } from "./entity.ts";
import { rowsOf } from "./row.ts";
import { primary, table } from "./table.ts";
import { put, type Write } from "./transaction.ts";

const TrailRow = new Entity({
  model: { entity: "trail", version: "1", service },
  attributes: {
    subject: text,
    sequence: ordinal,
    previous: text,
    at: text,
    by: text,
    onBehalfOf: optional,
    hash: text,
    format,
    event: json,
  },
  indexes: {
    bySubject: {
      pk: { field: primary.pk, composite: ["subject"] },
      sk: { field: primary.sk, composite: ["sequence"] },
    },
  },
});

const entry: z.ZodType<TrailEntry> = z.object({
  subject: z.string(),
  sequence: z.int().positive(),
  previous: z.string(),
  at: z.string(),
  by: z.string(),
  onBehalfOf: z.string().optional(),
  event: z.looseObject({ type: z.string() }),
  format: z.int().positive().optional(),
  hash: z.string(),
});

/**
 * An entry stays as it was written, for its hash covers all of it, the number of its format too: that one is the event's,
 * which its kind of subject brings up when it is replayed.
 */
export const trailRows = rowsOf<TrailEntry>(
  TrailRow,
  { label: "留痕", format: Number.MAX_SAFE_INTEGER, parse: (stored) => entry.parse(stored) },
  ["subject", "sequence"],
  { item: () => undefined },
);

export function writeEntry(recorded: TrailEntry): Write {
  return put(TrailRow.put(recorded).where(({ hash }, { notExists }) => notExists(hash)));
}

/** The whole trail of a subject, in order, as it was recorded. */
export async function trailOf(subject: string): Promise<TrailEntry[]> {
  const { data } = await TrailRow.query
    .bySubject({ subject })
    .go({ ...table(), pages: "all", consistent: true });
  return trailRows.all(data);
}

/** So many entries before one, the newest first. */
export async function trailUpTo(subject: string, before: number, limit: number): Promise<TrailEntry[]> {
  const { data } = await TrailRow.query
    .bySubject({ subject })
    .lt({ sequence: before })
    .go({ ...table(), limit, order: "desc" });
  return trailRows.all(data);
}
