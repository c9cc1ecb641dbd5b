/** Whether everything that belongs into a data folder is there and can be read, before any service opens it. */
import { accessSync, constants, existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { asRefusal, damaged, incomplete } from "./refusal.ts";

/** The databases, by their path inside the folder. */
export const DATABASES = {
  records: "dynamodb.sqlite",
  workflows: "states.sqlite",
  schedule: "schedule.sqlite",
  files: "s3/s3.sqlite",
} as const;

const NAMES = Object.values(DATABASES);

export const isEmpty = (folder: string): boolean => !NAMES.some((name) => existsSync(join(folder, name)));

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
function checkDatabase(folder: string, name: string, complete: boolean): void {
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
  } catch (error) {
    throw asRefusal(error, folder, name);
  } finally {
    database?.close();
  }
}
