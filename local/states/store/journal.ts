/** Branch rows: the frames of running executions, what wakes them, and which are asleep. */
import type { Database } from "../../database.ts";
import type { Frame } from "./frame.ts";

export interface BranchRow {
  path: string;
  frame: Frame;
  parked: boolean;
}

/** A branch is named by its execution and its path: "" for the top level, "/0/2" for a child's child. */
export interface BranchKey {
  execution: number;
  path: string;
}

export class Journal {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  load(execution: number): BranchRow[] {
    return this.#database
      .query("SELECT path, frame, parked FROM branch WHERE execution = ? ORDER BY path")
      .all(execution)
      .map((row) => ({
        path: String(row.path),
        frame: JSON.parse(String(row.frame)),
        parked: row.parked === 1,
      }));
  }

  save(key: BranchKey, frame: Frame, due: number | undefined, parked: boolean): void {
    this.#database
      .query("INSERT OR REPLACE INTO branch(execution, path, frame, due, parked) VALUES(?, ?, ?, ?, ?)")
      .run(key.execution, key.path, JSON.stringify(frame), due ?? null, parked ? 1 : 0);
  }

  remove(key: BranchKey): void {
    this.#database.query("DELETE FROM branch WHERE execution = ? AND path = ?").run(key.execution, key.path);
  }

  /** Forgets all branches and tokens of an execution that has ended; its history stays. */
  prune(execution: number): void {
    this.#database.query("DELETE FROM branch WHERE execution = ?").run(execution);
    this.#database.query("DELETE FROM token WHERE execution = ?").run(execution);
  }

  /** Marks a sleeping branch as having something to do, so that a restart takes it up. */
  rouse(key: BranchKey): void {
    this.#database
      .query("UPDATE branch SET parked = 0 WHERE execution = ? AND path = ?")
      .run(key.execution, key.path);
  }

  /** Executions with a branch that was not asleep when the process ended. */
  unfinished(): number[] {
    return this.#database
      .query("SELECT DISTINCT execution FROM branch WHERE parked = 0 ORDER BY execution")
      .all()
      .map((row) => Number(row.execution));
  }

  nextDue(): number | undefined {
    const branch = this.#database
      .query("SELECT min(due) AS due FROM branch WHERE due IS NOT NULL")
      .get()?.due;
    const deadline = this.#database
      .query("SELECT min(deadline) AS due FROM execution WHERE deadline IS NOT NULL")
      .get()?.due;
    const times = [branch, deadline].filter((time) => typeof time === "number");
    return times.length === 0 ? undefined : Math.min(...times);
  }

  /** Takes up to `limit` branches whose time has come and rouses them, earliest first. */
  takeDue(now: number, limit: number): BranchKey[] {
    const due = this.#database
      .query("SELECT execution, path FROM branch WHERE due IS NOT NULL AND due <= ? ORDER BY due LIMIT ?")
      .all(now, limit)
      .map((row) => ({ execution: Number(row.execution), path: String(row.path) }));
    for (const key of due) {
      this.#database
        .query("UPDATE branch SET due = NULL, parked = 0 WHERE execution = ? AND path = ?")
        .run(key.execution, key.path);
    }
    return due;
  }

  /** Executions whose own TimeoutSeconds have passed. */
  overdue(now: number): number[] {
    return this.#database
      .query("SELECT id FROM execution WHERE deadline IS NOT NULL AND deadline <= ?")
      .all(now)
      .map((row) => Number(row.id));
  }
}
