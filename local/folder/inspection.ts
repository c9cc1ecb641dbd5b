/** Whether everything that belongs into a data folder is there and can be read, before any service opens it. */
import { accessSync, constants, existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { asRefusal, damaged, FolderRefused, incomplete } from "./refusal.ts";

/** The databases, by their path inside the folder. */
export const DATABASES = {
  records: "dynamodb.sqlite",
  workflows: "states.sqlite",
  schedule: "schedule.sqlite",
  files: "s3/s3.sqlite",
} as const;

const NAMES = Object.values(DATABASES);

/** A table that each of them has had in every version: without it the file is something else. */
const TABLES: Readonly<Record<(typeof NAMES)[number], string>> = {
  "dynamodb.sqlite": "items",
  "states.sqlite": "execution",
  "schedule.sqlite": "rule",
  "s3/s3.sqlite": "bucket",
};

export const hasNoDatabase = (folder: string): boolean =>
  !NAMES.some((name) => existsSync(join(folder, name)));

/** What a start leaves that came no further than the lock, what a disk of its own has, and what nobody sees. */
const OF_NOBODY = /^(lock\.sqlite.*|lost\+found|\..*)$/;
/** What an installation has beside its databases. */
const OURS = ["s3", "credentials.json", "office.json", "demonstrated", "logs"];

/** Refuses to begin in a folder that holds something already: another's files, or what is left of an installation. */
export function checkUnused(folder: string): void {
  const found = readdirSync(folder).filter((name) => !OF_NOBODY.test(name));
  if (found.length === 0) return;
  if (found.some((name) => OURS.includes(name))) throw incomplete(folder, "folder.json 和数据库");
  throw new FolderRefused(
    "foreign",
    `${folder} 里已有其他文件（如 ${found[0]}），不是七有的数据目录，没有启动；请核对 --folder，或另指定一个空目录。`,
  );
}

/**
 * Refuses a folder of which a database is damaged, or missing though it was there once.
 * @param complete whether all of them were there once
 */
export function inspect(folder: string, complete: boolean): void {
  for (const name of NAMES) {
    if (existsSync(join(folder, name))) checkDatabase(folder, name, complete);
    else if (complete) throw incomplete(folder, name);
  }
}

/** Opens it as a service will, which also takes in what a killed process left in the log. */
function checkDatabase(folder: string, name: (typeof NAMES)[number], complete: boolean): void {
  const file = join(folder, name);
  // SQLite takes an empty file for a new database.
  if (complete && statSync(file).size === 0) throw damaged(folder, name);
  let database: DatabaseSync | undefined;
  try {
    // SQLite itself would read on and fail with the first change.
    accessSync(file, constants.R_OK | constants.W_OK);
    database = new DatabaseSync(file);
    database.exec("PRAGMA busy_timeout = 5000; BEGIN IMMEDIATE; ROLLBACK");
    const found = database.prepare("PRAGMA quick_check(1)").get();
    if (found?.quick_check !== "ok") throw damaged(folder, name, found?.quick_check);
    const table = database
      .prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?")
      .get(TABLES[name]);
    if (complete && !table) throw damaged(folder, name);
  } catch (error) {
    throw asRefusal(error, folder, name);
  } finally {
    database?.close();
  }
}
