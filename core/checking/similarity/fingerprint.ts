/**
 * Finds likely copies among many filings without reading them all: MinHash over 5-grams, in bands (domain.md §5.5, §7 x_dup).
 *
 * A filing has one signature of 96 numbers, 384 bytes. Within a unit's own history all signatures of a type are compared,
 * which is exact and costs one query. Across units it is found by its 32 bands: two texts that share 60 % meet in a band
 * in 99.96 of 100 cases (in two of them in 99.6), 50 % in 98.6, 35 % in 75; two that share 10 % in 3. What meets is ranked
 * by the number of bands, so that chance meetings, of which there are more the more filings there are, stand last; only
 * the first few are compared word by word (`similarity.ts`). docs/decisions/0022 says how the rows grow.
 */
import { gramsIn } from "./grams.ts";

const BANDS = 32;
const ROWS = 3;
const HASHES = BANDS * ROWS;

/** 96 unsigned 32-bit numbers, to be kept beside the filing. */
export type Fingerprint = Uint32Array;

/** The signature of a text; undefined for one too short to compare. Linear in its length. */
export function fingerprintOf(text: string): Fingerprint | undefined {
  const lowest = new Uint32Array(HASHES).fill(0xffffffff);
  let grams = 0;
  for (const gram of gramsIn(text)) {
    grams++;
    const hash = fnv(gram);
    for (let at = 0; at < HASHES; at++) {
      const value = mixed(hash, at);
      if (value < (lowest[at] ?? 0)) lowest[at] = value;
    }
  }
  return grams === 0 ? undefined : lowest;
}

/** The 32 keys under which filings like this one are found: the band and its hash. */
export const bandsOf = (signature: Fingerprint): string[] =>
  Array.from({ length: BANDS }, (_, band) => {
    const hash = bandHash(signature, band);
    return `${band.toString(36)}.${hash.toString(36)}`;
  });

/** Estimated share of 5-grams in common, 0 to 1. */
export function estimate(a: Fingerprint, b: Fingerprint): number {
  let same = 0;
  for (let at = 0; at < HASHES; at++) if (a[at] === b[at]) same++;
  return same / HASHES;
}

/** A signature as the 384 bytes that a table keeps. */
export function bytesOf(signature: Fingerprint): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(HASHES * 4));
  signature.forEach((hash, at) => {
    bytes.setUint32(at * 4, hash);
  });
  return new Uint8Array(bytes.buffer);
}

export function fingerprintFrom(bytes: Uint8Array): Fingerprint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Uint32Array.from({ length: bytes.byteLength >> 2 }, (_, at) => view.getUint32(at * 4));
}

/** FNV-1a of the characters. */
function fnv(gram: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < gram.length; at++) hash = Math.imul(hash ^ gram.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** The n-th of 96 independent hashes: multiply, add, fold (odd factors, so that no two grams become one). */
function mixed(hash: number, n: number): number {
  const value = Math.imul(hash ^ Math.imul(n + 1, 0x9e3779b1), 0x85ebca6b + 2 * n);
  const folded = Math.imul(value ^ (value >>> 15), 0xc2b2ae35);
  return (folded ^ (folded >>> 13)) >>> 0;
}

function bandHash(signature: Fingerprint, band: number): number {
  let hash = 0x811c9dc5;
  for (let at = band * ROWS; at < (band + 1) * ROWS; at++)
    hash = Math.imul(hash ^ (signature[at] ?? 0), 0x01000193) ^ (hash >>> 16);
  return hash >>> 0;
}
