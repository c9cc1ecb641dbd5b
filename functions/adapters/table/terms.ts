/**
 * Terms 期限 in the table: one row for each day that people must be told of. Found by day within a shard, so that the
 * clock's hour reads only what is due.
 */

import * as z from "zod";
import { afterDays } from "../../../core/calendar/workday.ts";
import type { Term } from "../../../core/subject/kind.ts";
import { firstTelling, type Ladder, type NextTelling } from "../../../core/subject/ladder.ts";
import { spread } from "../../../core/subject/sweep-slot.ts";
import { clock } from "../clock.ts";
import { service, text, written } from "./column.ts";
import { Entity } from "./entity.ts";
import { rowKind, type Sifted } from "./row.ts";
import { first, primary, table } from "./table.ts";
import type { Owner } from "./tasks.ts";
import { put, remove, update, type Write } from "./transaction.ts";

/** The terms of a subject; of a shard by the day of the next telling (gsi1). */
const TermRow = new Entity({
  model: { entity: "term", version: "1", service },
  attributes: {
    subject: text,
    about: text,
    kind: text,
    jurisdiction: text,
    due: text,
    day: text,
    /** Rung of the ladder. */
    step: text,
    shard: text,
    format: written(2),
  },
  indexes: {
    bySubject: {
      pk: { field: primary.pk, composite: ["subject"] },
      sk: { field: primary.sk, composite: ["about"] },
    },
    byDay: {
      index: first.index,
      pk: { field: first.pk, composite: ["shard"] },
      sk: { field: first.sk, composite: ["day", "subject"] },
    },
  },
});

const term = z.object({
  subject: z.string(),
  about: z.string(),
  kind: z.string(),
  jurisdiction: z.string(),
  due: z.string(),
  day: z.string(),
  step: z.string(),
  shard: z.string(),
});
export type KeptTerm = Readonly<z.output<typeof term>>;

/** 1 → 2: a term knew a reminder before its day and an escalation after it, over and over. */
const RUNGS: Readonly<Record<string, string>> = { remind: "-2", escalate: "+1" };
const upcast = (older: unknown): unknown => {
  const row: Record<string, unknown> = { ...Object(older) };
  return { ...row, step: RUNGS[String(row.step)] ?? row.step };
};

export const termRows = rowKind(TermRow, {
  label: "期限",
  key: ["subject", "about"],
  schema: term,
  upcasts: [upcast],
});

const SHARDS = 8;

export const writeTerm = (owner: Owner, { about, due }: Term, ladder: Ladder): Write =>
  put(
    TermRow.put({
      ...owner,
      about,
      due,
      ...firstTelling(due, clock.today(), ladder),
      shard: String(spread(owner.subject, SHARDS)),
    }),
  );

export const dropTerm = (subject: string, about: string): Write => remove(TermRow.delete({ subject, about }));

/** The term as it was read: nobody has told of it since, nor put another day in its place. Each rung is of a later day. */
const asRead =
  ({ day, due }: KeptTerm) =>
  (field: Record<"day" | "due", string>, { eq }: { eq(name: string, value: string): string }) =>
    `${eq(field.day, day)} AND ${eq(field.due, due)}`;

/** A term that nothing owes any more, unless it is another by now. */
export const dropStaleTerm = (term: KeptTerm): Write => {
  const { subject, about } = term;
  return remove(TermRow.delete({ subject, about }).where(asRead(term)));
};

/** The telling has been recorded; holds only while nobody else has told of this term. */
export function afterTelling(term: KeptTerm, next: NextTelling): Write {
  const { subject, about } = term;
  return update(
    TermRow.patch({ subject, about })
      .set({ ...next, format: 2 })
      .where(asRead(term)),
  );
}

export async function termsOfSubject(subject: string): Promise<KeptTerm[]> {
  const { data } = await TermRow.query
    .bySubject({ subject })
    .go({ ...table(), pages: "all", consistent: true });
  return termRows.all(data);
}

/** Terms of which somebody must be told by `today`: one that cannot be read holds up none of the others. */
export async function dueTerms(today: string): Promise<Sifted<KeptTerm>> {
  const shards = await Promise.all(
    Array.from({ length: SHARDS }, (_, shard) =>
      TermRow.query
        .byDay({ shard: String(shard) })
        // Sort keys go on after the day: all up to today's last one lie before tomorrow's first.
        .lt({ day: afterDays(today, 1) })
        .go({ ...table(), pages: "all" }),
    ),
  );
  return termRows.sift(shards.flatMap(({ data }) => data));
}
