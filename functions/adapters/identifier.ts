/** Prefixed, sortable ids (`sub_01J…`), secret tokens, and the hash under which a token is kept. */
import { createHash, randomBytes } from "node:crypto";
import { ulid } from "ulid";
import { clock } from "./clock.ts";

/** What an id begins with. A kind of subject brings its own; the others are these. */
type Prefix = "unit" | "mem" | "user" | "imp" | "link" | "tkt" | "msg" | "dead" | { readonly prefix: string };
const beginning = (of: Prefix): string => (typeof of === "string" ? of : of.prefix);

export function newId(of: Prefix): string {
  return `${beginning(of)}_${ulid(clock.now().getTime())}`;
}

/** What follows from another id, the same each time: as old as that one, and nobody else's. */
export function derivedId(of: Prefix, from: string, salt: string): string {
  const [, own = ""] = from.split("_");
  const digest = createHash("sha256").update(`${from}/${salt}`).digest();
  const rest = [...digest.subarray(0, RANDOM_CHARACTERS)].map((byte) => CROCKFORD.charAt(byte & 31)).join("");
  return `${beginning(of)}_${own.slice(0, TIME_CHARACTERS)}${rest}`;
}

/** A ULID: ten characters of time, sixteen of chance, in Crockford's letters. */
const TIME_CHARACTERS = 10;
const RANDOM_CHARACTERS = 16;
const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** So many bytes that nobody can foretell. */
export const chance = (bytes: number): Uint8Array => randomBytes(bytes);

/** 256 random bits, URL-safe. Shown once, kept only as `tokenHash`. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

export function tokenHash(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
