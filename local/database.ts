/**
 * The one way a local service opens its SQLite file. Write-ahead log: a `kill -9` loses nothing that was
 * committed; `synchronous = FULL` extends that promise to a power cut.
 */
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { ownOnly } from "./folder/privacy.ts";
import { FolderRefused } from "./folder/refusal.ts";

export interface DatabaseOptions {
  /** FULL (default) survives a power cut, NORMAL only the end of the process. */
  readonly synchronous?: "FULL" | "NORMAL";
  /**
   * Each step brings the tables from one version to the next; how many are done is kept in the file (`user_version`).
   * A step that was ever released is never changed: add another. Without a schema the tables are taken as they are.
   */
  readonly schema?: readonly string[];
}

export interface Database {
  /** Prepares once, reuses for ever. */
  query(sql: string): StatementSync;
  exec(sql: string): void;
  /** Runs `work` inside BEGIN IMMEDIATE … COMMIT; rolls back when it throws. Joins a transaction already open. */
  transaction<T>(work: () => T): T;
  /** Undoes what is open, if anything is: a full disk or a fault of it has ended the transaction already. */
  rollback(): void;
  /**
   * A transaction whose COMMIT waits for no disk: the death of the process loses nothing, a power cut may take it
   * back. For what may as well not have happened. The next `transaction` brings it to the disk with its own.
   */
  unsynced<T>(work: () => T): T;
  /**
   * A transaction that shares its COMMIT, and so the wait for the disk, with all others of this turn of the event loop.
   * They run one after the other at the end of the turn, each seeing what those before it have done. Resolves after
   * COMMIT. When `work` throws, its own changes alone are undone.
   * @param changes false: `work` only reads; where nobody changes anything there is no transaction
   */
  together<T>(work: () => T, changes?: boolean): Promise<T>;
  close(): void;
}

/** One of those that commit together: does its work, and tells how to settle it once that is committed. */
interface Member {
  readonly changes: boolean;
  readonly run: (apart: <T>(work: () => T) => T) => () => void;
  readonly fail: (error: unknown) => void;
}

/** Brings the tables of the file to this version; throws FolderRefused when a newer one has written it. */
export function openDatabase(file: string, { synchronous = "FULL", schema }: DatabaseOptions = {}): Database {
  if (file !== ":memory:") {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    ownOnly(file);
  }
  const db = new DatabaseSync(file);
  try {
    db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${synchronous}; PRAGMA busy_timeout = 5000`);
    if (schema) bringUp(db, file, schema);
  } catch (error) {
    db.close();
    throw error;
  }
  const statements = new Map<string, StatementSync>();
  let open = 0;
  let members: Member[] = [];

  function query(sql: string): StatementSync {
    const known = statements.get(sql);
    if (known) return known;
    const statement = db.prepare(sql);
    statements.set(sql, statement);
    return statement;
  }

  function transaction<T>(work: () => T): T {
    if (open > 0) return work();
    db.exec("BEGIN IMMEDIATE");
    open++;
    try {
      const result = work();
      db.exec("COMMIT");
      return result;
    } catch (error) {
      rollback();
      throw error;
    } finally {
      open--;
    }
  }

  function rollback(): void {
    if (db.isTransaction) db.exec("ROLLBACK");
  }

  function apart<T>(work: () => T): T {
    query("SAVEPOINT member").run();
    try {
      return work();
    } catch (error) {
      if (db.isTransaction) query("ROLLBACK TO member").run();
      throw error;
    } finally {
      if (db.isTransaction) query("RELEASE member").run();
    }
  }

  function commitMembers(): void {
    const now = members;
    members = [];
    const alone = now.length === 1;
    const changing = now.some(({ changes }) => changes);
    const runAll = () =>
      now.map(({ run, fail, changes }) => {
        try {
          return run(changes && !alone ? apart : (work) => work());
        } catch (error) {
          // With the transaction ended under them, the others would commit one by one.
          if (alone || (changing && !db.isTransaction)) throw error;
          return () => fail(error);
        }
      });
    try {
      const settlements = changing ? transaction(runAll) : runAll();
      for (const settle of settlements) settle();
    } catch (error) {
      for (const { fail } of now) fail(error);
    }
  }

  return {
    query,
    exec: (sql) => db.exec(sql),
    transaction,
    rollback,
    unsynced(work) {
      if (open > 0 || synchronous === "NORMAL") return transaction(work);
      db.exec("PRAGMA synchronous = NORMAL");
      try {
        return transaction(work);
      } finally {
        db.exec("PRAGMA synchronous = FULL");
      }
    },
    together: (work, changes = true) =>
      new Promise((resolve, reject) => {
        const run: Member["run"] = (within) => {
          const value = within(work);
          return () => resolve(value);
        };
        if (members.push({ changes, run, fail: reject }) === 1) setImmediate(commitMembers);
      }),
    close() {
      if (members.length > 0) commitMembers();
      db.close();
    },
  };
}

/** The steps still to be done, all of them or none. */
function bringUp(db: DatabaseSync, file: string, schema: readonly string[]): void {
  const done = Number(db.prepare("PRAGMA user_version").get()?.user_version);
  if (done > schema.length)
    throw new FolderRefused("newer", `数据文件 ${file} 由更新版本的七有写成，请用新版本的程序打开。`);
  if (done === schema.length) return;
  const steps = schema.slice(done).join(";\n");
  try {
    db.exec(`BEGIN IMMEDIATE; ${steps}; PRAGMA user_version = ${schema.length}; COMMIT`);
  } catch (error) {
    if (db.isTransaction) db.exec("ROLLBACK");
    throw error;
  }
}
