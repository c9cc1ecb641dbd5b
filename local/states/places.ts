/**
 * Places for the steps that call a function: a few at a time, owners take turns for them. A call that takes long waits for
 * something else, a scan that is recognised or another's answer, and keeps no place from anybody.
 */
import { Lines } from "../../core/turns/lines.ts";

/** Gives the place back; a second time does nothing. */
export type Leave = () => void;

/** Milliseconds after which a call is taken to be waiting. */
const PATIENCE = 2000;

export class Places {
  #free: number;
  readonly #patience: number;
  readonly #lines = new Lines<(leave: Leave) => void>();

  constructor(count: number, patience = PATIENCE) {
    this.#free = count;
    this.#patience = patience;
  }

  /** Whether the next one gets a place at once. */
  get isFree(): boolean {
    return this.#free > 0;
  }

  take(owner: string): Promise<Leave> {
    return new Promise((resolve) => {
      this.#lines.push(owner, resolve);
      this.#give();
    });
  }

  #give(): void {
    while (this.#free > 0) {
      const next = this.#lines.next();
      if (!next) return;
      this.#free--;
      next(this.#place());
    }
  }

  #place(): Leave {
    let left = false;
    const leave = () => {
      if (left) return;
      left = true;
      clearTimeout(waiting);
      this.#free++;
      this.#give();
    };
    const waiting = setTimeout(leave, this.#patience);
    waiting.unref();
    return leave;
  }
}
