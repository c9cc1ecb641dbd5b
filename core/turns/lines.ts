/** A queue in memory whose owners take turns, each with the own pieces in the order in which they came. */
import { Turns } from "./turns.ts";

export class Lines<Piece> {
  readonly #turns = new Turns();
  readonly #lines = new Map<string, Piece[]>();
  /** What has begun before goes first of all. */
  readonly #begun: Piece[] = [];

  get isEmpty(): boolean {
    return this.#begun.length === 0 && this.#lines.size === 0;
  }

  push(owner: string, piece: Piece): void {
    const line = this.#lines.get(owner);
    if (line) line.push(piece);
    else this.#lines.set(owner, [piece]);
    this.#turns.join(owner);
  }

  /** Back to the front. */
  again(piece: Piece): void {
    this.#begun.unshift(piece);
  }

  next(): Piece | undefined {
    if (this.#begun.length > 0) return this.#begun.shift();
    return this.#turns.next((owner) => {
      const line = this.#lines.get(owner);
      const piece = line?.shift();
      if (line?.length === 0) this.#lines.delete(owner);
      return piece;
    });
  }

  /** Takes all that is left. */
  drain(): Piece[] {
    const left = [...this.#begun.splice(0), ...[...this.#lines.values()].flat()];
    this.#lines.clear();
    this.#turns.clear();
    return left;
  }
}
