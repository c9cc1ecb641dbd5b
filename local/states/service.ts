/** Step Functions on one machine: executions written in JSONata, journaled in one SQLite file, behind AWS's own API. */

import type { IncomingMessage, ServerResponse } from "node:http";
import { log } from "../../functions/adapters/log.ts";
import type { Clock } from "../clock.ts";
import type { Invoke } from "../lambda/function-error.ts";
import { openGate } from "../signing/json-gate.ts";
import type { Credentials } from "../signing/key.ts";
import { OPERATIONS } from "./api/table.ts";
import { Dispatcher } from "./dispatcher.ts";
import { Fault } from "./errors.ts";
import { answerRequest, MAX_REQUEST_BYTES } from "./http.ts";
import type { ReadObject } from "./interpreter/cloud.ts";
import type { JsonObject } from "./json.ts";
import { Places } from "./places.ts";
import { openStore } from "./store/store.ts";

export interface StatesOptions {
  /** The SQLite file, or `:memory:`. */
  file: string;
  region: string;
  accountId: string;
  clock: Clock;
  /** Calls a function by its bare name; rejects with FunctionError when it failed. */
  invoke: Invoke;
  /** Steps that call a function at a time; any number if not said. Executions of one owner take turns with others' for them. */
  places?: number;
  /** Of those, how many an owner may have at a time. */
  share?: number;
  /** Whose an execution is by its input; without one it is its own. */
  ownerOf?: (input: string) => string | undefined;
  /** FULL (default) survives a power cut, NORMAL only the end of the process. */
  synchronous?: "FULL" | "NORMAL";
  /** Reads S3 objects for distributed Maps; without it their definitions are refused. */
  readObject?: ReadObject;
  /** Told of failures of the service itself, never of executions. */
  onError?: (error: unknown) => void;
}

export interface StatesService {
  /** Answers HTTP requests of an SDK that are signed with these. */
  handlerFor(credentials: Credentials): (request: IncomingMessage, response: ServerResponse) => void;
  /** The same without HTTP: rejects with Fault. Resolves when what it did is on disk. */
  call(operation: string, input: unknown): Promise<JsonObject>;
  /** Continues all executions after a start; answers how many are running. */
  resume(): number;
  /** Resolves when every execution has ended or sleeps. */
  idle(): Promise<void>;
  /** Sees to the room that is kept for a full disk. */
  keepSpare(): void;
  /** Suspends everything; nothing acknowledged is lost, `resume()` of the next service goes on. */
  close(): void;
}

export function openStates(options: StatesOptions): StatesService {
  const { file, synchronous, region, accountId, clock, invoke, readObject } = options;
  const { places = Number.POSITIVE_INFINITY, ownerOf = () => undefined } = options;
  const report =
    options.onError ??
    ((error: unknown) => log.error({ code: "states_failed", message: "a step was not taken", error }));
  const store = openStore({ file, synchronous, onFailure: (error) => dispatcher.recover(error) });
  const dispatcher: Dispatcher = new Dispatcher(
    { region, clock, store, invoke, readObject, places: new Places(places, options.share), ownerOf },
    report,
  );
  const context = { scope: { region, accountId }, clock, store, dispatcher };

  async function call(operation: string, input: unknown): Promise<JsonObject> {
    const work = OPERATIONS.get(operation);
    if (!work) throw new Fault("UnknownOperationException", operation);
    return store.commits.durably(() => work(context, input));
  }

  return {
    handlerFor(credentials) {
      const keyring = { credentials, region };
      const gate = openGate({ keyring, service: "states", maxBytes: MAX_REQUEST_BYTES });
      return (request, response) => void answerRequest(request, response, { gate, call, report });
    },
    call,
    resume: () => dispatcher.resume(),
    idle: () => dispatcher.idle(),
    keepSpare() {
      store.commits.flush();
      store.keepSpare();
    },
    close() {
      dispatcher.close();
      store.close();
    },
  };
}
