/** Clocks of tests: none depends on the day on which the tests are run. */
import { type Clock, systemClock } from "../local/clock.ts";

/** A clock that runs like the real one, from an instant that the test chooses. */
export function runningFrom(start: string): Clock {
  return shifted(Date.parse(start) - Date.now());
}

/** The real time and so many milliseconds: the same for every process that is told the same shift. */
export function shifted(offset: number): Clock {
  return {
    now: () => Date.now() + offset,
    sleepUntil: (at, signal) => systemClock.sleepUntil(at - offset, signal),
  };
}

/** A clock for months: it leaps, as a machine does that was off meanwhile, and wakes whoever slept too long. */

export class LeapClock implements Clock {
  #now: number;
  readonly #sleepers = new Set<{ readonly at: number; readonly wake: () => void }>();

  constructor(start: string) {
    this.#now = Date.parse(start);
  }

  now(): number {
    return this.#now;
  }

  sleepUntil(at: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    if (at <= this.#now) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const abort = () => {
        this.#sleepers.delete(sleeper);
        reject(signal?.reason);
      };
      const wake = () => {
        this.#sleepers.delete(sleeper);
        signal?.removeEventListener("abort", abort);
        resolve();
      };
      const sleeper = { at, wake };
      this.#sleepers.add(sleeper);
      signal?.addEventListener("abort", abort, { once: true });
    });
  }

  /** @param then an instant, as `2026-07-26T02:00:00Z` */
  leap(then: string): void {
    this.#now = Math.max(this.#now, Date.parse(then));
    for (const sleeper of [...this.#sleepers].toSorted((a, b) => a.at - b.at))
      if (sleeper.at <= this.#now) sleeper.wake();
  }
}
