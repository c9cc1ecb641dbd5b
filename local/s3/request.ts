/** One request as the operations see it: bucket, key, query and headers, taken apart without any normalising of the path. */
import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { S3Error } from "./errors.ts";

/** S3's limit, in bytes of UTF-8. */
const MAX_KEY_BYTES = 1024;

export interface S3Request {
  readonly id: string;
  readonly method: string;
  /** Decoded path, still with its leading slash: what the signature covers. */
  readonly path: string;
  /** "" for the service itself. */
  readonly bucket: string;
  /** "" for the bucket itself; otherwise exactly what the client sent, `../` and `//` included. */
  readonly key: string;
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly message: IncomingMessage;
  /** First value of a query parameter; "" when it stands without a value. */
  param(name: string): string | undefined;
  /**
   * Header by lower-case name; several of one name joined by a comma. On a presigned URL the `x-amz-*` query
   * parameters count as headers, as they do on S3.
   */
  header(name: string): string | undefined;
  /** Names and values of all headers that begin with `prefix`. */
  headers(prefix: string): [name: string, value: string][];
}

export function readRequest(message: IncomingMessage): S3Request {
  const target = (message.url ?? "/").replace(/^https?:\/\/[^/]*/i, "") || "/";
  const mark = target.indexOf("?");
  const path = decode(mark < 0 ? target : target.slice(0, mark));
  const query = mark < 0 ? [] : parseQuery(target.slice(mark + 1));
  const slash = path.indexOf("/", 1);
  const bucket = slash < 0 ? path.slice(1) : path.slice(1, slash);
  const key = slash < 0 ? "" : path.slice(slash + 1);
  checkKey(key);
  const headers = new Map<string, string>();
  if (query.some(([name]) => name === "X-Amz-Signature")) {
    for (const [name, value] of query) if (/^x-amz-/i.test(name)) headers.set(name.toLowerCase(), value);
  }
  for (const [name, values] of Object.entries(message.headersDistinct)) {
    if (values) headers.set(name, values.join(","));
  }
  return {
    id: randomBytes(8).toString("hex").toUpperCase(),
    method: message.method ?? "GET",
    path,
    bucket,
    key,
    query,
    message,
    param: (name) => query.find(([known]) => known === name)?.[1],
    header: (name) => headers.get(name),
    headers: (prefix) => [...headers].filter(([name]) => name.startsWith(prefix)),
  };
}

/** Refuses a key beyond S3's limit. */
export function checkKey(key: string): void {
  const size = Buffer.byteLength(key);
  if (size <= MAX_KEY_BYTES) return;
  throw new S3Error("KeyTooLongError", undefined, {
    details: { Size: String(size), MaxSizeAllowed: String(MAX_KEY_BYTES) },
  });
}

function parseQuery(text: string): [string, string][] {
  return text
    .split("&")
    .filter((pair) => pair !== "")
    .map((pair) => {
      const equals = pair.indexOf("=");
      const [name, value] = equals < 0 ? [pair, ""] : [pair.slice(0, equals), pair.slice(equals + 1)];
      return [decode(name.replaceAll("+", " ")), decode(value.replaceAll("+", " "))];
    });
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new S3Error("InvalidURI");
  }
}
