/** All papers of the demonstration, and the good ones of them for an office that tries Qiyou. */
import { agriculturePapers } from "./agriculture.ts";
import { healthPapers } from "./health.ts";
import { officePapers } from "./office-papers.ts";
import type { Paper } from "./paper.ts";
import { townPapers } from "./town.ts";

/** In the order in which they are sent: a paper stands before the one that corrects it. */
export const allPapers: readonly Paper[] = [
  ...agriculturePapers,
  ...healthPapers,
  ...townPapers,
  ...officePapers,
];

/** Every paper that passes at first reading, the mended ones in place of the faulty: a quarter as it should be. */
export function demoPapers(): readonly Paper[] {
  return allPapers.filter(({ expect, byHand }) => expect.first === "in_review" && !byHand);
}
