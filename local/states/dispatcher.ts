/** Which executions are alive in this process, and who wakes the others: timers, answers, a restart. */

import type { Machine } from "./definition/types.ts";
import { type Abilities, parseDefinition } from "./definition/validation.ts";
import type { Cloud } from "./interpreter/cloud.ts";
import { follow } from "./interpreter/interpreter.ts";
import { Run, type RunOwner } from "./interpreter/run.ts";
import type { DefinitionRow, Ending, ExecutionRow, NewExecution } from "./store/executions.ts";
import { freshFrame } from "./store/frame.ts";
import type { BranchKey } from "./store/journal.ts";
import { Timers } from "./timers.ts";

/** Branches woken in one turn of the event loop at most. */
const DUE_AT_ONCE = 500;

/** How long after a failure of the store, or of this program, everything is taken up again. */
const AFTER_CRASH = 1000;

export class Dispatcher {
  readonly #cloud: Cloud;
  readonly #report: (error: unknown) => void;
  readonly #live = new Map<number, Run>();
  readonly #definitions = new Map<number, { row: DefinitionRow; machine: Machine }>();
  readonly #owner: RunOwner;
  readonly #closing = new AbortController();
  #idlers: (() => void)[] = [];
  #recovering = false;

  constructor(environment: Omit<Cloud, "timers">, report: (error: unknown) => void) {
    this.#cloud = { ...environment, timers: new Timers(environment.clock, () => this.#fire(), report) };
    this.#report = report;
    this.#owner = {
      follow,
      release: (run) => this.#release(run),
      crashed: (run, error) => this.#crashed(run, error),
    };
  }

  get abilities(): Abilities {
    return { readObject: this.#cloud.readObject !== undefined };
  }

  /** Begins an execution: its row, its first event and what it does before its first call are one transaction. */
  begin(fresh: NewExecution): void {
    const { commits, executions } = this.#cloud.store;
    const { row, machine } = this.#definition(fresh.definition);
    const deadline =
      machine.TimeoutSeconds === undefined ? undefined : fresh.started + machine.TimeoutSeconds * 1000;
    const execution = commits.write(() => executions.insert(fresh, deadline));
    this.#cloud.timers.arm(deadline);
    const run = this.#runOf(execution);
    run.emit(
      "ExecutionStarted",
      { input: fresh.input, inputDetails: { truncated: false }, roleArn: row.role },
      0,
    );
    run.add("", freshFrame(run.machine.StartAt, JSON.parse(fresh.input), 0)).touch();
    run.flush();
    this.#live.set(execution.id, run);
    run.start();
  }

  /** Something a branch may be waiting for is in the rows. */
  wake(key: BranchKey): void {
    const live = this.#live.get(key.execution);
    if (live) live.notify(key.path);
    else this.#launch(key.execution);
  }

  /** Ends a running execution from outside. */
  end(id: number, ending: Ending, type: string, details: Record<string, string>): void {
    const execution = this.#cloud.store.executions.byId(id);
    if (execution?.status !== "RUNNING") return;
    let run = this.#live.get(id);
    if (!run) {
      run = this.#runOf(execution);
      run.load();
    }
    run.finish(ending, type, details);
  }

  /** Continues what was under way and arms the timer for what sleeps. Answers how many executions are running. */
  resume(): number {
    const { executions, journal } = this.#cloud.store;
    for (const id of journal.unfinished()) if (!this.#live.has(id)) this.#launch(id);
    this.#cloud.timers.arm(journal.nextDue());
    return executions.countRunning();
  }

  /** Resolves when nothing moves: every execution has ended or sleeps, and all of it is on disk. */
  async idle(): Promise<void> {
    while (this.#live.size > 0) await new Promise<void>((resolve) => this.#idlers.push(resolve));
    await this.#cloud.store.commits.durable();
  }

  close(): void {
    this.#closing.abort();
    this.#cloud.timers.stop();
    for (const run of this.#live.values()) {
      run.flush();
      run.abandon();
    }
    this.#live.clear();
  }

  #launch(id: number): void {
    const execution = this.#cloud.store.executions.byId(id);
    if (execution?.status !== "RUNNING" || this.#closing.signal.aborted) return;
    const run = this.#runOf(execution);
    run.load();
    this.#live.set(id, run);
    run.start();
  }

  #runOf(execution: ExecutionRow): Run {
    const { row, machine } = this.#definition(execution.definition);
    return new Run(this.#cloud, execution, row, machine, this.#owner);
  }

  /** Definitions never change once written, so each is read and checked once. */
  #definition(id: number) {
    const known = this.#definitions.get(id);
    if (known) return known;
    const row = this.#cloud.store.executions.definition(id);
    if (!row) throw new Error(`no definition ${id}`);
    const parsed = parseDefinition(row.text, { readObject: true });
    if ("faults" in parsed) throw new Error(`definition ${id}: ${parsed.faults.join("; ")}`);
    const definition = { row, machine: parsed.machine };
    this.#definitions.set(id, definition);
    return definition;
  }

  #fire(): number | undefined {
    const { clock, store } = this.#cloud;
    const now = clock.now();
    const due = store.commits.write(() => store.journal.takeDue(now, DUE_AT_ONCE));
    for (const key of due) this.wake(key);
    for (const id of store.journal.overdue(now)) {
      this.end(id, { status: "TIMED_OUT", error: "States.Timeout" }, "ExecutionTimedOut", {
        error: "States.Timeout",
      });
    }
    return store.journal.nextDue();
  }

  #release(run: Run): void {
    if (this.#live.get(run.execution.id) === run) this.#live.delete(run.execution.id);
    if (this.#live.size > 0) return;
    const idlers = this.#idlers;
    this.#idlers = [];
    for (const resolve of idlers) resolve();
  }

  #crashed(run: Run, error: unknown): void {
    if (!run.ended) this.recover(error);
  }

  #takeUp(): void {
    try {
      this.resume();
    } catch (error) {
      this.recover(error);
    }
  }

  /** Memory may be ahead of the disk: everything in it is let go and taken up again from the rows, a little later. */
  recover(error: unknown): void {
    if (this.#closing.signal.aborted) return;
    this.#report(error);
    for (const run of [...this.#live.values()]) {
      run.abandon();
      this.#release(run);
    }
    if (this.#recovering) return;
    this.#recovering = true;
    const { clock } = this.#cloud;
    clock.sleepUntil(clock.now() + AFTER_CRASH, this.#closing.signal).then(
      () => {
        this.#recovering = false;
        this.#takeUp();
      },
      () => undefined,
    );
  }
}
