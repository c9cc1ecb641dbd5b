/**
 * One execution while something of it moves in this process. It collects events and changed frames and writes
 * them together; when every branch sleeps it is let go, and the rows alone wait for what comes.
 */
import type { Machine } from "../definition/types.ts";
import type { JsonObject } from "../json.ts";
import type { DefinitionRow, Ending, ExecutionRow } from "../store/executions.ts";
import type { Frame } from "../store/frame.ts";
import { type Event, MAX_HISTORY_EVENTS } from "../store/history.ts";
import { Branch, type BranchOwner, Closed } from "./branch.ts";
import type { Cloud } from "./cloud.ts";
import { dueOf } from "./due.ts";

/** The store refused a write: the run in memory is ahead of the disk and must be taken up again from there. */
export class StorageFailure extends Error {
  override readonly name = "StorageFailure";
}

export interface RunOwner {
  /** Leads a branch to its end. */
  follow: (branch: Branch) => Promise<void>;
  /** The run needs no memory any more: it ended, or all its branches sleep. */
  release: (run: Run) => void;
  /** The run cannot go on from memory. */
  crashed: (run: Run, error: unknown) => void;
}

export class Run implements BranchOwner {
  readonly cloud: Cloud;
  readonly execution: ExecutionRow;
  readonly machine: Machine;
  readonly context: JsonObject;
  ended = false;
  readonly #owner: RunOwner;
  readonly #branches = new Map<string, Branch>();
  readonly #changed = new Set<Branch>();
  /** Branches being followed, awake or asleep. */
  readonly #followed = new Set<Branch>();
  #events: Event[] = [];
  #writes: (() => void)[] = [];
  #last: number;
  #awake = 0;

  constructor(
    cloud: Cloud,
    execution: ExecutionRow,
    definition: DefinitionRow,
    machine: Machine,
    owner: RunOwner,
  ) {
    this.cloud = cloud;
    this.execution = execution;
    this.machine = machine;
    this.#owner = owner;
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

  /** Takes up every branch from its row. Parents come before their children. */
  load(): void {
    for (const row of this.cloud.store.journal.load(this.execution.id)) {
      const parent = this.#branches.get(row.path.slice(0, Math.max(0, row.path.lastIndexOf("/"))));
      this.add(row.path, row.frame, row.path === "" ? undefined : parent);
    }
  }

  start(): void {
    const ready = [...this.#branches.values()].filter(
      (s) => !s.finished && s.frame.progress.at !== "pending",
    );
    this.#awake += ready.length;
    for (const branch of ready) this.#follow(branch);
  }

  add(path: string, frame: Frame, parent?: Branch): Branch {
    const branch = new Branch(this, path, parent ? partOf(parent, path) : this.machine, frame, parent);
    this.#branches.set(path, branch);
    return branch;
  }

  begin(branch: Branch): void {
    this.#awake++;
    this.#follow(branch);
  }

  #follow(branch: Branch): void {
    this.#followed.add(branch);
    this.#owner.follow(branch).then(
      () => {
        if (this.#followed.delete(branch)) this.slept();
      },
      (error: unknown) => {
        if (!(error instanceof Closed)) this.#owner.crashed(this, error);
      },
    );
  }

  children(parent: Branch): Branch[] {
    const within = `${parent.key.path}/`;
    return [...this.#branches.values()]
      .filter((branch) => branch.parent === parent && branch.key.path.startsWith(within))
      .sort((a, b) => a.index - b.index);
  }

  child(parent: Branch, index: number): Branch | undefined {
    return this.#branches.get(`${parent.key.path}/${index}`);
  }

  /** Forgets a branch and all below it, asleep or in flight, and the tokens they hold. */
  drop(branch: Branch): void {
    for (const child of this.children(branch)) this.drop(child);
    this.#silence(branch);
    this.#branches.delete(branch.key.path);
    const { progress } = branch.frame;
    const token = progress.at === "task" ? progress.token : undefined;
    this.later(() => {
      this.cloud.store.journal.remove(branch.key);
      if (token !== undefined) this.cloud.store.tokens.close(token);
    });
  }

  #silence(branch: Branch): void {
    if (branch.closed) return;
    branch.closed = true;
    if (this.#followed.delete(branch) && !branch.asleep) this.#awake--;
    this.#changed.delete(branch);
  }

  notify(path: string): void {
    this.#branches.get(path)?.notify();
  }

  woke(): void {
    this.#awake++;
  }

  /** Lets the run go when nothing of it moves any more: what its branches wait for is in the rows. */
  slept(): void {
    this.#awake--;
    if (this.#awake > 0 || this.ended) return;
    this.flush();
    this.abandon();
    this.#owner.release(this);
  }

  emit(type: string, details: JsonObject | undefined, previous: number): number {
    if (this.#last >= MAX_HISTORY_EVENTS - 1) {
      const cause = `The execution reached the maximum number of history events (${MAX_HISTORY_EVENTS}).`;
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

  touch(branch: Branch): void {
    if (!branch.closed) this.#changed.add(branch);
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
        for (const branch of this.#changed) {
          const due = dueOf(branch);
          journal.save(
            branch.key,
            branch.frame,
            due,
            branch.asleep || branch.finished || branch.frame.progress.at === "pending",
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

  /** Writes the last event and the outcome, forgets the journal, stops every branch. */
  finish(ending: Ending, type: string, details: JsonObject, previous = this.#last): void {
    if (this.ended) return;
    this.#record(type, details, previous);
    for (const branch of this.#branches.values()) this.#silence(branch);
    this.#changed.clear();
    const { executions, journal } = this.cloud.store;
    this.later(() => {
      executions.end(this.execution.id, this.cloud.clock.now(), ending);
      journal.prune(this.execution.id);
    });
    this.flush();
    this.ended = true;
    this.#owner.release(this);
  }

  /** Leaves everything as the rows have it: nothing of this run may write again. */
  abandon(): void {
    this.ended = true;
    for (const branch of this.#branches.values()) branch.closed = true;
    this.#changed.clear();
    this.#events = [];
    this.#writes = [];
  }
}

/** The part of the definition that a child branch runs. */
function partOf(parent: Branch, path: string): Machine {
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
