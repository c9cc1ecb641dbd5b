/** What a change of a subject makes: the new state, the trail's next entries, and what of its tasks and terms is other. */
import type { Kind, Stamp, SubjectState, Task, Term } from "./kind.ts";
import { readStored, type StoredKind } from "./stored.ts";
import { isTermEvent, recordedTermEvent, type TermEvent, told } from "./term-event.ts";
import { append, type TrailEntry, type TrailHead } from "./trail.ts";

// biome-ignore lint/suspicious/noExplicitAny: whatever its commands are, none is given here
type AnyKind<State extends SubjectState, Event extends { readonly type: string }> = Kind<State, any, Event>;

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

/** One event onto a state, be it the kind's own or a telling. */
export function evolved<State extends SubjectState, Event extends { readonly type: string }>(
  kind: AnyKind<State, Event>,
  state: State | undefined,
  event: Event | TermEvent,
  stamp: Stamp,
  id: string,
): State {
  if (!isTermEvent(event)) return kind.evolve(state, event, stamp, id);
  if (!state) throw new TypeError(`${event.type} before anything else in ${id}`);
  return told(state, stamp);
}

/** Undefined: nothing has happened to nothing. */
export function changed<State extends SubjectState, Event extends { readonly type: string }>(
  kind: AnyKind<State, Event>,
  id: string,
  before: Stored<State> | undefined,
  events: readonly (Event | TermEvent)[],
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
    const { at, by } = entry;
    state = evolved(kind, state, parsedEvent(kind, entry), { at, by }, id);
  }
  return state;
}

/** A recorded event in the present format. @throws UnreadableRow */
export function parsedEvent<State extends SubjectState, Event extends { readonly type: string }>(
  kind: AnyKind<State, Event>,
  { subject, sequence, event, format = 1 }: Pick<TrailEntry, "subject" | "sequence" | "event" | "format">,
): Event | TermEvent {
  const recorded: StoredKind<Event | TermEvent> = {
    label: "留痕",
    format: kind.format,
    parse: (stored, of) =>
      isTermEvent({ type: typeOf(stored) }) ? recordedTermEvent.parse(stored) : kind.parseEvent(stored, of),
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
export function difference<Item extends Task | Term>(
  before: readonly Item[],
  after: readonly Item[],
): Difference<Item> {
  const same = (a: Item, b: Item) => JSON.stringify(a) === JSON.stringify(b);
  return {
    gone: before.filter((one) => !after.some(({ about }) => about === one.about)),
    come: after.filter((one) => !before.some((other) => same(one, other))),
  };
}
