/** Time as the local cloud sees it: real in service, virtual in tests, so that 90 days pass in milliseconds. */

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /**
   * Resolves when `now()` reaches `at`; rejects with the signal's reason when aborted. A clock that is set back wakes its
   * sleepers early: whoever waits for a due time looks again at what is due.
   */
  sleepUntil(at: number, signal?: AbortSignal): Promise<void>;
}

/**
 * setTimeout knows nothing of the clock on the wall, and fires at once above 2^31 ms (24.8 days): so long waits are re-armed
 * in steps of a minute, and a clock that was set is noticed within one.
 */
const MAX_STEP = 60_000;

export const systemClock: Clock = {
  now: () => Date.now(),
  sleepUntil: (at, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      let timer: NodeJS.Timeout | undefined;
      const abort = () => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      signal?.addEventListener("abort", abort, { once: true });
      const began = Date.now();
      const step = () => {
        const now = Date.now();
        const left = at - now;
        if (left > 0 && now >= began) {
          timer = setTimeout(step, Math.min(left, MAX_STEP));
          return;
        }
        signal?.removeEventListener("abort", abort);
        resolve();
      };
      step();
    }),
};

/** A clock that stands still until told to move. */
export class VirtualClock implements Clock {
  #now: number;
  readonly #sleepers = new Set<{ at: number; wake: () => void }>();

  constructor(start: number) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  sleepUntil(at: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    if (at <= this.#now) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const sleeper = { at, wake: () => finish(resolve) };
      const abort = () => finish(() => reject(signal?.reason));
      const finish = (settle: () => void) => {
        this.#sleepers.delete(sleeper);
        signal?.removeEventListener("abort", abort);
        settle();
      };
      this.#sleepers.add(sleeper);
      signal?.addEventListener("abort", abort, { once: true });
    });
  }

  /** Moves to `at`, waking every sleeper in the order of its due time, with room for what it does on waking. */
  async advanceTo(at: number): Promise<void> {
    for (;;) {
      const next = [...this.#sleepers].sort((a, b) => a.at - b.at)[0];
      if (!next || next.at > at) break;
      this.#now = Math.max(this.#now, next.at);
      next.wake();
      await settle();
    }
    this.#now = Math.max(this.#now, at);
    await settle();
  }

  advance(milliseconds: number): Promise<void> {
    return this.advanceTo(this.#now + milliseconds);
  }
}

/** Lets everything that is ready run: promises first, then a turn of the event loop. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
}
