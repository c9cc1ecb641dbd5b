/**
 * Whose turn it is to be looked at, where everything is looked at once an hour and the looking runs every five minutes:
 * each id has its own five minutes of the hour, so that no run looks at all.
 */

const RUN_MS = 5 * 60_000;
const RUNS = 12;

/** @param now milliseconds since 1970 */
export function isSweepSlotOf(id: string, now: number): boolean {
  return Math.floor(now / RUN_MS) % RUNS === spread(id, RUNS);
}

/** A place among `places`: the same for the same id, and spread evenly over many (FNV-1a). */
export function spread(id: string, places: number): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193);
  return (hash >>> 0) % places;
}
