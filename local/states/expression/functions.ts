/** The functions that Step Functions adds to JSONata. */
import { createHash, randomUUID } from "node:crypto";
import type { Json } from "../json.ts";

const DIGESTS: Record<string, string> = {
  MD5: "md5",
  "SHA-1": "sha1",
  "SHA-256": "sha256",
  "SHA-384": "sha384",
  "SHA-512": "sha512",
};

/** `$range` yields at most this many numbers, as `$partition` and JSONPath's ArrayRange do on AWS. */
const MAX_RANGE = 1000;

function partition(array: Json[], size: number): Json[][] {
  if (!(size >= 1)) throw new Error("The size of a partition must be at least 1");
  const width = Math.trunc(size);
  return Array.from({ length: Math.ceil(array.length / width) }, (_, i) =>
    array.slice(i * width, (i + 1) * width),
  );
}

function range(first: number, last: number, step: number): number[] {
  if (!step) throw new Error("The step of a range must not be 0");
  const length = Math.max(0, Math.floor((last - first) / step) + 1);
  if (length > MAX_RANGE) throw new Error(`A range holds at most ${MAX_RANGE} numbers`);
  return Array.from({ length }, (_, index) => first + index * step);
}

function hash(content: Json, algorithm: string): string {
  const digest = DIGESTS[algorithm];
  if (digest === undefined) throw new Error(`Unknown hash algorithm ${algorithm}`);
  return createHash(digest)
    .update(typeof content === "string" ? content : JSON.stringify(content))
    .digest("hex");
}

/** Without a seed any number of [0, 1); with one always the same. */
function random(seed?: number): number {
  if (seed === undefined) return Math.random();
  const digest = createHash("sha256").update(String(seed)).digest();
  return digest.readUInt32BE(0) / 2 ** 32;
}

export const FUNCTIONS = {
  partition,
  range,
  hash,
  random,
  uuid: () => randomUUID(),
  parse: (text: string): Json => JSON.parse(text),
  eval: () => {
    throw new Error("Attempted to invoke a non-function");
  },
};
