/** Tasks as lines of a list. */
import type * as z from "zod";
import { dayOf } from "../../../core/calendar/workday.ts";
import type { Kind } from "../../../core/subject/kind.ts";
import { type OpenTask, unitIdOf } from "../../../core/subject/open-task.ts";
import { termOf } from "../../../core/subject/term-event.ts";
import { clock } from "../../adapters/clock.ts";
import type { Names } from "../../app/people/names.ts";
import type { SeenDone, SeenTask, TaskAct } from "../../app/tasks/look.ts";
import { placeName } from "../../app/tasks/pools.ts";
import type * as contract from "../contract/tasks.ts";

const whatOf = ({ terms }: Pick<Kind<never, never, never>, "terms">, about: string): string =>
  terms[termOf(about)] ?? about;

export function openTask(
  kind: Pick<Kind<never, never, never>, "terms">,
  { about, place, holder, until, since, due, urgedOn }: OpenTask,
  may: readonly TaskAct[],
  names: Names,
): z.input<typeof contract.openTask> {
  return {
    about,
    what: whatOf(kind, about),
    placeName: placeName(place, names),
    ...(holder && { holder, holderName: names.get(holder) }),
    ...(until && { until }),
    since,
    ...(due && { due }),
    overdue: due !== undefined && clock.today() > due,
    ...(urgedOn && { urgedOn }),
    may: [...may],
  };
}

export function taskLine(
  { kind, state, task, may, onBehalfOf }: SeenTask,
  names: Names,
): z.input<typeof contract.taskLine> {
  return {
    ...openTask(kind, task, may, names),
    subject: state.id,
    kind: kind.name,
    title: kind.titleOf(state),
    unitName: names.get(unitIdOf(state) ?? ""),
    ...(onBehalfOf && { onBehalfOfName: names.get(onBehalfOf) }),
  };
}

export function doneLine(
  { done: { about, at, by, onBehalfOf }, due, kind, state }: SeenDone,
  names: Names,
): z.input<typeof contract.doneLine> {
  return {
    subject: state.id,
    about,
    kind: kind.name,
    what: whatOf(kind, about),
    title: kind.titleOf(state),
    unitName: names.get(unitIdOf(state) ?? ""),
    at,
    ...(due && { due }),
    late: due !== undefined && dayOf(at) > due,
    byName: actorName(names, by, onBehalfOf),
  };
}

/** Both names where somebody acted for another: 沈砚秋（代林听雨）. */
export function actorName(names: Names, by: string, onBehalfOf?: string): string {
  const own = names.get(by) ?? (by === "machine" ? "系统" : "报送单位");
  return onBehalfOf ? `${own}（代${names.get(onBehalfOf) ?? ""}）` : own;
}
