/**
 * Room inside a database that no other program can take. With not a byte left on the disk, signing in, reading and
 * deciding go on in it: in free pages of the file, and in the write-ahead log that has its length already.
 */
import { log } from "../functions/adapters/log.ts";
import type { Database } from "./database.ts";

/** 4 MB: some thousand sign-ins, and as much as the log holds before it is written back. */
const PAGES = 1024;

/** Answers how to see to it, at the start and every now and then: what has been used is made again. */
export function spareOf(database: Database): () => void {
  // The log begins anew with each start.
  let made = false;
  return () => {
    const { freelist_count: free } = database.query("PRAGMA freelist_count").get() ?? {};
    if (made && Number(free) >= PAGES / 2) return;
    try {
      make(database);
      made = true;
    } catch (error) {
      log.warn({ code: "no_spare", message: "no room could be kept for a full disk", error });
    }
  };
}

/** It may as well not have happened: nobody waits for the disk. */
function make(database: Database): void {
  const bytes = PAGES * Number(database.query("PRAGMA page_size").get()?.page_size);
  database.unsynced(() =>
    database.exec(`CREATE TABLE IF NOT EXISTS spare(bytes); INSERT INTO spare VALUES(zeroblob(${bytes}))`),
  );
  // By itself: within one transaction the pages would never be written.
  database.unsynced(() => database.exec("DROP TABLE spare"));
}
