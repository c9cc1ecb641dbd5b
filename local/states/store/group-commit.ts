/**
 * Everything written in one turn of the event loop is one transaction, so that many starts share one fsync.
 *
 *   write ── write ── write ──(setImmediate)── COMMIT ── durable() resolves
 *
 * Unlike those of `Database.together`, writes happen and are visible to reads of this process at once, since a step of
 * an execution rests on the one before; nothing may leave the process (an answer, a call of a function) before
 * `durable()` has resolved.
 */
import type { Database } from "../../database.ts";

export class GroupCommit {
  readonly #database: Database;
  readonly #onFailure: (error: unknown) => void;
  /** How many turns were undone, and why the last was. */
  #undone: { count: number; because: unknown } = { count: 0, because: undefined };
  #open: { done: Promise<void>; settle: (error?: unknown) => void } | undefined;

  /** `onFailure` is told when a turn could not be written: what memory holds is then ahead of the disk. */
  constructor(database: Database, onFailure: (error: unknown) => void = () => undefined) {
    this.#database = database;
    this.#onFailure = onFailure;
  }

  /** Runs `work` inside the transaction of this turn. An exception undoes the whole turn: check before writing. */
  write<T>(work: () => T): T {
    this.#begin();
    try {
      return work();
    } catch (error) {
      this.#end("ROLLBACK", error);
      throw error;
    }
  }

  /** Resolves when all that was written so far is on disk; rejects when it could not be. */
  durable(): Promise<void> {
    return this.#open?.done ?? Promise.resolve();
  }

  /**
   * Does `work` and resolves with its result when what it wrote is on disk. Rejects also when its turn was undone
   * before `work` returned, by something that it set going.
   */
  async durably<T>(work: () => T): Promise<T> {
    const before = this.#undone;
    const result = work();
    if (this.#undone.count !== before.count) throw this.#undone.because;
    await this.durable();
    return result;
  }

  /** Commits now, without waiting for the end of the turn. */
  flush(): void {
    this.#end("COMMIT");
  }

  #begin(): void {
    if (this.#open) return;
    this.#database.exec("BEGIN IMMEDIATE");
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    promise.catch(() => undefined);
    const turn = {
      done: promise,
      settle: (error?: unknown) => (error === undefined ? resolve() : reject(error)),
    };
    this.#open = turn;
    setImmediate(() => {
      if (this.#open === turn) this.#end("COMMIT");
    });
  }

  #end(how: "COMMIT" | "ROLLBACK", because?: unknown): void {
    const turn = this.#open;
    if (!turn) return;
    this.#open = undefined;
    const failure = this.#settle(how) ?? because;
    turn.settle(failure);
    if (failure === undefined) return;
    this.#undone = { count: this.#undone.count + 1, because: failure };
    this.#onFailure(failure);
  }

  #settle(how: "COMMIT" | "ROLLBACK"): unknown {
    try {
      if (how === "COMMIT") this.#database.exec("COMMIT");
      else this.#database.rollback();
      return undefined;
    } catch (error) {
      this.#database.rollback();
      return error;
    }
  }
}
