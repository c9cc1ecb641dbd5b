/**
 * All waits of all executions on one sleeper: due times are rows, only the earliest is slept for.
 * Tens of thousands of parked executions cost no timer and no memory.
 */
import type { Clock } from "../clock.ts";

/** Called when the earliest due time has come; answers the next one, if any. */
export type Fire = () => number | undefined;

/** Rest after a firing that failed, in milliseconds: a full disk refuses for a while. */
const AFTER_FAULT = 1000;

export class Timers {
  readonly #clock: Clock;
  readonly #fire: Fire;
  readonly #onFault: (fault: unknown) => void;
  #armed: { due: number; sleep: AbortController } | undefined;
  #stopped = false;

  /** @param onFault told when a firing failed; it is made again a little later */
  constructor(clock: Clock, fire: Fire, onFault: (fault: unknown) => void) {
    this.#clock = clock;
    this.#fire = fire;
    this.#onFault = onFault;
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
        const next = this.#fired();
        // More is due already: let the loop turn first, so that thousands of them do not block it.
        if (next !== undefined && next <= this.#clock.now()) setImmediate(() => this.arm(next));
        else this.arm(next);
      },
      () => undefined,
    );
  }

  #fired(): number | undefined {
    try {
      return this.#fire();
    } catch (error) {
      this.#onFault(error);
      return this.#clock.now() + AFTER_FAULT;
    }
  }

  stop(): void {
    this.#stopped = true;
    this.#armed?.sleep.abort();
    this.#armed = undefined;
  }
}
