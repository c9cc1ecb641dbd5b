/**
 * Lists of tasks, page by page, the most urgent first: what is mine, what lies in my pools, what I wait for. A page is put
 * together of as many queries as there are inboxes and pools, each of which reads no more than the page holds.
 */
import type { Person } from "../../../core/organisation/unit.ts";
import { isExcept } from "../../../core/subject/actor.ts";
import type { Day } from "../../../core/subject/kind.ts";
import { holderOn } from "../../../core/subject/open-task.ts";
import { clock } from "../../adapters/clock.ts";
import {
  type KeptTask,
  type Part,
  type TaskPlace,
  tasksAskedBy,
  tasksHeldBy,
  tasksInPool,
} from "../../adapters/table/tasks.ts";
import { type Right, reaches, rightsOf } from "../delegations/reach.ts";
import { inboxOf, poolsOf } from "./pools.ts";

export const TASK_LISTS = ["mine", "pool", "waiting"] as const;
export type TaskList = (typeof TASK_LISTS)[number];

/** A task in somebody's list, and by whose rights it is there. */
export interface Listed {
  readonly row: KeptTask;
  readonly right: Right;
}

interface Source {
  readonly right: Right;
  readonly read: (part: Part) => Promise<KeptTask[]>;
  /** Whether a row of it belongs into the list today. */
  readonly keeps: (row: KeptTask) => boolean;
}

const without = ({ except, ...row }: KeptTask) => ({ ...row, except: except?.split(" ") ?? [] });

/** Mine: what I hold, and what lies in my inbox while nobody else holds it. */
function mine(right: Right, today: Day): Source[] {
  const { id, jurisdiction } = right.of;
  const isTheirs = (row: KeptTask) => (holderOn(row, today) ?? id) === id;
  return [
    {
      right,
      read: (part) => tasksHeldBy(jurisdiction, id, part),
      keeps: (row) => holderOn(row, today) === id,
    },
    { right, read: (part) => tasksInPool(jurisdiction, inboxOf(right.of), part), keeps: isTheirs },
  ];
}

/** Of the pool: what is not mine already, be it free or with a colleague; and not what I must not do. */
function pooled(right: Right, person: Person, today: Day): Source[] {
  const { id, jurisdiction } = right.of;
  const bars = (row: KeptTask) => [person, right.of].some((one) => isExcept(without(row), one));
  return poolsOf(right.of).map((pool) => ({
    right,
    read: (part: Part) => tasksInPool(jurisdiction, pool, part),
    keeps: (row: KeptTask) => holderOn(row, today) !== id && !bars(row),
  }));
}

/** What others are to do for me, or for the unit and the role I have. */
function waitedFor(right: Right, today: Day): Source[] {
  const { id, jurisdiction } = right.of;
  const own = new Set([inboxOf(right.of), ...poolsOf(right.of)]);
  return [...own].map((asker) => ({
    right,
    read: (part: Part) => tasksAskedBy(jurisdiction, asker, part),
    keeps: (row: KeptTask) => {
      const holder = holderOn(row, today);
      return holder === undefined ? !own.has(row.pool) : holder !== id;
    },
  }));
}

function sourcesOf(list: TaskList, person: Person, rights: readonly [Right, ...Right[]]): Source[] {
  const today = clock.today();
  if (list === "waiting") return waitedFor(rights[0], today);
  return rights.flatMap((right) => (list === "mine" ? mine(right, today) : pooled(right, person, today)));
}

export interface TaskPage {
  readonly listed: readonly Listed[];
  readonly rights: readonly Right[];
  /** Where the next page begins; undefined after the last one. */
  readonly next?: TaskPlace;
}

const key = ({ due, subject, about }: TaskPlace): string => `${due} ${subject} ${about}`;

/** @param part `before`: only what is due before that day */
export async function taskPage(list: TaskList, person: Person, part: Part): Promise<TaskPage> {
  const rights = await rightsOf(person);
  const sources = sourcesOf(list, person, rights);
  const read = await Promise.all(
    sources.map(async ({ read, keeps, right }) => {
      const rows = await read({ ...part, limit: part.limit + 1 });
      return rows.map((row) => ({
        row,
        right,
        kept: keeps(row) && reaches(right, { kind: row.kind, unitId: row.unitId }),
      }));
    }),
  );
  // Of a task found twice, the way by the own rights is the first.
  const found = new Map<string, Listed & { readonly kept: boolean }>();
  for (const one of read.flat()) {
    const known = found.get(key(one.row));
    if (!known || (!known.kept && one.kept)) found.set(key(one.row), one);
  }
  const all = [...found.values()].toSorted((a, b) => (key(a.row) < key(b.row) ? -1 : 1));
  const page = all.slice(0, part.limit);
  const last = page.at(-1);
  return {
    listed: page.filter(({ kept }) => kept),
    rights,
    ...(all.length > part.limit && last && { next: last.row }),
  };
}

/** No count goes further: nobody reads “1,204” other than as “many”. */
export const MAX_COUNT = 99;

export interface TaskCounts {
  readonly mine: number;
  /** Of the pools: what nobody holds. */
  readonly pool: number;
  /** Of both. */
  readonly overdue: number;
  readonly waiting: number;
}

export async function taskCounts(person: Person): Promise<TaskCounts> {
  const today = clock.today();
  const [own, pool, waiting] = await Promise.all(
    TASK_LISTS.map((list) => taskPage(list, person, { limit: MAX_COUNT })),
  );
  const free = (pool?.listed ?? []).filter(({ row }) => holderOn(row, today) === undefined);
  const open = [...(own?.listed ?? []), ...free];
  return {
    mine: own?.listed.length ?? 0,
    pool: free.length,
    overdue: open.filter(({ row }) => row.due < today).length,
    waiting: waiting?.listed.length ?? 0,
  };
}
