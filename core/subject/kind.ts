/**
 * A kind of subject 事项: whatever has a life of its own that is decided on, recorded in a trail and waited for: a
 * submission, a notice. A kind states what is true of it; reading, deciding, recording, reminding, sweeping and verifying
 * are the same for all (functions/adapters/table/subject.ts).
 */
import type { Result } from "../outcome.ts";

/** A calendar day, `YYYY-MM-DD`, in the office's own time zone. */
export type Day = string;
/** An instant, ISO 8601 in UTC. */
export type Instant = string;

/** Who asks. A person's own unit is known, so that nobody decides on what they filed. */
export interface Actor {
  readonly id: string;
  readonly unitId?: string;
}

/** The machine itself, where no person asks. */
export const MACHINE: Actor = { id: "machine" };

/** Who did it and when: `user_…`, `link_…`, or the machine itself. */
export interface Stamp {
  readonly at: Instant;
  readonly by: string;
}

/** What every subject's state has. `version` is the number of its events, and what the next change expects. */
export interface SubjectState {
  readonly id: string;
  readonly jurisdiction: string;
  readonly updatedAt: Instant;
  readonly version: number;
}

/** Who is to act: one person, or whoever holds a role, of one unit or of the whole office. */
export type Assignee =
  | { readonly person: string }
  | { readonly role: "reviewer" | "leader" | "secretary"; readonly unitId?: string };

/** A Task 待办: something only people can do. Derived from the state, so that it ends with what ends it. */
export interface Task {
  /** One of the kind's `terms`; a subject has at most one task of each. */
  readonly about: string;
  readonly to: Assignee;
  readonly since: Instant;
  /** For whom of the pool it is not, people and units. */
  readonly except?: readonly string[];
  /** Tells it from an earlier one of the same subject, where the instant does not. */
  readonly occasion?: string;
}

/** A Term 期限: the day by which something is due. People are told before and after it. */
export interface Term {
  readonly about: string;
  readonly due: Day;
}

/** What people are told of a subject: names and numbers, never a word of a paper. */
export interface Facts {
  readonly unitId?: string | undefined;
  readonly documentType?: string | undefined;
  readonly period?: string | undefined;
  /** How many reasons it was returned for. */
  readonly reasons?: number | undefined;
}

/** `did`: the person who last made such an event happen to the subject. */
export type Doer = { readonly did: string };

/** What somebody is told who need not act. */
export interface News {
  /** Names the template by which it is told: `closed`. */
  readonly name: string;
  readonly about: string;
  readonly to: readonly (Assignee | Doer)[];
}

/** The workflow that carries a subject, seen from its state. */
export interface FlowState {
  readonly flow: string;
  readonly input: unknown;
  /** The wait it stands in, or has just left. */
  readonly wait: string;
  /** How that wait has ended: the workflow's answer. Undefined while people still think, or where none was asked. */
  readonly outcome?: unknown;
  /** Stands still until somebody does something. */
  readonly waits: boolean;
}

export interface Kind<
  State extends SubjectState,
  Command,
  Event extends { readonly type: string },
  Name extends string = string,
> {
  readonly name: Name;
  /** Ids begin with it: `sub_…`. */
  readonly prefix: string;
  /** Format of its states and events as they are stored. Raised with every change of their shape. */
  readonly format: number;
  /** What can be due, by name: `review` → 审核. */
  readonly terms: Readonly<Record<string, string>>;
  decide(state: State | undefined, command: Command, actor: Actor): Result<readonly Event[]>;
  evolve(state: State | undefined, event: Event, stamp: Stamp, id: string): State;
  /** A stored state of any format up to the present one. Throws where it is damaged: the message says in which field. */
  parseState(stored: unknown, format: number): State;
  /** A recorded event likewise. What the trail holds stays as it was written, for its hash. */
  parseEvent(stored: unknown, format: number): Event;
  describe(event: Event): string;
  tasksOf(state: State): readonly Task[];
  dueOf(state: State): readonly Term[];
  /** Where on the site people see what is to be done about it. */
  pageOf(id: string, about: string): string;
  factsOf(state: State): Facts;
  /** Whom an event is news to beside those whose task comes of it, told the state after it. */
  newsOf(event: Event, state: State): readonly News[];
  /** Undefined when no workflow should be alive for it. */
  flowOf(state: State): FlowState | undefined;
}
