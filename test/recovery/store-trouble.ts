/** Trouble made in the files of a running service, from outside: what its own program does not know of. */
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

function within(folder: string, name: string, work: (database: DatabaseSync) => void): void {
  const database = new DatabaseSync(join(folder, name));
  try {
    database.exec("PRAGMA busy_timeout = 10000");
    work(database);
  } finally {
    database.close();
  }
}

/** Makes a store refuse every change of one of its tables, as it does when there is not a page left. */
export function refuseChanges(folder: string, name: string, table: string, on: boolean): void {
  within(folder, name, (database) => {
    for (const change of ["INSERT", "UPDATE", "DELETE"]) {
      database.exec(`DROP TRIGGER IF EXISTS full_${change}`);
      if (on)
        database.exec(
          `CREATE TRIGGER full_${change} BEFORE ${change} ON ${table}
           BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END`,
        );
    }
  });
}

/** What a store shall do, beside what it was told, with every message it is about to send. */
export function meddle(folder: string, name: string, body: string | undefined): void {
  within(folder, name, (database) => {
    database.exec("DROP TRIGGER IF EXISTS meddled");
    if (body) database.exec(`CREATE TRIGGER meddled AFTER INSERT ON outbox BEGIN ${body}; END`);
  });
}

/** Holds the file as another program does that writes into it: whoever wants to write meanwhile waits. */
export function hold(folder: string, name: string): { release(): void } {
  const database = new DatabaseSync(join(folder, name));
  database.exec("PRAGMA busy_timeout = 10000; BEGIN IMMEDIATE");
  return {
    release() {
      database.exec("ROLLBACK");
      database.close();
    },
  };
}
