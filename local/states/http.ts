/** AWS JSON 1.0 over HTTP: the operation in X-Amz-Target, JSON in, JSON out, faults as 400 with their type. */
import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type Gate, GateRefused } from "../signing/json-gate.ts";
import { Fault } from "./errors.ts";
import type { JsonObject } from "./json.ts";

export type Call = (operation: string, input: unknown) => Promise<JsonObject>;

/** Largest request: a definition of 1 MiB, escaped inside JSON. */
export const MAX_REQUEST_BYTES = 4 * 1_048_576;

export async function answerRequest(
  request: IncomingMessage,
  response: ServerResponse,
  { gate, call, report }: { gate: Gate; call: Call; report: (error: unknown) => void },
): Promise<void> {
  try {
    const operation = operationOf(request);
    send(response, 200, await call(operation, parse((await gate(request)).toString("utf8"))));
  } catch (error) {
    // What is still being sent is of no use any more, and heard out: only then is the answer.
    request.resume();
    if (error instanceof Fault || error instanceof GateRefused)
      return send(response, 400, { __type: error.type, message: error.message });
    report(error);
    send(response, 500, { __type: "InternalFailure", message: "The request processing has failed" });
  }
}

function operationOf(request: IncomingMessage): string {
  const target = request.headers["x-amz-target"];
  const operation = typeof target === "string" ? /^AWSStepFunctions\.(\w+)$/.exec(target)?.[1] : undefined;
  if (request.method !== "POST" || operation === undefined) throw new Fault("UnknownOperationException", "");
  return operation;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body || "{}");
  } catch {
    throw new Fault("SerializationException", "The request is not JSON");
  }
}

function send(response: ServerResponse, status: number, body: JsonObject): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, {
    "content-type": "application/x-amz-json-1.0",
    "x-amzn-requestid": randomUUID(),
  });
  response.end(JSON.stringify(body));
}
