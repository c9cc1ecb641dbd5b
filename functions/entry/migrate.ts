/** Invoked by hand after an upgrade: brings all rows to the present format. Asked again with its answer it goes on. */
import { type Migration, migrate, migration } from "../app/operations/migrate.ts";

/** Of the five minutes it has: the page it is at must come to its end. */
const SECONDS = 200;

export const handler = (event: unknown): Promise<Migration> => migrate(migration.parse(event ?? {}), SECONDS);
