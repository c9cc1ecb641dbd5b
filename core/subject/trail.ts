/**
 * The Trail 留痕: every event of a subject (submission, notice) in a chain of hashes. Each entry holds the hash
 * of the one before it, so that a changed, missing, added or reordered entry shows.
 * hash = SHA-256 over the canonical JSON (RFC 8785) of the entry without its own hash.
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import canonicalize from "canonicalize";
import type { Stamp } from "./kind.ts";

export interface TrailEntry<E = unknown> {
  readonly subject: string;
  /** 1, 2, 3 … without gaps. */
  readonly sequence: number;
  /** Hash of the entry before; 64 zeros for the first. */
  readonly previous: string;
  readonly at: string;
  readonly by: string;
  /** For whom `by` acted; absent where nobody acts for another, so that hashes from before delegations stay as they are. */
  readonly onBehalfOf?: string;
  readonly event: E;
  /** Format of the event; absent in what was recorded before formats were counted: 1. */
  readonly format?: number;
  readonly hash: string;
}

export const GENESIS = "0".repeat(64);

/** Where the next entry hangs. */
export interface TrailHead {
  readonly sequence: number;
  readonly hash: string;
}

export function entryHash(entry: Omit<TrailEntry, "hash">): string {
  const text = canonicalize(entry);
  if (text === undefined) throw new TypeError("a trail entry must be JSON");
  return bytesToHex(sha256(utf8ToBytes(text)));
}

/** Chains `events` onto `head` (undefined for a new subject). */
export function append<E>(
  subject: string,
  head: TrailHead | undefined,
  events: readonly E[],
  stamp: Stamp,
  format?: number,
): TrailEntry<E>[] {
  let sequence = head?.sequence ?? 0;
  let previous = head?.hash ?? GENESIS;
  return events.map((event) => {
    // JSON as it will be stored: an absent field and an undefined one must hash alike.
    const plain = JSON.parse(
      JSON.stringify({ subject, sequence: ++sequence, previous, ...stamp, event, format }),
    );
    const hash = entryHash(plain);
    previous = hash;
    return { ...plain, hash };
  });
}

export type TrailFault = {
  readonly subject: string;
  readonly sequence: number;
  readonly fault: "hash" | "link" | "gap" | "subject" | "tail";
};

/**
 * All faults of a chain, in order; an empty list means the chain is whole. A chain alone cannot show that its last
 * entries were cut off or written anew: who knows its `head` from elsewhere gives it.
 */
export function verify(entries: readonly TrailEntry[], head?: TrailHead): TrailFault[] {
  const faults: TrailFault[] = [];
  let previous = GENESIS;
  entries.forEach((entry, index) => {
    const report = (fault: TrailFault["fault"]) =>
      faults.push({ subject: entry.subject, sequence: entry.sequence, fault });
    const { hash, ...rest } = entry;
    if (entry.subject !== entries[0]?.subject) report("subject");
    if (entry.sequence !== index + 1) report("gap");
    if (entry.previous !== previous) report("link");
    if (entryHash(rest) !== hash) report("hash");
    previous = hash;
  });
  const last = entries.at(-1);
  if (head && (entries.length !== head.sequence || previous !== head.hash))
    faults.push({ subject: last?.subject ?? "", sequence: last?.sequence ?? 0, fault: "tail" });
  return faults;
}
