/** The trail of any subject in the table. Entries are only ever added. */
import { CustomAttributeType } from "electrodb";
import type { TrailEntry } from "../../../core/subject/trail.ts";
import { format, ordinal, service, text } from "./column.ts";
import { Entity } from "./entity.ts";
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
    hash: text,
    format,
    event: { type: CustomAttributeType<{ readonly type: string }>("any"), required: true },
  },
  indexes: {
    bySubject: {
      pk: { field: primary.pk, composite: ["subject"] },
      sk: { field: primary.sk, composite: ["sequence"] },
    },
  },
});

export function writeEntry(entry: TrailEntry): Write {
  const row = { ...entry, event: entry.event as { readonly type: string } };
  return put(TrailRow.put(row).where(({ hash }, { notExists }) => notExists(hash)));
}

/** The whole trail of a subject, in order, as it was recorded. */
export async function trailOf(subject: string): Promise<TrailEntry[]> {
  const { data } = await TrailRow.query
    .bySubject({ subject })
    .go({ ...table(), pages: "all", consistent: true });
  return data;
}
