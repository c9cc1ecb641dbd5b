/** Prefixed, sortable ids (`sub_01J…`), secret tokens, and the hash under which a token is kept. */
import { createHash, randomBytes } from "node:crypto";
import { ulid } from "ulid";
import { clock } from "./clock.ts";

export type Prefix = "unit" | "user" | "link" | "tkt" | "sub" | "msg" | "wait" | "dead";

export function newId(prefix: Prefix): string {
  return `${prefix}_${ulid(clock.now().getTime())}`;
}

/** 256 random bits, URL-safe. Shown once, kept only as `tokenHash`. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

export function tokenHash(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
