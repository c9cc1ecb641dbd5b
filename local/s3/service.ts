/** The S3 REST API over one folder: real signatures, real wire, mountable in any HTTP server. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type Clock, systemClock } from "../clock.ts";
import type { Outbox } from "../events/outbox.ts";
import { isFull } from "../folder/refusal.ts";
import { corsHeaders } from "./cors.ts";
import { S3Error } from "./errors.ts";
import { ACCOUNT } from "./operation.ts";
import { postObject } from "./post-operation.ts";
import { readRequest, type S3Request } from "./request.ts";
import { type S3Response, sendError, sendResponse } from "./response.ts";
import { findOperation } from "./routes.ts";
import { authenticate } from "./signature.ts";
import { openStore, type Store } from "./store.ts";

/** How long a refused client may go on sending, in milliseconds. */
const MAX_DRAIN_MS = 60_000;
/** How long a connection may stand still in the middle of a request, in milliseconds. */
const MAX_IDLE_MS = 120_000;

export interface S3Options {
  /** Holds everything: `s3.sqlite`, `blobs/`, `temp/`. One process at a time. */
  readonly folder: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly region: string;
  /** FULL (default): an acknowledged object survives a power cut; NORMAL: the death of the process only. */
  readonly synchronous?: "FULL" | "NORMAL";
  /** Dates of objects and events, and what signatures are measured against. */
  readonly clock?: Clock;
  /** Asked before an upload is taken in: below its floor of free space a store only serves what it has. */
  readonly hasRoom?: () => boolean;
  /** Whose events those of a key are; all are one's if not said. Owners take turns. */
  readonly ownerOf?: (key: string) => string;
  /** Told of faults that a client only sees as InternalError or ServiceUnavailable. */
  readonly onFault?: (fault: unknown) => void;
}

export interface S3Service {
  /** Answers one request. Never throws and never rejects. */
  handle(request: IncomingMessage, response: ServerResponse): void;
  /** Events of committed changes, for a dispatcher. */
  readonly outbox: Outbox;
  /** Removes files that no committed row points at; answers how many. Safe while requests run. */
  sweep(): number;
  /** Resolves when the requests in hand are answered, then closes the database. */
  close(): Promise<void>;
}

/** Opens (or creates) the store and sweeps what a crash left behind. */
export function openS3(options: S3Options): S3Service {
  const { folder, credentials, region, synchronous = "FULL", clock = systemClock } = options;
  const { hasRoom = () => true, ownerOf = () => "" } = options;
  const keyring = { credentials, region };
  const store = openStore({ folder, keyring, synchronous, clock, hasRoom, ownerOf });
  store.sweep();
  const inHand = new Set<Promise<void>>();
  return {
    handle(message, response) {
      const work = serve(store, message, response, options.onFault).finally(() => inHand.delete(work));
      inHand.add(work);
    },
    outbox: store.outbox,
    sweep: store.sweep,
    async close() {
      while (inHand.size > 0) await Promise.all(inHand);
      store.database.close();
    },
  };
}

async function serve(
  store: Store,
  message: IncomingMessage,
  response: ServerResponse,
  onFault?: (fault: unknown) => void,
): Promise<void> {
  let request: S3Request | undefined;
  try {
    request = readRequest(message);
    sendResponse(request, response, await answer(request, store, response));
  } catch (error) {
    if (!(error instanceof S3Error) && !message.destroyed) onFault?.(error);
    sendError(request, response, isFull(error) ? new S3Error("ServiceUnavailable") : error);
  } finally {
    readAway(message);
  }
}

/** An answer given before the body was read would not be heard by a client still sending; but not without end. */
function readAway(message: IncomingMessage): void {
  message.resume();
  if (message.complete) return;
  const timer = setTimeout(() => {
    if (!message.complete) message.destroy();
  }, MAX_DRAIN_MS).unref();
  message.once("close", () => clearTimeout(timer));
}

async function answer(request: S3Request, store: Store, response: ServerResponse): Promise<S3Response> {
  if (request.method === "OPTIONS") return preflight(request, store);
  allowOrigin(request, store, response);
  const owner = request.header("x-amz-expected-bucket-owner");
  const isForm =
    request.method === "POST" && /^multipart\/form-data\b/i.test(request.header("content-type") ?? "");
  if (isForm && request.key === "") return postObject(request, store);
  const authentication = authenticate(request, store.keyring, store.clock.now());
  if (owner !== undefined && owner !== ACCOUNT) throw new S3Error("AccessDenied");
  return findOperation(request)({ request, store, authentication });
}

/** Set before the operation runs, so that a page may read refusals too. */
function allowOrigin(request: S3Request, store: Store, response: ServerResponse): void {
  const origin = request.header("origin");
  if (origin === undefined) return;
  const rules = store.buckets.find(request.bucket)?.cors;
  const headers = corsHeaders(rules, { origin, method: request.method, headers: [] });
  for (const [name, value] of Object.entries(headers ?? {})) response.setHeader(name, value);
}

function preflight(request: S3Request, store: Store): S3Response {
  const origin = request.header("origin");
  if (origin === undefined) throw new S3Error("BadRequest");
  const method = request.header("access-control-request-method");
  if (method === undefined) throw new S3Error("BadRequest", "Invalid Access-Control-Request-Method: null");
  const rules = store.buckets.find(request.bucket)?.cors;
  if (!rules) throw new S3Error("AccessForbidden");
  const asked = (request.header("access-control-request-headers") ?? "")
    .split(",")
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== "");
  const headers = corsHeaders(rules, { origin, method, headers: asked });
  if (!headers) {
    throw new S3Error(
      "AccessForbidden",
      "CORSResponse: This CORS request is not allowed. This is usually because the evalution of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.",
    );
  }
  return { status: 200, headers };
}

/** A server of its own for the store. Resolves when it listens; port 0 takes a free one. Long uploads are not cut off. */
export function listenS3(service: S3Service, port: number, host = "127.0.0.1"): Promise<Server> {
  const server = createServer(service.handle);
  server.requestTimeout = 0;
  server.timeout = MAX_IDLE_MS;
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => resolve(server));
  });
}
