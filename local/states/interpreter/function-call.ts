/** Calling a function the two ways a Task can, and the shapes that come back. */
import { randomBytes, randomUUID } from "node:crypto";
import { FunctionError } from "../../lambda/function-error.ts";
import { functionNameOf, type Target } from "../definition/resource.ts";
import { isObject, type Json, type JsonObject } from "../json.ts";
import type { Settled } from "./branch.ts";
import type { Cloud } from "./cloud.ts";

/** Longest cause of a failed event (AWS quota). */
const MAX_CAUSE_LENGTH = 32_768;

/** What lambda:invoke understands here; versions are all the same one. */
const FIELDS = new Set(["FunctionName", "Payload", "InvocationType", "Qualifier"]);

type Failed = Extract<Settled, { failure: unknown }>;

const failed = (error: string, cause: string): Failed => ({
  failure: { error, cause: cause.slice(0, MAX_CAUSE_LENGTH) },
});

/** Never rejects: a failure is a value. */
export async function callFunction(cloud: Cloud, target: Target, given: Json): Promise<Settled> {
  const call =
    target.kind === "function" ? { name: target.functionName, payload: given } : invocationOf(given);
  if ("failure" in call) return call;
  try {
    const answer = plain(await cloud.invoke(call.name, call.payload));
    return { value: target.kind === "function" ? answer : response(answer, cloud.clock.now()) };
  } catch (error) {
    if (error instanceof FunctionError) return failed(error.errorType, causeOf(error));
    return failed("Lambda.Unknown", error instanceof Error ? error.message : String(error));
  }
}

/** The arguments of `lambda:invoke`. A Payload that is a string is the JSON text itself (recorded). */
function invocationOf(given: Json): { name: string; payload: Json } | Failed {
  if (!isObject(given) || typeof given.FunctionName !== "string") {
    return failed("States.Runtime", "The Arguments of lambda:invoke must be an object with a FunctionName");
  }
  const name = functionNameOf(given.FunctionName);
  const { Payload = {}, InvocationType = "RequestResponse" } = given;
  const unknown = Object.keys(given).find((field) => !FIELDS.has(field));
  if (unknown !== undefined || InvocationType !== "RequestResponse") {
    return failed(
      "States.Runtime",
      `lambda:invoke does not support ${unknown ?? `InvocationType ${InvocationType}`} here`,
    );
  }
  if (typeof Payload !== "string") return { name, payload: plain(Payload) };
  try {
    return { name, payload: JSON.parse(Payload) };
  } catch {
    return failed("Lambda.InvalidRequestContentException", "Could not parse request body into json");
  }
}

/** What is left of a value on its way through JSON; a function that returns nothing returns null. */
function plain(value: unknown): Json {
  return value === undefined ? null : JSON.parse(JSON.stringify(value));
}

/** Cause as AWS records it: the payload of the failed function. An Error as cause gives the `trace` of a Node function. */
function causeOf(error: FunctionError): string {
  const more = error.cause instanceof Error ? { trace: error.cause.stack?.split("\n") ?? [] } : error.cause;
  const payload = { errorMessage: error.errorMessage, errorType: error.errorType };
  return JSON.stringify(isObject(more) ? { ...payload, ...more } : payload);
}

/** The answer of the Invoke call that becomes the result of `lambda:invoke`, headers included. */
function response(payload: Json, now: number): JsonObject {
  const requestId = randomUUID();
  const headers: [string, string][] = [
    ["X-Amz-Executed-Version", "$LATEST"],
    ["x-amzn-Remapped-Content-Length", "0"],
    ["Connection", "keep-alive"],
    ["x-amzn-RequestId", requestId],
    ["Content-Length", String(Buffer.byteLength(JSON.stringify(payload)))],
    ["Date", new Date(now).toUTCString()],
    ["X-Amzn-Trace-Id", `Root=1-${Math.trunc(now / 1000).toString(16)}-${randomBytes(12).toString("hex")}`],
    ["Content-Type", "application/json"],
  ];
  return {
    ExecutedVersion: "$LATEST",
    Payload: payload,
    SdkHttpMetadata: {
      AllHttpHeaders: Object.fromEntries(headers.map(([name, value]) => [name, [value]])),
      HttpHeaders: Object.fromEntries(headers),
      HttpStatusCode: 200,
    },
    SdkResponseMetadata: { RequestId: requestId },
    StatusCode: 200,
  };
}
