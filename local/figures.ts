/** What a folder's databases tell of how things go: counts and ages, read beside the service or without it. */
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { DATABASES } from "./folder/inspection.ts";
import { TABLE } from "./names.ts";

export interface Figures {
  /** Workflows under way, those that wait for people included. */
  readonly running: number;
  /** When the oldest of them began, in milliseconds since 1970, and its name. */
  readonly oldest?: { readonly since: number; readonly name: string };
  /** Files that have come in and are not yet registered. */
  readonly arriving: number;
  /** When the first of them came. */
  readonly arrivingSince?: number;
  /** Events and scheduled starts that were given up. */
  readonly deadLetters: number;
  /** Objects in the store, and their bytes. */
  readonly objects: number;
  readonly bytes: number;
}

/** @throws what SQLite says of a database that is not there or cannot be read */
export function figuresOf(folder: string): Figures {
  const ask = <T>(name: string, read: (one: (sql: string) => Record<string, unknown>) => T): T => {
    const database = new DatabaseSync(join(folder, name), { readOnly: true });
    try {
      return read((sql) => database.prepare(sql).get() ?? {});
    } finally {
      database.close();
    }
  };
  const flows = ask(DATABASES.workflows, (one) => ({
    ...one("SELECT count(*) AS running FROM execution WHERE status = 'RUNNING'"),
    ...one(`SELECT started, arn FROM execution WHERE status = 'RUNNING' ORDER BY started LIMIT 1`),
  }));
  const store = ask(DATABASES.files, (one) => ({
    ...one("SELECT count(*) AS arriving, min(sent_at) AS since FROM outbox"),
    ...one("SELECT count(*) AS objects, coalesce(sum(size), 0) AS bytes FROM version WHERE marker = 0"),
  }));
  // As the table's rows lie: what the administrator sees, and no more once it has been tried again.
  const records = ask(DATABASES.records, (one) =>
    one(
      `SELECT count(*) AS letters FROM items JOIN spaces ON spaces.id = items.space AND spaces.holder = '${TABLE}'
       WHERE partition = CAST('$qiyou#all_all' AS BLOB)
         AND sort BETWEEN CAST('$deadletter_1#' AS BLOB) AND CAST('$deadletter_1$' AS BLOB)`,
    ),
  );
  return {
    running: Number(flows.running),
    ...(flows.started !== undefined && {
      oldest: { since: Number(flows.started), name: nameOf(String(flows.arn)) },
    }),
    arriving: Number(store.arriving),
    ...(store.since !== null && { arrivingSince: Number(store.since) }),
    deadLetters: Number(records.letters),
    objects: Number(store.objects),
    bytes: Number(store.bytes),
  };
}

/** `arn:aws:states:…:execution:review:sub_…` → review/sub_… */
const nameOf = (arn: string): string => arn.split(":").slice(6).join("/");
