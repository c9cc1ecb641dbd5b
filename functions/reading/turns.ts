/** A queue in which owners take turns: one who brings five hundred pieces does not keep another's one waiting. */
export class Turns<Piece> {
  /** Of each owner the own pieces in their order; who is next stands first. */
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
  }

  /** Back to the front. */
  again(piece: Piece): void {
    this.#begun.unshift(piece);
  }

  next(): Piece | undefined {
    if (this.#begun.length > 0) return this.#begun.shift();
    for (const [owner, line] of this.#lines) {
      const piece = line.shift();
      // Whoever has had a turn stands at the end.
      this.#lines.delete(owner);
      if (line.length > 0) this.#lines.set(owner, line);
      return piece;
    }
    return undefined;
  }

  /** Takes all that is left. */
  drain(): Piece[] {
    const left = [...this.#begun.splice(0), ...[...this.#lines.values()].flat()];
    this.#lines.clear();
    return left;
  }
}
