/** A line in which work waits for its turn: so much of it at once, so much in line, and for so long. */

export interface LineLimits {
  /** Done side by side. */
  readonly abreast: number;
  /** Waiting and being done. */
  readonly most: number;
  /** What has waited for longer is not done any more: nobody listens to its outcome. */
  readonly seconds: number;
}

/** Does work in the order in which it comes; answers undefined, and does nothing, where the line is too long. */
export type Line = <T>(work: () => Promise<T>) => Promise<T | undefined>;

export function openLine({ abreast, most, seconds }: LineLimits): Line {
  const waiting: (() => void)[] = [];
  let inHand = 0;
  return async (work) => {
    if (inHand + waiting.length >= most) return undefined;
    const since = performance.now();
    if (inHand >= abreast) await new Promise<void>((resolve) => waiting.push(resolve));
    else inHand++;
    try {
      return performance.now() - since > seconds * 1000 ? undefined : await work();
    } finally {
      // Handed over without a gap, so that nobody who has just come goes first.
      const next = waiting.shift();
      if (next) next();
      else inHand--;
    }
  };
}
