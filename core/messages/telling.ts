/**
 * A Telling: what a change of a subject gives people to hear, and who it is meant for, derived from what happened: a task
 * that came, a rung of the ladder, an urge, news that the kind itself names. Written into the outbox in the change's own
 * transaction, and made into messages by whoever follows (docs/decisions/0039).
 */
import * as z from "zod";
import { dayOf } from "../calendar/workday.ts";
import { ROLES } from "../organisation/role.ts";
import type { Assignee, Doer, Facts, Kind, Stamp, SubjectState } from "../subject/kind.ts";
import type { LadderAudience } from "../subject/ladder.ts";
import { type OpenTask, openTasks, standing } from "../subject/open-task.ts";
import { isTaskEvent, type TaskEvent } from "../subject/task-event.ts";
import { termOf } from "../subject/term-event.ts";

/** `head`: of that unit. `above`: the leaders of the office above. */
export type Audience = Assignee | Doer | { readonly head: string } | { readonly above: true };

export interface Telling {
  readonly about: string;
  /** `came`, `urged`, a rung `+5`, or the name of news. */
  readonly step: string;
  /** What makes it this one among others of the same name: since when the task is, or when it happened. */
  readonly occasion: string;
  readonly due?: string | undefined;
  readonly to: readonly Audience[];
  /** People and units whom it is not for. */
  readonly except?: readonly string[] | undefined;
  /** Those of them who do not act themselves: they hear of it in other words. */
  readonly over?: readonly Audience[] | undefined;
}

/** All that one change gives to hear. */
export interface Tellings {
  readonly kind: string;
  readonly subject: string;
  readonly jurisdiction: string;
  readonly at: string;
  /** Who did it, and hears nothing of it. */
  readonly by: string;
  readonly facts: Facts;
  readonly tellings: readonly Telling[];
}

const audience: z.ZodType<Audience> = z.union([
  z.object({ person: z.string() }),
  z.object({ role: z.enum(ROLES), unitId: z.string().optional() }),
  z.object({ did: z.string() }),
  z.object({ head: z.string() }),
  z.object({ above: z.literal(true) }),
]);

/** As the outbox holds it. */
export const storedTellings: z.ZodType<Tellings> = z.object({
  kind: z.string(),
  subject: z.string(),
  jurisdiction: z.string(),
  at: z.string(),
  by: z.string(),
  facts: z.object({
    unitId: z.string().optional(),
    documentType: z.string().optional(),
    period: z.string().optional(),
    reasons: z.int().optional(),
  }),
  tellings: z.array(
    z.object({
      about: z.string(),
      step: z.string(),
      occasion: z.string(),
      due: z.string().optional(),
      to: z.array(audience),
      except: z.array(z.string()).optional(),
      over: z.array(audience).optional(),
    }),
  ),
});

/** What derives tellings looks at of a kind. */
type Tells<State extends SubjectState, Event extends { readonly type: string }> = Pick<
  Kind<State, never, Event>,
  "name" | "tasksOf" | "dueOf" | "factsOf" | "newsOf"
>;

/** The tasks of a state as they are at an instant: a claim that has run out holds nothing. */
const tasksAt = <State extends SubjectState>(
  kind: Pick<Kind<State, never, never>, "tasksOf" | "dueOf">,
  state: State,
  at: string,
): readonly OpenTask[] => openTasks(kind, standing(state, dayOf(at)));

/** To whom a task is: who holds it, or where it lies. */
const doersOf = ({ holder, place }: OpenTask): Assignee =>
  holder === undefined ? place : { person: holder };

/** What a change gives to hear; undefined: nothing. News before tasks: who hears the one is not told the other. */
export function tellingsOf<
  State extends SubjectState,
  Own extends { readonly type: string },
  Event extends Own | TaskEvent,
>(
  kind: Tells<State, Own>,
  before: State | undefined,
  after: State,
  events: readonly Event[],
  { at, by }: Stamp,
): Tellings | undefined {
  const own = events.filter(
    (event): event is Exclude<Event, TaskEvent> => !isTaskEvent(event),
  ) as readonly Own[];
  const tasks = tasksAt(kind, after, at);
  const earlier = before ? tasksAt(kind, before, before.updatedAt) : [];
  const about = (task: OpenTask, step: string): Telling => ({
    about: task.about,
    step,
    occasion: task.occasion ?? task.since,
    ...(task.due && { due: task.due }),
    to: [doersOf(task)],
    ...(task.except && { except: task.except }),
  });
  const tellings = [
    ...own.flatMap((event) =>
      kind.newsOf(event, after).map(({ name, about, to }) => ({ about, step: name, occasion: at, to })),
    ),
    ...tasks
      .filter((task) => !earlier.some((other) => isSame(task, other)) && !isFor(task, by))
      .map((task) => about(task, "came")),
    ...(events as readonly { readonly type: string }[]).filter(isTaskEvent).flatMap((event) => {
      const task = event.type === "TaskUrged" ? tasks.find((one) => one.about === event.about) : undefined;
      return task ? [about(task, `urged ${dayOf(at)}`)] : [];
    }),
  ];
  return tellings.length > 0 ? tellingsIn(kind, after, { at, by }, tellings) : undefined;
}

/** A rung of a term's ladder. */
export function tellingsOfRung<State extends SubjectState, Event extends { readonly type: string }>(
  kind: Tells<State, Event>,
  state: State,
  { about, due }: { readonly about: string; readonly due: string },
  { step, to }: { readonly step: string; readonly to: readonly LadderAudience[] },
  stamp: Stamp,
): Tellings {
  const tasks = tasksAt(kind, state, stamp.at).filter((one) => termOf(one.about) === about);
  const [task] = tasks;
  const { unitId } = kind.factsOf(state);
  const over: Audience[] = [
    ...(to.includes("unit_head") && unitId !== undefined ? [{ head: unitId }] : []),
    ...(to.includes("leader") ? [{ role: "leader" } as const] : []),
    ...(to.includes("above") ? [{ above: true } as const] : []),
  ];
  const telling = {
    about,
    step,
    occasion: task?.occasion ?? task?.since ?? due,
    due,
    to: to.includes("actor") ? tasks.map(doersOf) : [],
    ...(task?.except && { except: task.except }),
    over,
  };
  return tellingsIn(kind, state, stamp, [telling]);
}

function tellingsIn<State extends SubjectState, Event extends { readonly type: string }>(
  kind: Tells<State, Event>,
  state: State,
  { at, by }: Stamp,
  tellings: readonly Telling[],
): Tellings {
  const { id: subject, jurisdiction } = state;
  return { kind: kind.name, subject, jurisdiction, at, by, facts: kind.factsOf(state), tellings };
}

/** Whoever takes a task up knows of it. */
const isFor = (task: OpenTask, person: string): boolean => {
  const doer = doersOf(task);
  return "person" in doer && doer.person === person;
};

const isSame = (task: OpenTask, other: OpenTask): boolean =>
  task.about === other.about &&
  task.since === other.since &&
  task.occasion === other.occasion &&
  JSON.stringify(doersOf(task)) === JSON.stringify(doersOf(other));
