/**
 * DynamoDB on one machine. One request runs at a time, start to end without an await: every read and write is
 * isolated (serialisable) by construction, and SQLite has one writer anyway. Requests that arrive in the same
 * turn of the event loop share one commit, and so one wait for the disk; each is answered only after it.
 *
 *   request ──► validate ──► together [ BEGIN · request · request · … · COMMIT ] ──► answers
 *
 * One process owns the file.
 */

import type { IncomingMessage, ServerResponse } from "node:http";
import { log } from "../../functions/adapters/log.ts";
import { type Clock, systemClock } from "../clock.ts";
import { openDatabase } from "../database.ts";
import { openGate } from "../signing/json-gate.ts";
import type { Credentials } from "../signing/key.ts";
import { spareOf } from "../spare.ts";
import { bytesOf, type Json } from "./body.ts";
import { DynamoError, internalError, unavailable } from "./error.ts";
import { sweepExpired } from "./expiry.ts";
import { answer, MAX_REQUEST_BYTES } from "./http.ts";
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
  /** Told of what a client only sees as InternalServerError. */
  onFault?: (fault: unknown) => void;
}

export interface DynamoDBService {
  /** Mounts on a node:http server: for requests that are signed with these. */
  handlerFor(credentials: Credentials): (request: IncomingMessage, response: ServerResponse) => void;
  /** The same without a wire; input and output in DynamoDB JSON. Rejects with DynamoError. */
  call(operation: string, input: object): Promise<Record<string, unknown>>;
  /** Removes items whose time to live is over and request tokens past their ten minutes; answers how many items. */
  sweepExpired(): number;
  /** Sees to the room that is kept for a full disk. */
  keepSpare(): void;
  /** Settles what is pending, then closes the file. */
  close(): void;
}

const ACCOUNT = "000000000000";

export function openDynamoDB(options: DynamoDBOptions): DynamoDBService {
  const { file, region = "us-east-1", synchronous = "FULL", clock = systemClock } = options;
  const onFault =
    options.onFault ??
    ((error: unknown) =>
      log.error({ code: "dynamodb_failed", message: "the table could not be written", error }));
  const scope = { region, account: ACCOUNT };
  const database = openDatabase(file, { synchronous, schema: SCHEMA });
  // 64 MB of pages at hand, where SQLite would keep 2: an office's whole table.
  database.exec("PRAGMA cache_size = -65536");
  const store = new Store(database);
  forgetTokens(store, clock.now());
  let closed = false;

  /** Answered after the commit; when that fails, nothing of what shared it has happened. */
  async function submit(operation: string, input: object): Promise<Json> {
    if (closed) throw unavailable();
    const job = prepared(operation, input);
    try {
      return await database.together(() => attempt(job), job.writes);
    } catch (error) {
      if (error instanceof DynamoError) throw error;
      store.forget();
      onFault(error);
      throw internalError();
    }
  }

  /** A refusal is raised before anything is written; after any other failure the next request must not trust memory. */
  function attempt(job: Job): Json {
    try {
      return job.run(store, clock.now(), scope);
    } catch (error) {
      if (!(error instanceof DynamoError)) store.forget();
      throw error;
    }
  }

  return {
    handlerFor(credentials) {
      const keyring = { credentials, region };
      const gate = openGate({ keyring, service: "dynamodb", maxBytes: MAX_REQUEST_BYTES });
      return (request, response) => answer(request, response, gate, submit);
    },
    async call(operation, input) {
      // The copy is what would arrive over the wire; validation consumes it.
      const answer = await submit(operation, JSON.parse(JSON.stringify(input)));
      return JSON.parse(bytesOf(answer).toString());
    },
    sweepExpired() {
      forgetTokens(store, clock.now());
      return sweepExpired(store, clock.now());
    },
    keepSpare: spareOf(database),
    close() {
      if (closed) return;
      closed = true;
      database.close();
    },
  };
}
