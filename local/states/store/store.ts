/** All that a Step Functions file keeps, behind one transaction per turn. */
import { openDatabase } from "../../database.ts";
import { spareOf } from "../../spare.ts";
import { Executions } from "./executions.ts";
import { GroupCommit } from "./group-commit.ts";
import { History } from "./history.ts";
import { Journal } from "./journal.ts";
import { SCHEMA } from "./schema.ts";
import { Tokens } from "./tokens.ts";

export interface Store {
  executions: Executions;
  journal: Journal;
  history: History;
  tokens: Tokens;
  commits: GroupCommit;
  /** Sees to the room that is kept for a full disk. Not while a turn is open. */
  keepSpare(): void;
  close(): void;
}

/** Kibibytes of pages kept in memory: the indexes of tens of thousands of executions fit. */
const CACHE = 32_768;

export interface StoreOptions {
  file: string;
  synchronous?: "FULL" | "NORMAL";
  /** A turn could not be written; everything read from memory must be read again. */
  onFailure: (error: unknown) => void;
}

export function openStore({ file, synchronous, onFailure }: StoreOptions): Store {
  const database = openDatabase(file, { synchronous, schema: SCHEMA });
  database.exec(`PRAGMA cache_size = -${CACHE}`);
  const commits = new GroupCommit(database, onFailure);
  return {
    executions: new Executions(database),
    journal: new Journal(database),
    history: new History(database),
    tokens: new Tokens(database),
    commits,
    keepSpare: spareOf(database),
    close() {
      commits.flush();
      database.close();
    },
  };
}
