/** What an operation of the API is: a schema for what comes in, and the work. */
import { z } from "zod";
import type { Clock } from "../../clock.ts";
import type { ArnScope } from "../arn.ts";
import type { Dispatcher } from "../dispatcher.ts";
import { Fault } from "../errors.ts";
import type { JsonObject } from "../json.ts";
import type { Store } from "../store/store.ts";

export interface Context {
  scope: ArnScope;
  clock: Clock;
  store: Store;
  dispatcher: Dispatcher;
}

export type Operation = (context: Context, input: unknown) => JsonObject;

/** Checks the input before the work; what does not fit is a ValidationException, as AWS answers it. */
export function operation<T>(
  schema: z.ZodType<T>,
  work: (context: Context, input: T) => JsonObject,
): Operation {
  return (context, input) => {
    const parsed = schema.safeParse(input);
    if (!parsed.success) {
      const words = parsed.error.issues.map(
        (issue) => `Value at '${issue.path.join(".")}' failed: ${issue.message}`,
      );
      throw new Fault(
        "ValidationException",
        `${words.length} validation error${words.length > 1 ? "s" : ""} detected: ${words.join("; ")}`,
      );
    }
    return work(context, parsed.data);
  };
}

/** Execution data may be this long, in bytes of UTF-8. */
const MAX_TEXT_BYTES = 262_144;

export const dataText = z
  .string()
  .refine(
    (text) => Buffer.byteLength(text) <= MAX_TEXT_BYTES,
    `Member must have length less than or equal to ${MAX_TEXT_BYTES}`,
  );

export const pageFields = {
  maxResults: z.int().min(0).max(1000).optional(),
  nextToken: z.string().optional(),
};

const DEFAULT_PAGE = 100;

export const pageSize = (maxResults: number | undefined) => maxResults || DEFAULT_PAGE;

/** A place to go on from, opaque to the caller. */
export function writePageToken(place: readonly number[]): string {
  return Buffer.from(JSON.stringify(place)).toString("base64url");
}

/** Reads such a place of `length` numbers back; anything else is InvalidToken. */
export function readPageToken(token: string | undefined, length: number): number[] | undefined {
  if (token === undefined) return undefined;
  try {
    const place: unknown = JSON.parse(Buffer.from(token, "base64url").toString());
    const parsed = z.array(z.number()).length(length).safeParse(place);
    if (parsed.success) return parsed.data;
  } catch {
    // Not JSON: refused below like every other text that we did not write.
  }
  throw new Fault("InvalidToken", "Invalid Token: 'Invalid token'");
}
