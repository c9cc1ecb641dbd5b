/**
 * Whose turn it is. Owners who have something waiting come one after the other, one piece each, however much any of them has
 * brought: who brings one piece waits for one of every other owner at most. What waits stays where it is kept, in memory
 * or in a table; here stand only the names of the owners.
 */
export class Turns {
  /** In the order of their turns. */
  readonly #waiting = new Set<string>();

  get isEmpty(): boolean {
    return this.#waiting.size === 0;
  }

  /** Has something waiting. Who waits already keeps the place. */
  join(owner: string): void {
    this.#waiting.add(owner);
  }

  /**
   * Asks one owner after the other until one has a piece. That one goes to the end; who has none leaves, and joins again with
   * the next piece.
   */
  next<Piece>(take: (owner: string) => Piece | undefined): Piece | undefined {
    for (const owner of this.#waiting) {
      const piece = take(owner);
      this.#waiting.delete(owner);
      if (piece === undefined) continue;
      this.#waiting.add(owner);
      return piece;
    }
    return undefined;
  }

  clear(): void {
    this.#waiting.clear();
  }
}
