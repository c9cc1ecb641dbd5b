/** Tasks as people see them: with what they are about, whose they are and what one may do. */
import { parsePeriod, periodDays, periodOf } from "../../../core/calendar/period.ts";
import { afterDays } from "../../../core/calendar/workday.ts";
import type { Person } from "../../../core/organisation/unit.ts";
import type { Actor, Day, SubjectState } from "../../../core/subject/kind.ts";
import { type OpenTask, openTasks, standing } from "../../../core/subject/open-task.ts";
import { decideTask, type TaskCommand } from "../../../core/subject/task-command.ts";
import { clock } from "../../adapters/clock.ts";
import { type DoneTask, doneBy } from "../../adapters/table/done-tasks.ts";
import type { AnySubjectTable } from "../../adapters/table/subject.ts";
import { NO_DAY, type TaskPlace } from "../../adapters/table/tasks.ts";
import { actorBy } from "../delegations/reach.ts";
import { namesIn } from "../people/names.ts";
import { tableOf } from "../subjects/load.ts";
import { type TaskList, taskPage } from "./lists.ts";
import { poolsOf } from "./pools.ts";

export type TaskAct = "claim" | "release" | "take_over" | "transfer" | "urge";

/** A task with its subject. */
export interface SeenTask {
  readonly kind: AnySubjectTable["kind"];
  readonly state: SubjectState;
  readonly task: OpenTask;
  /** In whose name it is in the list, where not in one's own. */
  readonly onBehalfOf?: string;
  readonly may: readonly TaskAct[];
}

/** What somebody may do about a task now: asked of the very rules that will decide. */
export function permittedActs(
  kind: AnySubjectTable["kind"],
  state: SubjectState,
  task: OpenTask,
  actor: Actor,
): TaskAct[] {
  const { about, holder } = task;
  const today = clock.today();
  const common = { about, until: today, toName: "", reason: "—" };
  const own = actor.onBehalfOf ?? actor;
  const isMine = holder !== undefined && [actor.id, own.id].includes(holder);
  const asks: readonly [TaskAct, boolean, TaskCommand][] = [
    ["claim", holder === undefined, { type: "ClaimTask", ...common }],
    ["release", isMine, { type: "ReleaseTask", about }],
    [
      "take_over",
      holder !== undefined && !isMine,
      { type: "TransferTask", ...common, to: { ...actor, ...own } },
    ],
    ["urge", true, { type: "UrgeTask", about, today }],
  ];
  const may = asks.flatMap(([act, asked, command]) => {
    const decided = asked ? decideTask(kind, state, command, actor) : undefined;
    return decided?.ok && decided.value.length > 0 ? [act] : [];
  });
  // To whom, is decided when somebody is named; who may not give it is told so before that.
  const nobody = { ...common, type: "TransferTask" as const, to: { id: "" } };
  const given = decideTask(kind, state, nobody, actor);
  const mayGive = !given.ok && given.refusal.code === "recipient_not_entitled";
  return mayGive ? [...may, "transfer"] : may;
}

/** Lines of a page. */
const PAGE = 30;

export interface AskedList {
  readonly list: TaskList;
  readonly due: "all" | "overdue";
  /** What the page before has answered as `next`. */
  readonly after?: string | undefined;
}

const cursorOf = ({ due, subject, about }: TaskPlace): string => [due, subject, about].join("|");

/** What is no cursor of ours begins somewhere; nobody sees more by it. */
function placeOf(cursor: string): TaskPlace {
  const [due = "", subject = "", about = ""] = cursor.split("|");
  return { due, subject, about };
}

/** A page of one of somebody's lists. What has been done since the list was written is left out. */
export async function seenTasks({ list, due, after }: AskedList, person: Person) {
  const today = clock.today();
  const part = {
    limit: PAGE,
    before: due === "overdue" ? today : undefined,
    after: after === undefined ? undefined : placeOf(after),
  };
  const { listed, rights, next } = await taskPage(list, person, part);
  const [names, seen] = await Promise.all([
    namesIn(person.jurisdiction),
    Promise.all(
      listed.map(async ({ row, right }): Promise<SeenTask[]> => {
        const table = tableOf(row.subject);
        const stored = await table?.read(row.subject);
        if (!table || !stored) return [];
        const state = standing(stored.state, today);
        const task = openTasks(table.kind, state).find(({ about }) => about === row.about);
        if (!task) return [];
        const may = permittedActs(table.kind, state, task, actorBy(person, right, rights));
        return [{ kind: table.kind, state, task, may, ...(right.by && { onBehalfOf: right.of.id }) }];
      }),
    ),
  ]);
  return { seen: seen.flat(), names, ...(next && { next: cursorOf(next) }) };
}

export interface SeenDone {
  readonly done: DoneTask;
  /** The day by which it was due, where it was. */
  readonly due?: Day;
  readonly kind: AnySubjectTable["kind"];
  readonly state: SubjectState;
}

const MAX_DONE = 100;

/** What somebody, and who files for their unit, has done in a quarter: the newest hundred, and whether there were more. */
export async function seenDone(person: Person, period: string | undefined) {
  const quarter = parsePeriod(period ?? periodOf(clock.today()));
  if (!quarter) throw new RangeError(`no quarter ${period}`);
  const { first, last } = periodDays(quarter);
  const span = { from: startOf(first), until: startOf(afterDays(last, 1)), limit: MAX_DONE };
  const { jurisdiction, id } = person;
  const [names, ...lists] = await Promise.all([
    namesIn(jurisdiction),
    ...[id, ...poolsOf(person)].map((doer) => doneBy(jurisdiction, doer, span)),
  ]);
  const all = lists.flat().toSorted((a, b) => (a.at > b.at ? -1 : 1));
  const seen = await Promise.all(
    all.slice(0, MAX_DONE).map(async (done): Promise<SeenDone[]> => {
      const table = tableOf(done.subject);
      const state = (await table?.read(done.subject))?.state;
      const due = done.due === NO_DAY ? {} : { due: done.due };
      return table && state ? [{ done, ...due, kind: table.kind, state }] : [];
    }),
  );
  return { seen: seen.flat(), names, more: all.length > MAX_DONE };
}

/** The instant at which a day begins in the office's time zone. */
const startOf = (day: string): string => new Date(`${day}T00:00:00+08:00`).toISOString();

/** The open tasks of one subject, for whoever has come before it. */
export function tasksBefore(kind: AnySubjectTable["kind"], state: SubjectState, actor: Actor) {
  const now = standing(state, clock.today());
  return openTasks(kind, now).map((task) => ({ task, may: permittedActs(kind, now, task, actor) }));
}
