/** Tasks 待办: what people are to do, and by whom it may be done. Derived from their subject and written with it. */
import * as z from "zod";
import type { Assignee } from "../../../core/subject/kind.ts";
import type { OpenTask } from "../../../core/subject/open-task.ts";
import { optional, service, text, written } from "./column.ts";
import { Entity } from "./entity.ts";
import { rowKind } from "./row.ts";
import { first, primary, second, table } from "./table.ts";
import { put, remove, type Write } from "./transaction.ts";

/** Of a task that nobody waits for: in no list of those who wait. */
const NOBODY = "nobody";

const attributes = {
  subject: text,
  about: text,
  kind: text,
  jurisdiction: text,
  /** Where it lies: with a person, with a role, with a role of one unit. */
  pool: text,
  /** Which unit it is about. */
  unitId: optional,
  since: text,
  due: text,
  /** Who waits for it, in the same words as a pool; or nobody. */
  asker: text,
  holder: optional,
  /** Until when the holder has it. */
  until: optional,
  urgedOn: optional,
  /** People and units of the pool for whom it is not, one after the other with blanks between. */
  except: optional,
} as const;

/** The tasks of a subject; of a pool, the most urgent first (gsi1); of those who wait for them, likewise (gsi2). */
const TaskRow = new Entity({
  model: { entity: "task", version: "1", service },
  attributes: { ...attributes, format: written(2) },
  indexes: {
    bySubject: {
      pk: { field: primary.pk, composite: ["subject"] },
      sk: { field: primary.sk, composite: ["about"] },
    },
    byPool: {
      index: first.index,
      pk: { field: first.pk, composite: ["jurisdiction", "pool"] },
      sk: { field: first.sk, composite: ["due", "subject", "about"] },
    },
    byAsker: {
      index: second.index,
      condition: ({ asker }) => asker !== NOBODY,
      pk: { field: second.pk, composite: ["jurisdiction", "asker"] },
      sk: { field: second.sk, composite: ["due", "subject", "about"] },
    },
  },
});

/** The same once more for a task that somebody holds: theirs, wherever it lies. */
const HeldTaskRow = new Entity({
  model: { entity: "heldTask", version: "1", service },
  attributes: { ...attributes, holder: text, format: written(1) },
  indexes: {
    byHolder: {
      pk: { field: primary.pk, composite: ["jurisdiction", "holder"] },
      sk: { field: primary.sk, composite: ["due", "subject", "about"] },
    },
  },
});

/** What has no day by which it is due stands behind everything that has. */
export const NO_DAY = "9999-12-31";

const task = z.object({
  subject: z.string(),
  about: z.string(),
  kind: z.string(),
  jurisdiction: z.string(),
  pool: z.string(),
  unitId: z.string().optional(),
  since: z.string(),
  due: z.string(),
  asker: z.string(),
  holder: z.string().optional(),
  until: z.string().optional(),
  urgedOn: z.string().optional(),
  except: z.string().optional(),
});
export type KeptTask = Readonly<z.output<typeof task>>;

export const taskRows = rowKind(TaskRow, {
  label: "待办",
  key: ["subject", "about"],
  schema: task,
  // 1 → 2: lists go by the day a task is due, and by who waits for it. Both the subject says: the sweeper writes them
  // within the hour.
  upcasts: [(older) => ({ due: NO_DAY, asker: NOBODY, ...Object(older) })],
});

export const heldTaskRows = rowKind(HeldTaskRow, {
  label: "在办待办",
  key: ["holder", "subject", "about"],
  schema: task.extend({ holder: z.string() }),
});

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

export function taskRowOf(owner: Owner, task: OpenTask): KeptTask {
  const { about, place, unitId, since, due = NO_DAY, askedBy, except, holder, until, urgedOn } = task;
  return {
    ...owner,
    about,
    pool: poolOf(place),
    ...(unitId && { unitId }),
    since,
    due,
    asker: askedBy ? poolOf(askedBy) : NOBODY,
    ...(except && { except: except.join(" ") }),
    ...(holder && { holder }),
    ...(until && { until }),
    ...(urgedOn && { urgedOn }),
  };
}

const isHeld = (row: KeptTask): row is KeptTask & { readonly holder: string } => row.holder !== undefined;
const dropHeld = (row: KeptTask): Write[] => (isHeld(row) ? [remove(HeldTaskRow.delete(row))] : []);

/** @param before what has been written of it so far */
export function writeTask(owner: Owner, task: OpenTask, before?: OpenTask): Write[] {
  return writeTaskRow(taskRowOf(owner, task), before && taskRowOf(owner, before));
}

export function writeTaskRow(row: KeptTask, before?: KeptTask): Write[] {
  const stays = before && before.holder === row.holder && before.due === row.due;
  return [
    put(TaskRow.put(row)),
    ...(before && !stays ? dropHeld(before) : []),
    ...(isHeld(row) ? [put(HeldTaskRow.put(row))] : []),
  ];
}

export const dropTask = (owner: Owner, task: OpenTask): Write[] => dropTaskRow(taskRowOf(owner, task));

export const dropTaskRow = (row: KeptTask): Write[] => [
  remove(TaskRow.delete({ subject: row.subject, about: row.about })),
  ...dropHeld(row),
];

export async function tasksOfSubject(subject: string): Promise<KeptTask[]> {
  const { data } = await TaskRow.query
    .bySubject({ subject })
    .go({ ...table(), pages: "all", consistent: true });
  return taskRows.all(data);
}

/** A place in a list that goes by due day. */
export type TaskPlace = Pick<KeptTask, "due" | "subject" | "about">;

/** Which part of a list: behind a place, due before a day; so many at most. */
export interface Part {
  readonly after?: TaskPlace | undefined;
  readonly before?: string | undefined;
  readonly limit: number;
}

const FROM_THE_FIRST: TaskPlace = { due: "0000-00-00", subject: "", about: "" };

/** Which rows a part of a list holds: those behind `after`, due before `before`. */
const between = ({ after = FROM_THE_FIRST, before = `${NO_DAY}~` }: Part) =>
  [after, { due: before }] as const;

/** A query by `between` holds its first place too, which is where the page before has ended. */
async function pageOf({ after, limit }: Part, read: (count: number) => Promise<KeptTask[]>) {
  const rows = await read(limit + 1);
  const isAfter = (row: KeptTask) =>
    row.due === after?.due && row.subject === after.subject && row.about === after.about;
  return rows.filter((row) => !isAfter(row)).slice(0, limit);
}

/** Tasks that lie in a pool, claimed ones too, the most urgent first. */
export const tasksInPool = (jurisdiction: string, pool: string, part: Part): Promise<KeptTask[]> =>
  pageOf(part, async (count) => {
    const { data } = await TaskRow.query
      .byPool({ jurisdiction, pool })
      .between(...between(part))
      .go({ ...table(), count });
    return taskRows.all(data);
  });

/** Tasks that somebody waits for. */
export const tasksAskedBy = (jurisdiction: string, asker: string, part: Part): Promise<KeptTask[]> =>
  pageOf(part, async (count) => {
    const { data } = await TaskRow.query
      .byAsker({ jurisdiction, asker })
      .between(...between(part))
      .go({ ...table(), count });
    return taskRows.all(data);
  });

/** Tasks that somebody holds, as of now. */
export const tasksHeldBy = (jurisdiction: string, holder: string, part: Part): Promise<KeptTask[]> =>
  pageOf(part, async (count) => {
    const { data } = await HeldTaskRow.query
      .byHolder({ jurisdiction, holder })
      .between(...between(part))
      .go({ ...table(), count, consistent: true });
    return heldTaskRows.all(data);
  });
