/** What the scheduler remembers: the last due time of each rule, firings under way, and firings given up. */
import { type Database, openDatabase } from "../database.ts";

export interface DueStart {
  id: number;
  rule: string;
  /** The due time it stands for, milliseconds since 1970. */
  due: number;
  attempts: number;
  /** When it is tried (again). */
  next: number;
}

export interface DeadStart extends DueStart {
  error: string;
}

export interface RuleState {
  schedule: string;
  anchor: number;
  last: number;
}

const SCHEMA = [
  `
CREATE TABLE IF NOT EXISTS rule(name TEXT PRIMARY KEY, schedule TEXT NOT NULL, anchor INTEGER NOT NULL, last INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS firing(
  id INTEGER PRIMARY KEY, rule TEXT NOT NULL, due INTEGER NOT NULL, attempts INTEGER NOT NULL, next INTEGER NOT NULL,
  error TEXT, dead INTEGER NOT NULL DEFAULT 0, UNIQUE(rule, due));
`,
];

export class ScheduleStore {
  readonly #database: Database;

  constructor(file: string) {
    this.#database = openDatabase(file, { schema: SCHEMA });
  }

  rule(name: string): RuleState | undefined {
    const row = this.#database.query("SELECT * FROM rule WHERE name = ?").get(name);
    return row && { schedule: String(row.schedule), anchor: Number(row.anchor), last: Number(row.last) };
  }

  /** A rule seen for the first time, or changed: it is due from `now` on, nothing before counts as missed. */
  begin(name: string, schedule: string, now: number): RuleState {
    this.#database
      .query("INSERT OR REPLACE INTO rule(name, schedule, anchor, last) VALUES(?, ?, ?, ?)")
      .run(name, schedule, now, now);
    return { schedule, anchor: now, last: now };
  }

  /** Forgets rules that are no more and what they still had to fire; what was given up stays to be seen. */
  keep(names: readonly string[]): void {
    const kept = JSON.stringify(names);
    this.#database.transaction(() => {
      this.#database.query("DELETE FROM rule WHERE name NOT IN (SELECT value FROM json_each(?))").run(kept);
      this.#database
        .query("DELETE FROM firing WHERE dead = 0 AND rule NOT IN (SELECT value FROM json_each(?))")
        .run(kept);
    });
  }

  /** Notes that a due time has come, once: with the rule's new `last` in one transaction. */
  fire(rule: string, due: number, now: number): void {
    this.#database.transaction(() => {
      this.#database.query("UPDATE rule SET last = ? WHERE name = ?").run(due, rule);
      this.#database
        .query("INSERT OR IGNORE INTO firing(rule, due, attempts, next) VALUES(?, ?, 0, ?)")
        .run(rule, due, now);
    });
  }

  pending(): DueStart[] {
    return this.#database.query("SELECT * FROM firing WHERE dead = 0 ORDER BY next, id").all().map(startOf);
  }

  done(id: number): void {
    this.#database.query("DELETE FROM firing WHERE id = ?").run(id);
  }

  failed(id: number, attempts: number, next: number, error: string): void {
    this.#database
      .query("UPDATE firing SET attempts = ?, next = ?, error = ? WHERE id = ?")
      .run(attempts, next, error, id);
  }

  recordDeadLetter(id: number, attempts: number, error: string): void {
    this.#database
      .query("UPDATE firing SET attempts = ?, error = ?, dead = 1 WHERE id = ?")
      .run(attempts, error, id);
  }

  dead(): DeadStart[] {
    return this.#database
      .query("SELECT * FROM firing WHERE dead = 1 ORDER BY due, id")
      .all()
      .map((row) => ({ ...startOf(row), error: String(row.error) }));
  }

  close(): void {
    this.#database.close();
  }
}

function startOf(row: Record<string, unknown>): DueStart {
  return {
    id: Number(row.id),
    rule: String(row.rule),
    due: Number(row.due),
    attempts: Number(row.attempts),
    next: Number(row.next),
  };
}
