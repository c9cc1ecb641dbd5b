/**
 * The one way a local service opens its SQLite file. Write-ahead log: a `kill -9` loses nothing that was
 * committed; `synchronous = FULL` extends that promise to a power cut.
 */
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync, type StatementSync } from "node:sqlite";

export interface Database {
  /** Prepares once, reuses for ever. */
  query(sql: string): StatementSync;
  exec(sql: string): void;
  /** Runs `work` inside BEGIN IMMEDIATE … COMMIT; rolls back when it throws. Joins a transaction already open. */
  transaction<T>(work: () => T): T;
  close(): void;
}

export function openDatabase(file: string, synchronous: "FULL" | "NORMAL" = "FULL"): Database {
  if (file !== ":memory:") mkdirSync(dirname(file), { recursive: true });
  const db = new DatabaseSync(file);
  db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${synchronous}; PRAGMA busy_timeout = 5000`);
  const statements = new Map<string, StatementSync>();
  let open = 0;
  return {
    query(sql) {
      const known = statements.get(sql);
      if (known) return known;
      const statement = db.prepare(sql);
      statements.set(sql, statement);
      return statement;
    },
    exec: (sql) => db.exec(sql),
    transaction(work) {
      if (open > 0) return work();
      db.exec("BEGIN IMMEDIATE");
      open++;
      try {
        const result = work();
        db.exec("COMMIT");
        return result;
      } catch (error) {
        db.exec("ROLLBACK");
        throw error;
      } finally {
        open--;
      }
    },
    close: () => db.close(),
  };
}
