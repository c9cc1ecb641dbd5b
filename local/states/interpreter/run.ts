/**
 * One execution while something of it moves in this process. It collects events and changed frames and writes
 * them together; when every strand sleeps it is let go, and the rows alone wait for what comes.
 */
import type { Machine } from "../definition/types.ts";
import type { JsonObject } from "../json.ts";
import type { DefinitionRow, Ending, ExecutionRow } from "../store/executions.ts";
import type { Frame } from "../store/frame.ts";
import { type Event, LONGEST_HISTORY } from "../store/history.ts";
import type { Cloud } from "./cloud.ts";
import { dueOf } from "./due.ts";
import { Closed, Strand } from "./strand.ts";

/** The store refused a write: the run in memory is ahead of the disk and must be taken up again from there. */
export class StorageFailure extends Error {
  override readonly name = "StorageFailure";
}

export interface Overseer {
  /** Leads a strand to its end. */
  follow: (strand: Strand) => Promise<void>;
  /** The run needs no memory any more: it ended, or all its strands sleep. */
  release: (run: Run) => void;
  /** The run cannot go on from memory. */
  crashed: (run: Run, error: unknown) => void;
}

export class Run {
  readonly cloud: Cloud;
  readonly execution: ExecutionRow;
  readonly machine: Machine;
  readonly context: JsonObject;
  ended = false;
  readonly #overseer: Overseer;
  readonly #strands = new Map<string, Strand>();
  readonly #changed = new Set<Strand>();
  /** Strands being followed, awake or asleep. */
  readonly #followed = new Set<Strand>();
  #events: Event[] = [];
  #writes: (() => void)[] = [];
  #last: number;
  #awake = 0;

  constructor(
    cloud: Cloud,
    execution: ExecutionRow,
    definition: DefinitionRow,
    machine: Machine,
    overseer: Overseer,
  ) {
    this.cloud = cloud;
    this.execution = execution;
    this.machine = machine;
    this.#overseer = overseer;
    this.#last = cloud.store.history.last(execution.id);
    this.context = {
      Execution: {
        Id: execution.arn,
        Input: JSON.parse(execution.input),
        Name: execution.name,
        RoleArn: definition.role,
        StartTime: new Date(execution.started).toISOString(),
        RedriveCount: 0,
      },
      StateMachine: { Id: execution.machine, Name: definition.name },
    };
  }

  get lastEvent(): number {
    return this.#last;
  }

  /** Takes up every strand from its row. Parents come before their children. */
  load(): void {
    for (const row of this.cloud.store.journal.load(this.execution.id)) {
      const parent = this.#strands.get(row.path.slice(0, Math.max(0, row.path.lastIndexOf("/"))));
      this.add(row.path, row.frame, row.path === "" ? undefined : parent);
    }
  }

  start(): void {
    const ready = [...this.#strands.values()].filter((s) => !s.finished && s.frame.progress.at !== "unborn");
    this.#awake += ready.length;
    for (const strand of ready) this.#follow(strand);
  }

  add(path: string, frame: Frame, parent?: Strand): Strand {
    const strand = new Strand(this, path, parent ? partOf(parent, path) : this.machine, frame, parent);
    this.#strands.set(path, strand);
    return strand;
  }

  begin(strand: Strand): void {
    this.#awake++;
    this.#follow(strand);
  }

  #follow(strand: Strand): void {
    this.#followed.add(strand);
    this.#overseer.follow(strand).then(
      () => {
        if (this.#followed.delete(strand)) this.slept();
      },
      (error: unknown) => {
        if (!(error instanceof Closed)) this.#overseer.crashed(this, error);
      },
    );
  }

  children(parent: Strand): Strand[] {
    const within = `${parent.key.path}/`;
    return [...this.#strands.values()]
      .filter((strand) => strand.parent === parent && strand.key.path.startsWith(within))
      .sort((a, b) => a.index - b.index);
  }

  child(parent: Strand, index: number): Strand | undefined {
    return this.#strands.get(`${parent.key.path}/${index}`);
  }

  /** Forgets a strand and all below it, asleep or in flight, and the tokens they hold. */
  drop(strand: Strand): void {
    for (const child of this.children(strand)) this.drop(child);
    this.#silence(strand);
    this.#strands.delete(strand.key.path);
    const { progress } = strand.frame;
    const token = progress.at === "task" ? progress.token : undefined;
    this.later(() => {
      this.cloud.store.journal.remove(strand.key);
      if (token !== undefined) this.cloud.store.tokens.close(token);
    });
  }

  #silence(strand: Strand): void {
    if (strand.closed) return;
    strand.closed = true;
    if (this.#followed.delete(strand) && !strand.asleep) this.#awake--;
    this.#changed.delete(strand);
  }

  notify(path: string): void {
    this.#strands.get(path)?.notify();
  }

  woke(): void {
    this.#awake++;
  }

  /** Lets the run go when nothing of it moves any more: what its strands wait for is in the rows. */
  slept(): void {
    this.#awake--;
    if (this.#awake > 0 || this.ended) return;
    this.flush();
    this.abandon();
    this.#overseer.release(this);
  }

  emit(type: string, details: JsonObject | undefined, previous: number): number {
    if (this.#last >= LONGEST_HISTORY - 1) {
      const cause = `The execution reached the maximum number of history events (${LONGEST_HISTORY}).`;
      const failure = { error: "States.Runtime", cause };
      this.finish({ status: "FAILED", ...failure }, "ExecutionFailed", failure);
      throw new Closed();
    }
    return this.#record(type, details, previous);
  }

  #record(type: string, details: JsonObject | undefined, previous: number): number {
    this.#last++;
    this.#events.push({ id: this.#last, type, at: this.cloud.clock.now(), previous, details });
    return this.#last;
  }

  touch(strand: Strand): void {
    if (!strand.closed) this.#changed.add(strand);
  }

  /** Adds a write to those of the next flush. */
  later(write: () => void): void {
    this.#writes.push(write);
  }

  /** Writes events, frames and what else has gathered, together. */
  flush(): void {
    if (this.#events.length + this.#writes.length + this.#changed.size === 0) return;
    const { commits, history, journal } = this.cloud.store;
    let earliest: number | undefined;
    try {
      commits.write(() => {
        for (const event of this.#events) history.append(this.execution.id, event);
        for (const write of this.#writes) write();
        for (const strand of this.#changed) {
          const due = dueOf(strand);
          journal.save(
            strand.key,
            strand.frame,
            due,
            strand.asleep || strand.finished || strand.frame.progress.at === "unborn",
          );
          if (due !== undefined && due < (earliest ?? Number.POSITIVE_INFINITY)) earliest = due;
        }
      });
    } catch (error) {
      throw new StorageFailure("the store refused a write", { cause: error });
    }
    this.#events = [];
    this.#writes = [];
    this.#changed.clear();
    this.cloud.timers.arm(earliest);
  }

  /** Resolves when everything up to now is on disk: from then on others may know of it. */
  async saved(): Promise<void> {
    this.flush();
    try {
      await this.cloud.store.commits.durable();
    } catch (error) {
      throw new StorageFailure("the store refused a commit", { cause: error });
    }
    if (this.ended) throw new Closed();
  }

  /** Writes the last event and the outcome, forgets the journal, stops every strand. */
  finish(ending: Ending, type: string, details: JsonObject, previous = this.#last): void {
    if (this.ended) return;
    this.#record(type, details, previous);
    for (const strand of this.#strands.values()) this.#silence(strand);
    this.#changed.clear();
    const { executions, journal } = this.cloud.store;
    this.later(() => {
      executions.end(this.execution.id, this.cloud.clock.now(), ending);
      journal.prune(this.execution.id);
    });
    this.flush();
    this.ended = true;
    this.#overseer.release(this);
  }

  /** Leaves everything as the rows have it: nothing of this run may write again. */
  abandon(): void {
    this.ended = true;
    for (const strand of this.#strands.values()) strand.closed = true;
    this.#changed.clear();
    this.#events = [];
    this.#writes = [];
  }
}

/** The part of the definition that a child strand runs. */
function partOf(parent: Strand, path: string): Machine {
  const { state } = parent;
  const index = Number(path.slice(path.lastIndexOf("/") + 1));
  const part =
    state.Type === "Parallel"
      ? state.Branches[index]
      : state.Type === "Map"
        ? state.ItemProcessor
        : undefined;
  if (!part) throw new Error(`no part ${path} in state '${parent.frame.state}'`);
  return part;
}
