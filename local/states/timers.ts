/**
 * All waits of all executions on one sleeper: due times are rows, only the earliest is slept for.
 * Tens of thousands of parked executions cost no timer and no memory.
 */
import type { Clock } from "../clock.ts";

/** Called when the earliest due time has come; answers the next one, if any. */
export type Fire = () => number | undefined;

export class Timers {
  readonly #clock: Clock;
  readonly #fire: Fire;
  #armed: { due: number; sleep: AbortController } | undefined;
  #stopped = false;

  constructor(clock: Clock, fire: Fire) {
    this.#clock = clock;
    this.#fire = fire;
  }

  /** Makes sure that `due` is not slept through. */
  arm(due: number | undefined): void {
    if (this.#stopped || due === undefined) return;
    if (this.#armed) {
      if (this.#armed.due <= due) return;
      this.#armed.sleep.abort();
    }
    const armed = { due, sleep: new AbortController() };
    this.#armed = armed;
    this.#clock.sleepUntil(due, armed.sleep.signal).then(
      () => {
        if (this.#armed !== armed) return;
        this.#armed = undefined;
        const next = this.#fire();
        // More is due already: let the loop turn first, so that thousands of them do not block it.
        if (next !== undefined && next <= this.#clock.now()) setImmediate(() => this.arm(next));
        else this.arm(next);
      },
      () => undefined,
    );
  }

  stop(): void {
    this.#stopped = true;
    this.#armed?.sleep.abort();
    this.#armed = undefined;
  }
}
