/** A queue in memory whose owners take turns, each with the own pieces in the order in which they came. */
import { Turns } from "./turns.ts";

export class Lines<Piece> {
  readonly #turns: Turns;
  readonly #lines = new Map<string, Piece[]>();
  /** What has begun before goes first of all. */
  readonly #begun: Piece[] = [];

  /** @param share pieces of one owner under way at a time; any number if not said */
  constructor(share?: number) {
    this.#turns = new Turns(share);
  }

  push(owner: string, piece: Piece): void {
    const line = this.#lines.get(owner);
    if (line) line.push(piece);
    else this.#lines.set(owner, [piece]);
    this.#turns.join(owner);
  }

  /** Back to the front: it is still under way. */
  again(piece: Piece): void {
    this.#begun.unshift(piece);
  }

  /** Undefined when nothing waits, or nobody who waits may have more under way. */
  next(): Piece | undefined {
    if (this.#begun.length > 0) return this.#begun.shift();
    return this.#turns.next((owner) => {
      const line = this.#lines.get(owner);
      const piece = line?.shift();
      if (line?.length === 0) this.#lines.delete(owner);
      return piece;
    });
  }

  /** A piece of this owner is under way no more. */
  done(owner: string): void {
    this.#turns.done(owner);
  }

  /** Takes all that waits. */
  drain(): Piece[] {
    const left = [...this.#begun.splice(0), ...[...this.#lines.values()].flat()];
    this.#lines.clear();
    this.#turns.clear();
    return left;
  }
}
