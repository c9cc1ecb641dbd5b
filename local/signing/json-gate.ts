/**
 * The gate of the services that speak AWS JSON: a request is let in when it is signed (AWS Signature Version 4) by the one key
 * of the folder, for this service and over all of its body. What says who is calling is looked at before a byte of the body
 * is read, and the body is understood by nobody before its signature is verified.
 *
 *   headers ─▶ key, region, service, time ─▶ body, so much at most ─▶ signature ─▶ the service
 */
import type { IncomingMessage } from "node:http";
import {
  ALGORITHM,
  hmac,
  type Keyring,
  parseTimestamp,
  SKEW,
  sameText,
  sha256,
  signedFields,
  signingKey,
} from "./key.ts";

/** Not let in; `type` is the exception that AWS's services answer. */
export class GateRefused extends Error {
  override readonly name = "GateRefused";
  readonly type: RefusalType;

  constructor(type: RefusalType, message: string) {
    super(message);
    this.type = type;
  }
}
type RefusalType =
  | "MissingAuthenticationTokenException"
  | "IncompleteSignatureException"
  | "UnrecognizedClientException"
  | "InvalidSignatureException"
  | "RequestEntityTooLarge";

export interface GateOptions {
  readonly keyring: Keyring;
  /** As it stands in a signature's scope: `dynamodb`. */
  readonly service: string;
  readonly maxBytes: number;
  /** Milliseconds since 1970: the real time, in which clients sign. */
  readonly now?: () => number;
}

/** Answers the body of a request that may come in. Rejects with GateRefused. */
export type Gate = (request: IncomingMessage) => Promise<Buffer>;

export function openGate({ keyring, service, maxBytes, now = Date.now }: GateOptions): Gate {
  const expected = `${keyring.region}/${service}/aws4_request`;
  let key: { readonly date: string; readonly bytes: Buffer } | undefined;
  /** Of the day: most requests of a day are signed on it. */
  const keyOf = (date: string): Buffer => {
    if (key?.date !== date) key = { date, bytes: signingKey(keyring, { date, service }) };
    return key.bytes;
  };

  function claimOf(request: IncomingMessage): Claim {
    const { authorization } = request.headers;
    if (!authorization)
      throw new GateRefused("MissingAuthenticationTokenException", "Request is missing Authentication Token");
    const fields = signedFields(authorization);
    if (!fields)
      throw new GateRefused(
        "IncompleteSignatureException",
        "Authorization header requires 'Credential', 'Signature' and 'SignedHeaders' parameters.",
      );
    const [accessKeyId = "", date = "", ...scope] = fields.credential.split("/");
    if (!sameText(accessKeyId, keyring.credentials.accessKeyId))
      throw new GateRefused(
        "UnrecognizedClientException",
        "The security token included in the request is invalid.",
      );
    const timestamp = String(request.headers["x-amz-date"] ?? "");
    if (scope.join("/") !== expected || !timestamp.startsWith(date))
      throw new GateRefused(
        "InvalidSignatureException",
        `Credential should be scoped to a valid region and to correct service: '${expected}'.`,
      );
    const time = parseTimestamp(timestamp);
    if (time === undefined || Math.abs(now() - time) > SKEW)
      throw new GateRefused(
        "InvalidSignatureException",
        `Signature expired or not yet current: ${timestamp}`,
      );
    const signed = fields.signedHeaders.split(";");
    const open = [...NEEDED].filter((name) => request.headers[name] !== undefined && !signed.includes(name));
    if (open.length > 0)
      throw new GateRefused("InvalidSignatureException", `Headers not signed: ${open.join(", ")}`);
    return { date, timestamp, signed, signature: fields.signature };
  }

  function verify(request: IncomingMessage, claim: Claim, body: Buffer): void {
    const { date, timestamp, signed, signature } = claim;
    const canonical = sha256(canonicalRequest(request, signed, sha256(body)));
    const text = [ALGORITHM, timestamp, `${date}/${expected}`, canonical].join("\n");
    if (!sameText(hmac(keyOf(date), text).toString("hex"), signature))
      throw new GateRefused(
        "InvalidSignatureException",
        "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.",
      );
  }

  return async (request) => {
    const claim = claimOf(request);
    const body = await bodyOf(request, maxBytes);
    verify(request, claim, body);
    return body;
  };
}

interface Claim {
  readonly date: string;
  readonly timestamp: string;
  readonly signed: readonly string[];
  readonly signature: string;
}

/** What says which operation is asked for, of whom and when: open, others could change it. */
const NEEDED = ["host", "x-amz-target", "x-amz-date"] as const;

/** These services are asked at one address, and without a query. */
function canonicalRequest(request: IncomingMessage, signed: readonly string[], payload: string): string {
  const [path = "/", query = ""] = (request.url ?? "/").split("?", 2);
  const headers = signed.map((name) => {
    const values = (request.headersDistinct[name] ?? []).map((value) => value.trim().replace(/ +/g, " "));
    return `${name}:${values.join(",")}\n`;
  });
  return [request.method, path, query, headers.join(""), signed.join(";"), payload].join("\n");
}

function bodyOf(request: IncomingMessage, most: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= most) chunks.push(chunk);
    });
    request.on("error", reject);
    request.on("end", () => {
      if (size > most) return reject(new GateRefused("RequestEntityTooLarge", "The request is too large"));
      const [only = Buffer.alloc(0), ...more] = chunks;
      resolve(more.length === 0 ? only : Buffer.concat(chunks));
    });
  });
}
