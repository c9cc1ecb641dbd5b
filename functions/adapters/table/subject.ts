/**
 * The one loop by which any subject changes: read, decide, evolve, append to the trail and write what follows from it (tasks,
 * terms, messages), in one transaction under the version that was read.
 */
import * as z from "zod";
import { tellingsOf, tellingsOfRung } from "../../../core/messages/telling.ts";
import { accept, type Refusal, type Result, refuse } from "../../../core/outcome.ts";
import { stampOf } from "../../../core/subject/actor.ts";
import { changed, difference, type Stored } from "../../../core/subject/change.ts";
import { type Actor, type Kind, MACHINE, type SubjectState } from "../../../core/subject/kind.ts";
import { dueTelling, type Ladder } from "../../../core/subject/ladder.ts";
import { openTasks, standing } from "../../../core/subject/open-task.ts";
import { decideTask, type TaskCommand } from "../../../core/subject/task-command.ts";
import { storedMarks, type TaskEvent } from "../../../core/subject/task-event.ts";
import { termEvent } from "../../../core/subject/term-event.ts";
import { clock } from "../clock.ts";
import { writeDone } from "./done-tasks.ts";
import { newTold, type Told, writeMessage } from "./outbox.ts";
import { type AnyEntity, type RowKind, rowsOf, type Sifted } from "./row.ts";
import { dropTask, writeTask } from "./tasks.ts";
import { afterTelling, dropStaleTerm, dropTerm, type KeptTerm, termsOfSubject, writeTerm } from "./terms.ts";
import { writeEntry } from "./trail.ts";
import { backOff, commit, type Write } from "./transaction.ts";

/** A kind of subject and the rows that hold it. */
export interface SubjectTable<
  State extends SubjectState,
  Command,
  Event extends { readonly type: string },
  Name extends string = string,
> {
  readonly kind: Kind<State, Command, Event, Name>;
  /** What is said of an id that there is not. */
  readonly unknown: Refusal;
  readonly rows: RowKind<Stored<State>>;
  read(id: string): Promise<Stored<State> | undefined>;
  /** Holds only while nobody has changed it since version `expected`; undefined: while there is none. */
  write(state: State, headHash: string, expected: number | undefined): Write;
  /** All that have not ended: one that cannot be read holds up none of the others. */
  open(jurisdiction: string): Promise<Sifted<State>>;
}

// biome-ignore lint/suspicious/noExplicitAny: a table of kinds holds kinds of any command and event
export type AnySubjectTable<Name extends string = string> = SubjectTable<any, any, any, Name>;

/** Kinds of subject, as a loop goes through them. */
export type SubjectTables = Readonly<Record<string, AnySubjectTable>>;

/** Each kind stands under its own name. */
type ByName<Tables> = { readonly [Name in keyof Tables]: AnySubjectTable<Name & string> };

export type StateOf<Table> = Table extends SubjectTable<infer State, infer _C, infer _E> ? State : never;
export type CommandOf<Table> =
  Table extends SubjectTable<infer _S, infer Command, infer _E> ? Command : never;
export type EventOf<Table> = Table extends SubjectTable<infer _S, infer _C, infer Event> ? Event : never;

const head = z.object({ headHash: z.string() });
const marks = z.object({ tasks: storedMarks.optional() });

/** Rows that hold the states of a kind in a column that bears the kind's name. The rest of their columns follows from it. */
export function subjectRows<State extends SubjectState>(
  entity: AnyEntity,
  label: string,
  { name, format, parseState }: Pick<Kind<State, never, never>, "name" | "format" | "parseState">,
  write: (state: State, headHash: string, expected: number | undefined) => Write,
): RowKind<Stored<State>> {
  const parse = (stored: unknown, format: number) => {
    const { [name]: state, ...row }: Record<string, unknown> = { ...Object(stored) };
    const own = parseState(state, format);
    // A kind that knows nothing of marks has not read them.
    const { tasks } = marks.parse({ ...Object(state), ...own });
    return { state: { ...own, ...(tasks && { tasks }) }, headHash: head.parse(row).headHash };
  };
  return rowsOf(entity, { label, format, parse }, ["id"], {
    item: ({ state, headHash }) => write(state, headHash, state.version).Put?.Item,
  });
}

/** An item of the table holds 400 KB, keys and the rest of the row included. */
const MAX_BYTES = 390_000;
const fits = (state: unknown): boolean => Buffer.byteLength(JSON.stringify(state)) <= MAX_BYTES;
const full = refuse(
  "conflict",
  "record_full",
  "这项内容的往来记录已满，不能再添加。请精简后再提交，或先办结它。",
);

/** A command, made from a fresh read where it must be, and what must be written with its events. */
export interface Asked<Command> {
  readonly command: Command;
  readonly writes?: readonly Write[];
}

export interface SubjectChanged<State, Event> {
  readonly state: State;
  readonly events: readonly Event[];
  /** What people are to be told of it: owed, and committed with it. */
  readonly told?: Told | undefined;
}

export interface Around<State, Event> {
  /**
   * What else must be written in the same transaction, told what is about to become true. Undefined: somebody else has done
   * it already, nothing at all is written.
   */
  readonly together?: (
    change: SubjectChanged<State, Event>,
  ) => Promise<readonly Write[] | undefined> | readonly Write[] | undefined;
  /**
   * What the caller has read, or `absent` for what should not exist yet: saves the first reading. Where it is no longer
   * true the write fails and the next attempt reads.
   */
  readonly known?: Stored<State> | "absent";
}

const ATTEMPTS = 12;
const busy = refuse("conflict", "busy", "操作的人太多，请稍候再试。");

/**
 * Decides on the newest state and commits the events, or answers the refusal. Lost races are decided anew, so the loser
 * hears the truth of that moment. No events: nothing is written unless `together` insists.
 * @param tables the kinds there are: one that is not among them cannot be changed, and does not compile
 */
export function changeSubject<
  Tables extends ByName<Tables>,
  Name extends keyof Tables,
  const Command extends CommandOf<Tables[Name]>,
>(
  tables: Tables,
  name: Name,
  id: string,
  ask: () => Promise<Asked<Command>> | Asked<Command>,
  actor: Actor,
  around?: Around<StateOf<Tables[Name]>, EventOf<Tables[Name]>>,
): Promise<Result<SubjectChanged<StateOf<Tables[Name]>, EventOf<Tables[Name]>>>> {
  return change(tables[name], id, ask, actor, around);
}

/** The same for what people arrange about a task (core/subject/task-command.ts), of whatever kind its subject is. */
export function changeTask(
  subjects: AnySubjectTable,
  id: string,
  command: TaskCommand,
  actor: Actor,
): Promise<Result<SubjectChanged<SubjectState, TaskEvent>>> {
  const decide = (state: SubjectState | undefined) =>
    state ? decideTask(subjects.kind, state, command, actor) : refusedAs(subjects.unknown);
  return loop(subjects, id, async () => ({ decide }), actor, {});
}

const refusedAs = (refusal: Refusal) => ({ ok: false, refusal }) as const;

function change<State extends SubjectState, Command, Event extends { readonly type: string }>(
  subjects: SubjectTable<State, Command, Event>,
  id: string,
  ask: () => Promise<Asked<Command>> | Asked<Command>,
  actor: Actor,
  around: Around<State, Event> = {},
): Promise<Result<SubjectChanged<State, Event>>> {
  const decision = async (): Promise<Decision<State, Event>> => {
    const { command, writes } = await ask();
    return { decide: (state) => subjects.kind.decide(state, command, actor), writes };
  };
  return loop(subjects, id, decision, actor, around);
}

/** What is decided on a state, and what must be written with it. */
interface Decision<State, Event> {
  readonly decide: (state: State | undefined) => Result<readonly Event[]>;
  readonly writes?: readonly Write[] | undefined;
}

async function loop<
  State extends SubjectState,
  Own extends { readonly type: string },
  Event extends Own | TaskEvent,
>(
  // biome-ignore lint/suspicious/noExplicitAny: commands are decided on by who calls
  subjects: SubjectTable<State, any, Own>,
  id: string,
  ask: () => Promise<Decision<State, Event>>,
  actor: Actor,
  { together = () => [], known }: Around<State, Event>,
): Promise<Result<SubjectChanged<State, Event>>> {
  const { kind } = subjects;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const given = attempt === 0 ? known : undefined;
    const before = given === "absent" ? undefined : (given ?? (await subjects.read(id)));
    const { decide, writes: asked = [] } = await ask();
    const decided = decide(before && standing(before.state, clock.today()));
    if (!decided.ok) return decided;
    const events = decided.value;
    const stamp = stampOf(actor, clock.instant());
    const change = changed<State, Own>(kind, id, before, events, stamp);
    if (!change) return refusedAs(subjects.unknown);
    const { state } = change;
    if (events.length > 0 && !fits(state)) return full;
    const others = await together({ state, events });
    if (!others) return accept({ state: before?.state ?? state, events: [] });
    if (events.length === 0 && others.length === 0) return accept({ state, events });
    const tellings = tellingsOf(kind, before?.state, state, events, stamp);
    const told = tellings && newTold(tellings);
    const writes = [
      subjects.write(state, change.headHash, before?.state.version),
      ...change.entries.map(writeEntry),
      ...(await following(kind, before?.state, state, actor)),
      ...(told ? [writeMessage(told)] : []),
      ...(events.length > 0 ? asked : []),
      ...others,
    ];
    if (await commit(writes)) return accept({ state, events, told });
    await backOff(attempt);
  }
  return busy;
}

/** The tasks and terms that follow from the new state and did not from the old one, and those that no longer do. */
async function following<State extends SubjectState>(
  kind: Pick<Kind<State, never, never>, "name" | "tasksOf" | "dueOf">,
  before: State | undefined,
  after: State,
  actor: Actor,
): Promise<Write[]> {
  const { id: subject, jurisdiction } = after;
  const owner = { subject, kind: kind.name, jurisdiction };
  const old = before ? openTasks(kind, before) : [];
  const tasks = difference(old, openTasks(kind, after));
  const terms = difference(before ? kind.dueOf(before) : [], kind.dueOf(after));
  const ladder = terms.come.length > 0 ? await ladderOf(jurisdiction) : [];
  return [
    ...tasks.gone.flatMap((task) => [
      ...dropTask(owner, task),
      ...writeDone(owner, task, stampOf(actor, after.updatedAt)),
    ]),
    ...tasks.come.flatMap((task) =>
      writeTask(
        owner,
        task,
        old.find(({ about }) => about === task.about),
      ),
    ),
    ...terms.gone.map(({ about }) => dropTerm(subject, about)),
    ...terms.come.map((term) => writeTerm(owner, term, ladder)),
  ];
}

/** By the rules in force in an office. */
export async function ladderOf(jurisdiction: string): Promise<Ladder> {
  // Loaded with the first term: most changes begin none.
  const { rulebookInForce } = await import("../rulebook/in-force.ts");
  return (await rulebookInForce(jurisdiction)).ladder;
}

/**
 * Records that people are told of a term, and what they are told; undefined when it is no longer due, somebody else has told
 * of it, or the office's ladder says nothing of that day.
 */
export async function tellTerm(subjects: AnySubjectTable, term: KeptTerm): Promise<Told | undefined> {
  const { subject, about, due, day, step, jurisdiction } = term;
  const ladder = await ladderOf(jurisdiction);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const before = await subjects.read(subject);
    const stands =
      before && subjects.kind.dueOf(before.state).some((one) => one.about === about && one.due === due);
    if (!stands) {
      await commit([dropStaleTerm(term)]);
      return undefined;
    }
    const { told: rung, next } = dueTelling(step, due, clock.today(), ladder);
    const stamp = { at: clock.instant(), by: MACHINE.id };
    const events = rung ? [termEvent(term, rung.step)] : [];
    const change = changed(subjects.kind, subject, before, events, stamp);
    if (!change) return undefined;
    const told = rung && newTold(tellingsOfRung(subjects.kind, change.state, term, rung, stamp));
    const writes = [
      subjects.write(change.state, change.headHash, before.state.version),
      ...change.entries.map(writeEntry),
      afterTelling(term, next),
      ...(told ? [writeMessage(told)] : []),
    ];
    if (await commit(writes)) return told;
    const now = (await termsOfSubject(subject)).find((one) => one.about === about);
    if (now?.day !== day || now.step !== step) return undefined;
    await backOff(attempt);
  }
  return undefined;
}
