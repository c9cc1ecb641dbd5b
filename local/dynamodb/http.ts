/** The wire: AWS JSON 1.0 over POST. Signatures are not verified (the service listens on loopback only), but must be there. */

import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { crc32 } from "node:zlib";
import { log } from "../../functions/adapters/log.ts";
import { bytesOf, type Json } from "./body.ts";
import { DynamoError, frameError, internalError } from "./error.ts";

/** DynamoDB takes requests of up to 16 MB. */
const MAX_REQUEST_BYTES = 16 * 1024 * 1024;
const TARGET = /^DynamoDB_20120810\.(\w+)$/;
const CONTENT_TYPE = "application/x-amz-json-1.0";

/** Runs an operation; rejects with DynamoError. */
export type Run = (operation: string, input: object) => Promise<Json>;

export function answer(request: IncomingMessage, response: ServerResponse, run: Run): void {
  const chunks: Buffer[] = [];
  let size = 0;
  request.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size <= MAX_REQUEST_BYTES) chunks.push(chunk);
  });
  request.on("error", () => response.destroy());
  request.on("end", () => {
    if (size > MAX_REQUEST_BYTES) return send(response, 413, "");
    settle(request, chunks, run).then(
      (body) => send(response, 200, body),
      (error: unknown) => {
        if (!(error instanceof DynamoError))
          log.error({ code: "dynamodb_not_understood", message: "a request was not understood", error });
        const { status, body } = error instanceof DynamoError ? error : internalError();
        send(response, status, JSON.stringify(body));
      },
    );
  });
}

async function settle(request: IncomingMessage, chunks: Buffer[], run: Run): Promise<Json> {
  const { operation, input } = opened(request, chunks);
  return run(operation, input);
}

function opened(request: IncomingMessage, chunks: Buffer[]): { operation: string; input: object } {
  const operation = TARGET.exec(String(request.headers["x-amz-target"]))?.[1];
  if (request.method !== "POST" || !operation) throw frameError("UnknownOperationException");
  const { authorization } = request.headers;
  const signedQuery = request.url?.includes("X-Amz-Algorithm=") ?? false;
  if (!authorization?.startsWith("AWS4-") && !signedQuery)
    throw frameError("MissingAuthenticationTokenException", "Request is missing Authentication Token");
  return { operation, input: parsedBody(chunks) };
}

function parsedBody(chunks: Buffer[]): object {
  try {
    const input: unknown = JSON.parse(
      (chunks.length === 1 ? chunks[0] : Buffer.concat(chunks))?.toString() ?? "",
    );
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
