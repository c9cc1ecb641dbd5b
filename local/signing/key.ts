/** AWS Signature Version 4: what every service's check rests on, whatever it covers. */
import { createHash, createHmac, timingSafeEqual } from "node:crypto";

export const ALGORITHM = "AWS4-HMAC-SHA256";
/** How far a client's clock may be off. */
export const SKEW = 15 * 60_000;

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export interface Keyring {
  readonly credentials: Credentials;
  readonly region: string;
}

export function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text, "utf8").digest();
}

export function sha256(data: string | Buffer): string {
  return createHash("sha256").update(data).digest("hex");
}

/** The key that signs for one service on one day. */
export function signingKey(
  { credentials, region }: Keyring,
  { date, service }: { readonly date: string; readonly service: string },
): Buffer {
  const day = hmac(`AWS4${credentials.secretAccessKey}`, date);
  return hmac(hmac(hmac(day, region), service), "aws4_request");
}

export function sameText(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Milliseconds of `20260131T080910Z`. */
export function parseTimestamp(text: string | undefined): number | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text ?? "");
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second] = match;
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(time) ? undefined : time;
}

/** `Credential`, `SignedHeaders` and `Signature` of an Authorization header; undefined where one is missing. */
export function signedFields(authorization: string) {
  const field = (name: string) => new RegExp(`(?:^|[\\s,])${name}=([^,\\s]+)`).exec(authorization)?.[1];
  const [credential, signedHeaders, signature] = [
    field("Credential"),
    field("SignedHeaders"),
    field("Signature"),
  ];
  if (!authorization.startsWith(`${ALGORITHM} `) || !credential || !signedHeaders || !signature)
    return undefined;
  return { credential, signedHeaders, signature };
}
