/** What lies in a data folder is for its owner's eyes: papers, names, password records, keys. */
import { chmodSync, closeSync, existsSync, openSync, statSync } from "node:fs";

/** What SQLite keeps beside a database, with the mode that the database has when it is made. */
const BESIDE = ["", "-wal", "-shm"];

/** Makes the file if there is none, readable by its owner alone, before anything is written to it. */
export function ownOnly(file: string): void {
  if (!existsSync(file)) closeSync(openSync(file, "a", 0o600));
  for (const name of BESIDE) if (existsSync(file + name) && isOpen(file + name)) close(file + name);
}

/** Whether others than the owner may do anything with it. */
export const isOpen = (path: string): boolean =>
  process.platform !== "win32" && (statSync(path).mode & 0o077) !== 0;

function close(path: string): void {
  try {
    chmodSync(path, 0o600);
  } catch {
    // Somebody else's, written to by right of a group: how it is shared is their decision.
  }
}
