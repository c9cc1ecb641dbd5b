/** A subject's tasks as they lie with people: what follows from its state, and what people have arranged about it. */
import type { Actor, Assignee, Day, Instant, Kind, SubjectState, TaskMark, TaskMarks } from "./kind.ts";
import { termOf } from "./term-event.ts";

export interface OpenTask {
  readonly about: string;
  /** Where it lies while nobody holds it. */
  readonly place: Assignee;
  readonly since: Instant;
  readonly occasion?: string;
  readonly due?: Day;
  readonly unitId?: string;
  readonly askedBy?: Assignee;
  readonly except?: readonly string[];
  readonly holder?: string;
  readonly until?: Day;
  readonly urgedOn?: Day;
}

type Derived<State> = Pick<Kind<State & SubjectState, never, never>, "tasksOf" | "dueOf">;

export function openTasks<State extends SubjectState>(
  kind: Derived<State>,
  state: State,
): readonly OpenTask[] {
  const terms = kind.dueOf(state);
  const unitId = unitIdOf(state);
  return kind.tasksOf(state).map(({ to, ...task }) => {
    const { holder, until, pool, urgedOn }: TaskMark = state.tasks?.[task.about] ?? {};
    const due = terms.find(({ about }) => about === termOf(task.about))?.due;
    return {
      ...task,
      ...(unitId && { unitId }),
      place: pool ?? to,
      ...(due && { due }),
      ...(holder && { holder, ...(until && { until }) }),
      ...(urgedOn && { urgedOn }),
    };
  });
}

const standsOn = ({ until }: Pick<TaskMark, "until">, today: Day): boolean =>
  until === undefined || today <= until;

/** Who holds a task today: a claim that has run out holds nothing. */
export const holderOn = (mark: Pick<TaskMark, "holder" | "until"> | undefined, today: Day) =>
  mark && standsOn(mark, today) ? mark.holder : undefined;

/** The state as it is today: without claims that have run out. What is decided on it needs no clock. */
export function standing<State extends SubjectState>(state: State, today: Day): State {
  if (!state.tasks) return state;
  const tasks: TaskMarks = Object.fromEntries(
    Object.entries(state.tasks).map(([about, mark]) => {
      const { holder: _, until: __, ...free } = mark;
      return [about, standsOn(mark, today) ? mark : free];
    }),
  );
  return { ...state, tasks };
}

/** Whether somebody else holds the task, so that the actor may not do it. */
export function heldByAnother({ tasks }: SubjectState, about: string, actor: Actor): boolean {
  const holder = tasks?.[about]?.holder;
  return holder !== undefined && holder !== actor.id && holder !== actor.onBehalfOf?.id;
}

/** The unit a subject is about, where its kind has one. */
export const unitIdOf = (state: SubjectState): string | undefined =>
  "unitId" in state && typeof state.unitId === "string" ? state.unitId : undefined;
