/**
 * Finds likely copies among many filings without reading them all: MinHash over 5-grams, in bands (domain.md §5.5, §7 x_dup).
 *
 * How it grows: a filing has one signature (96 numbers) and 32 rows of some 60 bytes, each keyed by one band. A look-up
 * is 32 point reads by key, however many filings there are, and one estimate for each filing met there. Two texts that
 * share 60 % meet in a band in 99.96 of 100 cases, 50 % in 98.6, 35 % in 75; two that share 10 % in 3. So only the number of
 * chance meetings grows with the filings, and an estimate costs less than a microsecond. What the index answers are candidates: the exact
 * share (`similarity.ts`) decides.
 */
import { gramsIn } from "./similarity.ts";

const BANDS = 32;
const ROWS = 3;
const HASHES = BANDS * ROWS;

/** 96 unsigned 32-bit numbers: plain data, to be kept beside the filing. */
export type Signature = readonly number[];

/** One line of the index: the key `scope#band#hash` leads to the filings that have this band in common. */
export type IndexRow = { key: string; paper: string };

/** A filing that may be a copy; `share` is the estimated share of 5-grams, right to about ±0.05. */
export type Candidate = { paper: string; share: number };

/** The signature of a text; undefined for one too short to compare. Linear in its length. */
export function signatureOf(text: string): Signature | undefined {
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
  return grams === 0 ? undefined : Array.from(lowest);
}

/** The rows that make a filing findable within a scope, such as a unit and type, or a type across all units. */
export function rowsOf(scope: string, paper: string, signature: Signature): IndexRow[] {
  return keysOf(scope, signature).map((key) => ({ key, paper }));
}

/** The keys under which filings like this one are found. */
export const keysOf = (scope: string, signature: Signature): string[] =>
  Array.from({ length: BANDS }, (_, band) => {
    const hash = bandHash(signature, band);
    return `${scope}#${band.toString(36)}#${hash.toString(36)}`;
  });

/** Estimated share of 5-grams in common, 0 to 1. */
export function estimate(a: Signature, b: Signature): number {
  let same = 0;
  for (let at = 0; at < HASHES; at++) if (a[at] === b[at]) same++;
  return same / HASHES;
}

/** An index in memory; the same rows may as well live in a table. */
export class SimilarityIndex {
  readonly #papers = new Map<string, string[]>();
  readonly #signatures = new Map<string, Signature>();

  add(scope: string, paper: string, signature: Signature): void {
    this.#signatures.set(paper, signature);
    for (const { key } of rowsOf(scope, paper, signature)) {
      const there = this.#papers.get(key);
      if (there) there.push(paper);
      else this.#papers.set(key, [paper]);
    }
  }

  /** Filings that seem to share at least `least`, the closest first. */
  candidates(scope: string, signature: Signature, least: number): Candidate[] {
    const met = new Set(keysOf(scope, signature).flatMap((key) => this.#papers.get(key) ?? []));
    return [...met]
      .map((paper) => ({ paper, share: estimate(signature, this.#signatures.get(paper) ?? []) }))
      .filter(({ share }) => share >= least)
      .sort((a, b) => b.share - a.share);
  }
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

function bandHash(signature: Signature, band: number): number {
  let hash = 0x811c9dc5;
  for (let at = band * ROWS; at < (band + 1) * ROWS; at++)
    hash = Math.imul(hash ^ (signature[at] ?? 0), 0x01000193) ^ (hash >>> 16);
  return hash >>> 0;
}
