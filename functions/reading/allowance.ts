/**
 * What a piece of work may still take. Processor time is its own doing; the clock on the wall goes on also for work
 * that is starved, stopped or frozen, so it only ends what has come to a standstill.
 */
import { processorTimeOf } from "./vitals.ts";

/** So many times its processor time may work take on a busy machine before something must be wrong with the machine. */
const STANDSTILL_FACTOR = 20;
/** A longer pause between two looks is time in which nobody worked: a frozen container, a laptop that slept. */
const MAX_PAUSE = 1000;

/** `spent`: it had its time. `standstill`: it had not, and will not come to it. */
export type Verdict = "within" | "spent" | "standstill";

export class Allowance {
  readonly #pid: number;
  #milliseconds = 0;
  #processorAtStart: number | undefined;
  #waited = 0;
  #lookedAt = 0;

  constructor(pid: number, milliseconds: number) {
    this.#pid = pid;
    this.renew(milliseconds);
  }

  /** Counts from now on, up to so much. */
  renew(milliseconds: number): void {
    this.#milliseconds = milliseconds;
    this.#processorAtStart = processorTimeOf(this.#pid);
    this.#waited = 0;
    this.#lookedAt = performance.now();
  }

  /** To be asked often. Where the system does not tell processor time, nothing is ever spent. */
  look(): Verdict {
    const now = performance.now();
    this.#waited += Math.min(now - this.#lookedAt, MAX_PAUSE);
    this.#lookedAt = now;
    const processor = processorTimeOf(this.#pid);
    const before = this.#processorAtStart;
    const spent = processor === undefined || before === undefined ? 0 : processor - before;
    if (spent > this.#milliseconds) return "spent";
    return this.#waited > this.#milliseconds * STANDSTILL_FACTOR ? "standstill" : "within";
  }
}
