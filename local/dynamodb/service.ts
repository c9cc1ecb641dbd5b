/**
 * DynamoDB on one machine. One request runs at a time, start to end without an await: every read and write is
 * isolated (serialisable) by construction, and SQLite has one writer anyway. Requests that arrive in the same
 * turn of the event loop share one commit, and so one wait for the disk; each is answered only after it.
 *
 *   request ──► validate ──► pending ──► [ BEGIN · request · request · … · COMMIT ] ──► answers
 *
 * One process owns the file.
 */

import type { IncomingMessage, ServerResponse } from "node:http";
import { log } from "../../functions/adapters/log.ts";
import { type Clock, systemClock } from "../clock.ts";
import { openDatabase } from "../database.ts";
import { bytesOf, type Json } from "./body.ts";
import { DynamoError, internalError, unavailable } from "./error.ts";
import { sweepExpired } from "./expiry.ts";
import { answer, type Settle } from "./http.ts";
import { type Job, prepared } from "./operations.ts";
import { SCHEMA, Store } from "./store.ts";
import { forgetTokens } from "./transactions.ts";

export interface DynamoDBOptions {
  /** Path of the SQLite file, or ":memory:". */
  file: string;
  region?: string;
  /** FULL (default): a commit survives a power cut. NORMAL: it survives `kill -9` only, and is faster. */
  synchronous?: "FULL" | "NORMAL";
  clock?: Clock;
}

export interface DynamoDBService {
  /** Mounts on a node:http server. */
  handle(request: IncomingMessage, response: ServerResponse): void;
  /** The same without a wire; input and output in DynamoDB JSON. Rejects with DynamoError. */
  call(operation: string, input: object): Promise<Record<string, unknown>>;
  /** Removes items whose time to live is over and request tokens past their ten minutes; answers how many items. */
  sweepExpired(): number;
  /** Settles what is pending, then closes the file. */
  close(): void;
}

const ACCOUNT = "000000000000";

interface Pending {
  job: Job;
  settle: Settle;
}
interface Outcome {
  error?: DynamoError;
  answer: Json;
}

const failed = (): Outcome => ({ error: internalError(), answer: "" });

export function openDynamoDB(options: DynamoDBOptions): DynamoDBService {
  const { file, region = "us-east-1", synchronous = "FULL", clock = systemClock } = options;
  const place = { region, account: ACCOUNT };
  const database = openDatabase(file, { synchronous, schema: SCHEMA });
  // 64 MB of pages at hand, where SQLite would keep 2: an office's whole table.
  database.exec("PRAGMA cache_size = -65536");
  const store = new Store(database);
  forgetTokens(store, clock.now());
  let pending: Pending[] = [];
  let closed = false;

  function submit(operation: string, input: object, settle: Settle): void {
    if (closed) throw unavailable();
    const job = prepared(operation, input);
    if (pending.push({ job, settle }) === 1) setImmediate(flush);
  }

  function flush(): void {
    const batch = pending;
    pending = [];
    const outcomes = runAll(batch.map(({ job }) => job));
    for (const [place, { settle }] of batch.entries()) {
      const { error, answer } = outcomes[place] ?? failed();
      settle(error, answer);
    }
  }

  /** Nothing is answered before the commit; when that fails, nothing of the batch has happened. */
  function runAll(jobs: Job[]): Outcome[] {
    const writes = jobs.filter((job) => job.writes).length;
    if (writes === 0) return jobs.map(attempt);
    try {
      return database.transaction(() => jobs.map(writes > 1 ? attemptApart : attempt));
    } catch (error) {
      store.forget();
      log.error({ code: "dynamodb_write_failed", message: "a write failed", error });
      return jobs.map(failed);
    }
  }

  /** A refusal is raised before anything is written; any other failure may have left half a write behind. */
  function attempt(job: Job): Outcome {
    try {
      return { answer: job.run(store, clock.now(), place) };
    } catch (error) {
      if (error instanceof DynamoError) return { error, answer: "" };
      if (job.writes) throw error;
      log.error({ code: "dynamodb_read_failed", message: "a read failed", error });
      return failed();
    }
  }

  /** Keeps one request's failure from undoing the others of its batch. */
  function attemptApart(job: Job): Outcome {
    if (!job.writes) return attempt(job);
    database.query("SAVEPOINT request").run();
    try {
      return attempt(job);
    } catch (error) {
      database.query("ROLLBACK TO request").run();
      store.forget();
      log.error({ code: "dynamodb_write_failed", message: "a write failed", error });
      return failed();
    } finally {
      database.query("RELEASE request").run();
    }
  }

  return {
    handle: (request, response) => answer(request, response, submit),
    call: (operation, input) =>
      new Promise((resolve, reject) => {
        // The copy is what would arrive over the wire; validation consumes it.
        submit(operation, JSON.parse(JSON.stringify(input)), (error, answer) =>
          error ? reject(error) : resolve(JSON.parse(bytesOf(answer).toString())),
        );
      }),
    sweepExpired() {
      forgetTokens(store, clock.now());
      return sweepExpired(store, clock.now());
    },
    close() {
      if (closed) return;
      flush();
      closed = true;
      database.close();
    },
  };
}
