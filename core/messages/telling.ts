/**
 * A Telling: what a change of a subject gives people to hear, and who it is meant for, derived from what happened: a task
 * that came, a rung of the ladder, an urge, news that the kind itself names. Written into the outbox in the change's own
 * transaction, and made into messages by whoever follows (docs/decisions/0039).
 */
import * as z from "zod";
import { dayOf } from "../calendar/workday.ts";
import type { Assignee, Doer, Facts, Kind, Stamp, SubjectState, Task } from "../subject/kind.ts";
import type { LadderAudience } from "../subject/ladder.ts";

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
  z.object({ role: z.enum(["reviewer", "leader", "secretary"]), unitId: z.string().optional() }),
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

/** Of several tasks of one term each is `review/user_1`. */
export const termOf = (about: string): string => about.split("/", 1)[0] ?? about;

/** What derives tellings looks at of a kind. */
type Tells<State extends SubjectState, Event extends { readonly type: string }> = Pick<
  Kind<State, never, Event>,
  "name" | "tasksOf" | "dueOf" | "factsOf" | "newsOf"
>;

/** An urge 催办 as the trail of any subject records it: of which of its tasks. */
const urge = z.looseObject({ type: z.literal("TaskUrged"), about: z.string() });

/** What a change gives to hear; undefined: nothing. News before tasks: who hears the one is not told the other. */
export function tellingsOf<State extends SubjectState, Event extends { readonly type: string }>(
  kind: Tells<State, Event>,
  before: State | undefined,
  after: State,
  events: readonly Event[],
  { at, by }: Stamp,
): Tellings | undefined {
  const tasks = kind.tasksOf(after);
  const standing = before ? kind.tasksOf(before) : [];
  const dueOf = (about: string) => kind.dueOf(after).find((term) => term.about === about)?.due;
  const about = (task: Task, step: string): Telling => ({
    about: task.about,
    step,
    occasion: task.occasion ?? task.since,
    ...optional(dueOf(task.about)),
    to: [task.to],
    ...(task.except && { except: task.except }),
  });
  const tellings = [
    ...events.flatMap((event) =>
      kind.newsOf(event, after).map(({ name, about, to }) => ({ about, step: name, occasion: at, to })),
    ),
    ...tasks
      .filter((task) => !standing.some((other) => isSame(task, other)) && !isFor(task, by))
      .map((task) => about(task, "came")),
    ...events.flatMap((event) => {
      const urged = urge.safeParse(event);
      const task = tasks.find((one) => one.about === urged.data?.about);
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
  const task = kind.tasksOf(state).find((one) => one.about === about);
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
    to: to.includes("actor") && task ? [task.to] : [],
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

const optional = (due: string | undefined) => (due === undefined ? {} : { due });

/** Whoever takes a task up knows of it. */
const isFor = ({ to }: Task, person: string): boolean => "person" in to && to.person === person;

const isSame = (task: Task, other: Task): boolean =>
  task.about === other.about &&
  task.since === other.since &&
  task.occasion === other.occasion &&
  JSON.stringify(task.to) === JSON.stringify(other.to);
