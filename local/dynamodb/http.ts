/** The wire: AWS JSON 1.0 over POST. */

import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { crc32 } from "node:zlib";
import { log } from "../../functions/adapters/log.ts";
import { type Gate, GateRefused } from "../signing/json-gate.ts";
import { bytesOf, type Json } from "./body.ts";
import { DynamoError, frameError, internalError } from "./error.ts";

/** DynamoDB takes requests of up to 16 MB. */
export const MAX_REQUEST_BYTES = 16 * 1024 * 1024;
const TARGET = /^DynamoDB_20120810\.(\w+)$/;
const CONTENT_TYPE = "application/x-amz-json-1.0";

/** Runs an operation; rejects with DynamoError. */
export type Run = (operation: string, input: object) => Promise<Json>;

export function answer(request: IncomingMessage, response: ServerResponse, gate: Gate, run: Run): void {
  request.on("error", () => response.destroy());
  settle(request, gate, run).then(
    (body) => send(response, 200, body),
    (error: unknown) => {
      // What is still being sent is of no use any more, and heard out: only then is the answer.
      request.resume();
      const { status, body } = refusalOf(error);
      send(response, status, status === 413 ? "" : JSON.stringify(body));
    },
  );
}

async function settle(request: IncomingMessage, gate: Gate, run: Run): Promise<Json> {
  const operation = TARGET.exec(String(request.headers["x-amz-target"]))?.[1];
  if (request.method !== "POST" || !operation) throw frameError("UnknownOperationException");
  return run(operation, parsed(await gate(request)));
}

function refusalOf(error: unknown): DynamoError {
  if (error instanceof DynamoError) return error;
  if (error instanceof GateRefused)
    return frameError(error.type, error.message, error.type === "RequestEntityTooLarge" ? 413 : 400);
  log.error({ code: "dynamodb_not_understood", message: "a request was not understood", error });
  return internalError();
}

function parsed(body: Buffer): object {
  try {
    const input: unknown = JSON.parse(body.toString());
    if (typeof input === "object" && input !== null && !Array.isArray(input)) return input;
  } catch {
    // Told below: whatever is wrong with the JSON, AWS says no more than this.
  }
  throw frameError("SerializationException");
}

function send(response: ServerResponse, status: number, json: Json): void {
  // A string leaves in one write together with its headers.
  const body = typeof json === "string" ? json : bytesOf(json);
  response.writeHead(status, {
    "content-type": CONTENT_TYPE,
    "content-length": Buffer.byteLength(body),
    "x-amz-crc32": crc32(body),
    "x-amzn-requestid": requestId(),
  });
  response.end(body);
}

const PROCESS = randomBytes(20).toString("hex").toUpperCase();
let requests = 0;

/** 52 characters, as AWS gives them: this process, then the count of its requests. */
function requestId(): string {
  requests++;
  return PROCESS + requests.toString(16).toUpperCase().padStart(12, "0");
}
