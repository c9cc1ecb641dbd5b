/**
 * What a function's run here would be billed as there. Lambda gives a share of a core by memory, and the services answer
 * over a network:
 *
 *   billed ms = CPU ms here × max(1, 1769 MB / memory) + Σ calls × round trip of the service
 *
 * CPU time, because the clock on the wall also tells what else this machine is busy with. It is that of the whole process
 * and its reading children while the function runs, with the services and the taps in it, and calls side by side count one after the other: an
 * upper bound for a processor as fast as this one.
 */

/** Memory at which a function has one whole vCPU (Lambda developer guide, "Configure function memory"). */
const WHOLE_CORE_MEGABYTES = 1769;

/** Milliseconds of a call within a region; generous guesses, not measured here. */
export const ROUND_TRIP_MS = { table: 5, bucket: 30, states: 25 } as const;

export type Calls = Readonly<Record<keyof typeof ROUND_TRIP_MS, number>>;

export interface Run {
  readonly cpuMs: number;
  readonly memoryMegabytes: number;
  /** Calls that began and ended within the run. */
  readonly calls: Calls;
}

export function billedMs({ cpuMs, memoryMegabytes, calls }: Run): number {
  const onItsShare = cpuMs * Math.max(1, WHOLE_CORE_MEGABYTES / memoryMegabytes);
  const { table, bucket, states } = ROUND_TRIP_MS;
  const waiting = calls.table * table + calls.bucket * bucket + calls.states * states;
  // Billed by the millisecond, a begun one whole.
  return Math.ceil(onItsShare + waiting);
}

export const gigabyteSeconds = (ms: number, memoryMegabytes: number): number =>
  (ms / 1000) * (memoryMegabytes / 1024);
