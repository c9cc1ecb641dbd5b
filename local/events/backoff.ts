/** How long a failed message rests: doubling, capped, with jitter so that what failed together does not return together. */

export interface Backoff {
  /** Rest after the first failure, in milliseconds. */
  readonly first: number;
  /** Longest rest, in milliseconds. */
  readonly max: number;
}

export const DEFAULT_BACKOFF: Backoff = { first: 500, max: 5 * 60_000 };

/** Milliseconds to rest after the `failures`-th failure; `random` in 0..1 picks within the upper half of the step. */
export function restAfter(failures: number, backoff: Backoff, random: number): number {
  const step = Math.min(backoff.max, backoff.first * 2 ** Math.min(failures - 1, 40));
  return Math.round(step * (0.5 + random / 2));
}
