/**
 * Compares a history with a recorded one, whole. Only what is a placeholder in the recording itself is let pass:
 * times, request ids, names that the recorder replaced. JSON texts are compared as JSON, since the recorder
 * unfolded those that were objects.
 */
import type { Json, JsonObject } from "../../local/states/json.ts";
import type { RecordedEvent } from "./recording.ts";

/** Values that stand for anything. */
const WHOLE_PLACEHOLDERS = new Set(["timestamp", "date", "x-amzn-RequestId", "X-Amzn-Trace-Id", "RequestId"]);
/** Parts of a value that stand for any text. */
const PART_PLACEHOLDERS = /<[^<>]+>|lambda_function_name|snf_role_arn|bucket-name/;

/** The first difference in one line, or undefined. */
export function difference(recorded: RecordedEvent[], ours: RecordedEvent[]): string | undefined {
  const order = orderDifference(recorded, ours);
  if (order !== undefined) return order;
  for (const [index, event] of recorded.entries()) {
    const found = differ(event, asPython(ours[index] ?? null), `#${index + 1} ${String(event.type)}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

export function orderDifference(recorded: RecordedEvent[], ours: RecordedEvent[]): string | undefined {
  const types = (events: RecordedEvent[]) => events.map(({ type }) => type).join(" ");
  return types(recorded) === types(ours)
    ? undefined
    : `order: recorded ${types(recorded)}, ours ${types(ours)}`;
}

function differ(recorded: Json, ours: Json, at: string): string | undefined {
  if (typeof recorded === "string" && WHOLE_PLACEHOLDERS.has(recorded)) return undefined;
  const [left, right] = unfolded(recorded, ours);
  if (typeof left === "string" && typeof right === "string" && PART_PLACEHOLDERS.test(left)) {
    const pattern = left.split(new RegExp(PART_PLACEHOLDERS, "g")).map(escaped).join("[^]+");
    return new RegExp(`^${pattern}$`).test(right) ? undefined : told(at, left, right);
  }
  if (typeof left !== "object" || left === null || typeof right !== "object" || right === null) {
    return left === right ? undefined : told(at, left, right);
  }
  if (Array.isArray(left) !== Array.isArray(right)) return told(at, left, right);
  const [a, b] = [new Map(Object.entries(left)), new Map(Object.entries(right))];
  for (const key of new Set([...a.keys(), ...b.keys()])) {
    const [x, y] = [a.get(key), b.get(key)];
    if (x === undefined || y === undefined) return told(`${at}.${key}`, x, y);
    const found = differ(x, y, `${at}.${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Parses a JSON text when its counterpart is unfolded, or when both are texts of objects. */
function unfolded(recorded: Json, ours: Json): [Json, Json] {
  if (typeof ours !== "string") return [recorded, ours];
  if (typeof recorded === "object" && recorded !== null) return [recorded, parsed(ours)];
  if (typeof recorded === "string" && recorded.startsWith("{")) return [parsed(recorded), parsed(ours)];
  return [recorded, ours];
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A text as a pattern of itself. */
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

const told = (at: string, recorded: Json | undefined, ours: Json | undefined) =>
  `${at}: recorded ${JSON.stringify(recorded)?.slice(0, 160)}, ours ${JSON.stringify(ours)?.slice(0, 160)}`;

/**
 * The recorded functions were Python, whose JSON has a blank after each comma and colon. Content-Length counts
 * them: ours is set to what Python would have sent for the same payload, so that the count stays compared.
 */
function asPython(value: Json): Json {
  if (typeof value === "string" && value.includes('"SdkHttpMetadata"'))
    return JSON.stringify(asPython(parsed(value)));
  if (Array.isArray(value)) return value.map(asPython);
  if (typeof value !== "object" || value === null) return value;
  const { Payload, SdkHttpMetadata } = value;
  const copy = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asPython(item)]));
  if (Payload === undefined || !isHeaders(SdkHttpMetadata)) return copy;
  const length = String(pythonLength(Payload));
  const { AllHttpHeaders, HttpHeaders } = SdkHttpMetadata;
  copy.SdkHttpMetadata = {
    ...SdkHttpMetadata,
    AllHttpHeaders: { ...AllHttpHeaders, "Content-Length": [length] },
    HttpHeaders: { ...HttpHeaders, "Content-Length": length },
  };
  return copy;
}

function isHeaders(
  value: Json | undefined,
): value is { AllHttpHeaders: JsonObject; HttpHeaders: JsonObject } {
  return typeof value === "object" && value !== null && "AllHttpHeaders" in value && "HttpHeaders" in value;
}

function pythonLength(value: Json): number {
  const blanks = (node: Json): number => {
    if (typeof node !== "object" || node === null) return 0;
    const items = Object.values(node);
    const own = Math.max(0, items.length - 1) + (Array.isArray(node) ? 0 : items.length);
    return items.reduce<number>((sum, item) => sum + blanks(item), own);
  };
  return Buffer.byteLength(JSON.stringify(value)) + blanks(value);
}
