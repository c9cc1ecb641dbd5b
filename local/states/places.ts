/**
 * Places for the steps that call a function: a few at a time, owners take turns for them. A call that takes long waits for
 * something else, a scan that is recognised or another's answer, and keeps no place from anybody.
 */
import { Lines } from "../../core/turns/lines.ts";

/** Gives the place back; a second time does nothing. */
export type Leave = () => void;

/** Milliseconds after which a call is taken to be waiting. */
const MAX_CALL_MS = 2000;

export class Places {
  #free: number;
  readonly #maxCallMs: number;
  readonly #lines: Lines<{ owner: string; arrive: (leave: Leave) => void }>;

  /** @param share places that one owner may have at a time; all if not said */
  constructor(count: number, share?: number, maxCallMs = MAX_CALL_MS) {
    this.#free = count;
    this.#lines = new Lines(share);
    this.#maxCallMs = maxCallMs;
  }

  /** @param mustWait called before anything else when no place is to be had at once */
  take(owner: string, mustWait: () => void): Promise<Leave> {
    return new Promise((resolve) => {
      let waits = true;
      const arrive = (leave: Leave) => {
        waits = false;
        resolve(leave);
      };
      this.#lines.push(owner, { owner, arrive });
      this.#give();
      if (waits) mustWait();
    });
  }

  #give(): void {
    while (this.#free > 0) {
      const next = this.#lines.next();
      if (!next) return;
      this.#free--;
      next.arrive(this.#place(next.owner));
    }
  }

  #place(owner: string): Leave {
    let left = false;
    const leave = () => {
      if (left) return;
      left = true;
      clearTimeout(waiting);
      this.#free++;
      this.#lines.done(owner);
      this.#give();
    };
    const waiting = setTimeout(leave, this.#maxCallMs);
    waiting.unref();
    return leave;
  }
}
