/**
 * How sure it is that an element is there: what the rules say and what the finder says, weighed as both were right or wrong
 * on papers that neither had seen. Knows nothing of element or type, so that it has nothing to learn by heart.
 */
import type { ElementState } from "../examination.ts";

/** Rules found words, found a blank, or found nothing. */
const found = (state: ElementState): boolean =>
  state === "ok" || state === "weak" || state === "partial" || state === "invalid";

export type Evidenced = { share: number; state: ElementState; agree: boolean | undefined };

/** The grounds as numbers by name. */
export function grounds({ share, state, agree }: Evidenced): Record<string, number> {
  const odds = logOdds(share);
  const made: Record<string, number> = { bias: 1, odds, [`state=${state}`]: 1 };
  made[found(state) ? "odds|found" : "odds|not"] = odds;
  if (agree !== undefined) made[agree ? "agree" : "differ"] = 1;
  return made;
}

export function certainty(weights: ReadonlyMap<string, number>, evidenced: Evidenced): number {
  let sum = 0;
  for (const [name, value] of Object.entries(grounds(evidenced))) sum += (weights.get(name) ?? 0) * value;
  return 1 / (1 + Math.exp(-sum));
}

const LEAST = 1e-4;
export const logOdds = (share: number): number => {
  const bounded = Math.min(1 - LEAST, Math.max(LEAST, share));
  return Math.log(bounded / (1 - bounded));
};
