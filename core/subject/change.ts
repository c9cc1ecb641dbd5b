/** What a change of a subject makes: the new state, the trail's next entries, and what of its tasks and terms is other. */
import type { Kind, Stamp, SubjectState, TaskMarks, Term } from "./kind.ts";
import type { OpenTask } from "./open-task.ts";
import { readStored, type StoredKind } from "./stored.ts";
import { isTaskEvent, marked, recordedTaskEvent, type TaskEvent } from "./task-event.ts";
import { isTermEvent, recordedTermEvent, type TermEvent, told } from "./term-event.ts";
import { append, type TrailEntry, type TrailHead } from "./trail.ts";

// biome-ignore lint/suspicious/noExplicitAny: whatever its commands are, none is given here
type AnyKind<State extends SubjectState, Event extends { readonly type: string }> = Kind<State, any, Event>;

/** Events that any subject may have, whatever its kind: the loop itself records them. */
export type CommonEvent = TermEvent | TaskEvent;

/** A subject as it is stored. */
export interface Stored<State> {
  readonly state: State;
  readonly headHash: string;
}

export interface Change<State> {
  readonly state: State;
  readonly headHash: string;
  readonly entries: readonly TrailEntry[];
}

/** One event onto a state, be it the kind's own or one of all kinds. */
export function evolved<State extends SubjectState, Event extends { readonly type: string }>(
  kind: AnyKind<State, Event>,
  state: State | undefined,
  event: Event | CommonEvent,
  stamp: Stamp,
  id: string,
): State {
  if (!isTaskEvent(event) && !isTermEvent(event))
    return withMarks(kind.evolve(state, event, stamp, id), marksKept(kind, state));
  if (!state) throw new TypeError(`${event.type} before anything else in ${id}`);
  const next = told(state, stamp);
  return isTaskEvent(event) ? withMarks(next, () => marked(state.tasks ?? {}, event, stamp)) : next;
}

/** Marks of the tasks that go on as they were; one that begins anew has none. */
const marksKept =
  <State extends SubjectState>(
    { tasksOf }: Pick<AnyKind<State, { type: string }>, "tasksOf">,
    before: State | undefined,
  ) =>
  (after: State): TaskMarks => {
    if (!before?.tasks) return {};
    const old = tasksOf(before);
    const goesOn = (about: string) => {
      const since = old.find((task) => task.about === about)?.since;
      return tasksOf(after).some((task) => task.about === about && task.since === since);
    };
    return Object.fromEntries(Object.entries(before.tasks).filter(([about]) => goesOn(about)));
  };

function withMarks<State extends SubjectState>(next: State, marksOf: (next: State) => TaskMarks): State {
  const { tasks: _, ...bare } = next;
  const marks = Object.entries(marksOf(next)).filter(([, mark]) => Object.keys(mark).length > 0);
  // Whatever the kind's states are, marks are beside what they say.
  return { ...bare, ...(marks.length > 0 && { tasks: Object.fromEntries(marks) }) } as unknown as State;
}

/** Undefined: nothing has happened to nothing. */
export function changed<State extends SubjectState, Event extends { readonly type: string }>(
  kind: AnyKind<State, Event>,
  id: string,
  before: Stored<State> | undefined,
  events: readonly (Event | CommonEvent)[],
  stamp: Stamp,
): Change<State> | undefined {
  let state = before?.state;
  for (const event of events) state = evolved(kind, state, event, stamp, id);
  if (!state) return undefined;
  const head: TrailHead | undefined = before && { sequence: before.state.version, hash: before.headHash };
  const entries = append(id, head, events, stamp, kind.format);
  return { state, headHash: entries.at(-1)?.hash ?? before?.headHash ?? "", entries };
}

/** Builds a subject from its whole trail. */
export function replayed<State extends SubjectState, Event extends { readonly type: string }>(
  kind: AnyKind<State, Event>,
  id: string,
  trail: readonly TrailEntry[],
): State | undefined {
  let state: State | undefined;
  for (const entry of trail) {
    const { at, by, onBehalfOf } = entry;
    const stamp = { at, by, ...(onBehalfOf !== undefined && { onBehalfOf }) };
    state = evolved(kind, state, parsedEvent(kind, entry), stamp, id);
  }
  return state;
}

/** A recorded event in the present format. @throws UnreadableRow */
export function parsedEvent<State extends SubjectState, Event extends { readonly type: string }>(
  kind: AnyKind<State, Event>,
  { subject, sequence, event, format = 1 }: Pick<TrailEntry, "subject" | "sequence" | "event" | "format">,
): Event | CommonEvent {
  const recorded: StoredKind<Event | CommonEvent> = {
    label: "留痕",
    format: kind.format,
    parse(stored, of) {
      const present = kind.upcastEvent?.(stored, of) ?? stored;
      const type = typeOf(present);
      if (isTermEvent({ type })) return recordedTermEvent.parse(present);
      return isTaskEvent({ type }) ? recordedTaskEvent.parse(present) : kind.parseEvent(present, of);
    },
  };
  return readStored(recorded, `${subject}/${sequence}`, event, format);
}

const typeOf = (event: unknown): string =>
  typeof event === "object" && event !== null && "type" in event ? String(event.type) : "";

export interface Difference<Item> {
  readonly gone: readonly Item[];
  readonly come: readonly Item[];
}

/** What of a list of tasks or terms has ended, and what has begun or is another than before. */
export function difference<Item extends OpenTask | Term>(
  before: readonly Item[],
  after: readonly Item[],
): Difference<Item> {
  const same = (a: Item, b: Item) => JSON.stringify(a) === JSON.stringify(b);
  return {
    gone: before.filter((one) => !after.some(({ about }) => about === one.about)),
    come: after.filter((one) => !before.some((other) => same(one, other))),
  };
}
