/** One line of work inside an execution: its frame, its place in the definition, and how it sleeps and wakes. */

import type { Machine, State } from "../definition/types.ts";
import type { Scope } from "../expression/evaluation.ts";
import type { Json, JsonObject } from "../json.ts";
import type { Ending, ExecutionRow } from "../store/executions.ts";
import type { Frame } from "../store/frame.ts";
import type { BranchKey } from "../store/journal.ts";
import type { Cloud } from "./cloud.ts";

/** Thrown inside a branch that no longer counts: its execution ended, or its Parallel or Map failed. */
export class Closed extends Error {
  override readonly name = "Closed";
}

/** What became of a function that was called. */
export type Settled = { value: Json } | { failure: { error: string; cause: string } };

/** What a branch asks of the execution it is part of. */
export interface BranchOwner {
  readonly cloud: Cloud;
  readonly execution: ExecutionRow;
  readonly context: JsonObject;
  readonly lastEvent: number;
  add(path: string, frame: Frame, parent?: Branch): Branch;
  begin(branch: Branch): void;
  children(parent: Branch): Branch[];
  child(parent: Branch, index: number): Branch | undefined;
  drop(branch: Branch): void;
  emit(type: string, details: JsonObject | undefined, previous: number): number;
  touch(branch: Branch): void;
  woke(): void;
  slept(): void;
  later(write: () => void): void;
  flush(): void;
  saved(): Promise<void>;
  finish(ending: Ending, type: string, details: JsonObject, previous?: number): void;
}

export class Branch {
  readonly run: BranchOwner;
  readonly key: BranchKey;
  readonly machine: Machine;
  readonly parent: Branch | undefined;
  frame: Frame;
  /** The call in flight; lost with the process, made again after a restart. */
  call: { settled?: Settled } | undefined;
  /** Last heartbeat of the task in progress. */
  beat: number | undefined;
  closed = false;
  asleep = false;
  #signalled = false;
  #wake: (() => void) | undefined;

  constructor(run: BranchOwner, path: string, machine: Machine, frame: Frame, parent?: Branch) {
    this.run = run;
    this.key = { execution: run.execution.id, path };
    this.machine = machine;
    this.frame = frame;
    this.parent = parent;
  }

  get state(): State {
    const state = this.machine.States[this.frame.state];
    if (!state) throw new Error(`no state '${this.frame.state}' in the definition`);
    return state;
  }

  get finished(): boolean {
    return this.frame.progress.at === "ended" || this.frame.progress.at === "broken";
  }

  /** Its place among the branches or items of its parent. */
  get index(): number {
    return Number(this.key.path.slice(this.key.path.lastIndexOf("/") + 1));
  }

  /**
   * Adds an event to the history and answers its number. The frame must be changed to match before anything
   * is awaited: whatever is saved next saves both.
   */
  emit(type: string, details?: JsonObject, previous = this.frame.last): number {
    if (this.closed) throw new Closed();
    if (this.frame.silent) return this.frame.last;
    const id = this.run.emit(type, details, previous);
    this.touch();
    return id;
  }

  touch(): void {
    this.run.touch(this);
  }

  /** Variables of the outer scopes, overlaid by its own. */
  variables(): JsonObject {
    return { ...this.parent?.variables(), ...this.frame.variables };
  }

  /** What an expression of the current state sees. */
  scope(states: Record<string, Json> = {}, context: JsonObject = {}): Scope {
    const { frame, run } = this;
    return {
      variables: this.variables(),
      states: {
        input: frame.input,
        ...states,
        context: {
          ...run.context,
          State: {
            EnteredTime: new Date(frame.enteredAt).toISOString(),
            Name: frame.state,
            RetryCount: frame.attempt,
          },
          ...(frame.item && { Map: { Item: { ...frame.item } } }),
          ...context,
        },
      },
    };
  }

  /** Something this branch may be waiting for has happened. */
  notify(): void {
    if (this.closed) return;
    const wake = this.#wake;
    if (!wake) {
      this.#signalled = true;
      return;
    }
    this.#wake = undefined;
    if (this.asleep) {
      this.asleep = false;
      this.run.woke();
    }
    wake();
  }

  /** Waits for the next notification while something of it is in flight in this process. */
  async news(): Promise<void> {
    if (!this.#signalled) await new Promise<void>((resolve) => (this.#wake = resolve));
    this.#signalled = false;
    if (this.closed) throw new Closed();
  }

  /** Waits for the next notification with nothing in flight: all it needs is on disk, so memory may be given back. */
  async park(): Promise<void> {
    if (!this.#signalled) {
      this.asleep = true;
      this.touch();
      this.run.flush();
      const news = this.news();
      this.run.slept();
      return news;
    }
    return this.news();
  }
}
