/** Tasks 待办: what people are to do, by whom it may be done. Derived from their subject and written with it. */
import * as z from "zod";
import type { Assignee, Task } from "../../../core/subject/kind.ts";
import { service, text, written } from "./column.ts";
import { Entity } from "./entity.ts";
import { rowKind } from "./row.ts";
import { first, primary, table } from "./table.ts";
import { put, remove, type Write } from "./transaction.ts";

/** The tasks of a subject; of a pool, the longest waiting first (gsi1). */
const TaskRow = new Entity({
  model: { entity: "task", version: "1", service },
  attributes: {
    subject: text,
    about: text,
    kind: text,
    jurisdiction: text,
    pool: text,
    since: text,
    format: written(1),
  },
  indexes: {
    bySubject: {
      pk: { field: primary.pk, composite: ["subject"] },
      sk: { field: primary.sk, composite: ["about"] },
    },
    byPool: {
      index: first.index,
      pk: { field: first.pk, composite: ["jurisdiction", "pool"] },
      sk: { field: first.sk, composite: ["since", "subject"] },
    },
  },
});

const task = z.object({
  subject: z.string(),
  about: z.string(),
  kind: z.string(),
  jurisdiction: z.string(),
  pool: z.string(),
  since: z.string(),
});
export type KeptTask = Readonly<z.output<typeof task>>;

export const taskRows = rowKind(TaskRow, { label: "待办", key: ["subject", "about"], schema: task });

/** What a task belongs to. */
export interface Owner {
  readonly subject: string;
  readonly kind: string;
  readonly jurisdiction: string;
}

/** Where those look who may do it: a person's own tasks, a role's, a role's in one unit. */
export function poolOf(to: Assignee): string {
  if ("person" in to) return `person/${to.person}`;
  return to.unitId === undefined ? `role/${to.role}` : `role/${to.role}/${to.unitId}`;
}

export const writeTask = (owner: Owner, { about, to, since }: Task): Write =>
  put(TaskRow.put({ ...owner, about, pool: poolOf(to), since }));

export const dropTask = (subject: string, about: string): Write => remove(TaskRow.delete({ subject, about }));

export async function tasksOfSubject(subject: string): Promise<KeptTask[]> {
  const { data } = await TaskRow.query
    .bySubject({ subject })
    .go({ ...table(), pages: "all", consistent: true });
  return taskRows.all(data);
}
