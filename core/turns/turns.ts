/**
 * Whose turn it is. Owners who have something waiting come one after the other, one piece each, however much any of them has
 * brought; and none of them has more than its share under way, so that there is room for whoever comes next. What waits
 * stays where it is kept, in memory or in a table; here stand only the names of the owners.
 */
export class Turns {
  readonly #share: number;
  /** In the order of their turns. */
  readonly #waiting = new Set<string>();
  /** Pieces under way of those who have any. */
  readonly #underWay = new Map<string, number>();

  /** @param share pieces of one owner under way at a time; any number if not said */
  constructor(share = Number.POSITIVE_INFINITY) {
    this.#share = share;
  }

  /** Has something waiting. Who waits already keeps the place. */
  join(owner: string): void {
    this.#waiting.add(owner);
  }

  /**
   * Asks one owner after the other until one has a piece. That one goes to the end; who has none leaves, and joins again with
   * the next piece. Who has the whole share under way is not asked and keeps the place.
   */
  next<Piece>(take: (owner: string) => Piece | undefined): Piece | undefined {
    for (const owner of this.#waiting) {
      const underWay = this.#underWay.get(owner) ?? 0;
      if (underWay >= this.#share) continue;
      const piece = take(owner);
      this.#waiting.delete(owner);
      if (piece === undefined) continue;
      this.#waiting.add(owner);
      this.#underWay.set(owner, underWay + 1);
      return piece;
    }
    return undefined;
  }

  /** A piece of this owner is under way no more. */
  done(owner: string): void {
    const left = (this.#underWay.get(owner) ?? 0) - 1;
    if (left > 0) this.#underWay.set(owner, left);
    else this.#underWay.delete(owner);
  }

  /** Nobody waits; what is under way remains so. */
  clear(): void {
    this.#waiting.clear();
  }
}
