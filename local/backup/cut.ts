/**
 * All databases of a folder as they stood at one instant, while the service goes on: what would be there had the
 * process been killed then, and every start bears that.
 *
 *   write locks of all ─► read transactions of all begin ─► locks let go ─► each is copied at leisure
 *
 * Nobody waits long: a lock that is not to be had at once gives back the others, and all are tried for again.
 */

import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as pause } from "node:timers/promises";
import { DATABASES } from "../folder/inspection.ts";
import { asRefusal, SQLITE_BUSY, sqliteCode } from "../folder/refusal.ts";
import { BackupRefused } from "./refused.ts";

type Name = (typeof DATABASES)[keyof typeof DATABASES];

export interface Cut extends Disposable {
  /** Reads its database as it stood then. */
  readonly databases: Readonly<Record<Name, DatabaseSync>>;
}

const NAMES = Object.values(DATABASES);
const LOCK_MS = 50;
const MAX_TRIES = 200;

export async function takeCut(folder: string): Promise<Cut> {
  const stack = new DisposableStack();
  try {
    const locks = stack.use(opened(folder));
    const held = opened(folder);
    stack.use(held);
    for (let tries = 1; !cutNow(locks.databases, held.databases); tries++) {
      if (tries === MAX_TRIES) throw new BackupRefused("系统一直繁忙，没有做成备份；请稍后再运行一次。");
      await pause(20 + Math.random() * 80);
    }
    locks[Symbol.dispose]();
    stack.move();
    return held;
  } finally {
    stack.dispose();
  }
}

function cutNow(locks: Cut["databases"], readers: Cut["databases"]): boolean {
  try {
    for (const name of NAMES) locks[name].exec("BEGIN IMMEDIATE");
    // The transaction begins with its first read.
    for (const name of NAMES) readers[name].exec("BEGIN; SELECT count(*) FROM sqlite_master");
    return true;
  } catch (error) {
    if (sqliteCode(error) !== SQLITE_BUSY) throw error;
    letGo(readers);
    return false;
  } finally {
    letGo(locks);
  }
}

function letGo(databases: Cut["databases"]): void {
  for (const name of NAMES) if (databases[name].isTransaction) databases[name].exec("ROLLBACK");
}

function opened(folder: string): Cut {
  const closing = new DisposableStack();
  const open = (name: Name): DatabaseSync => {
    try {
      const database = closing.adopt(new DatabaseSync(join(folder, name)), (one) => one.close());
      database.exec(`PRAGMA busy_timeout = ${LOCK_MS}`);
      return database;
    } catch (error) {
      throw asRefusal(error, folder, name);
    }
  };
  try {
    const databases = {
      [DATABASES.records]: open(DATABASES.records),
      [DATABASES.workflows]: open(DATABASES.workflows),
      [DATABASES.schedule]: open(DATABASES.schedule),
      [DATABASES.files]: open(DATABASES.files),
    };
    return { databases, [Symbol.dispose]: () => closing.dispose() };
  } catch (error) {
    closing.dispose();
    throw error;
  }
}
