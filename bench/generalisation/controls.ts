/** What somebody would reach who never reads: the share of papers of the type, elsewhere, in which the element is there. */
import type { Judged } from "../../scripts/training/papers.ts";

/** Presence F1 of that prior; of “present” to everything, see `everythingPresentF1`. */
export function priorF1(others: readonly Judged[], papers: readonly Judged[]): number {
  const seen = new Map<string, { there: number; all: number }>();
  for (const { type, present } of others)
    for (const [element, { there }] of present) {
      const one = seen.get(`${type}|${element}`) ?? { there: 0, all: 0 };
      seen.set(`${type}|${element}`, { there: one.there + (there ? 1 : 0), all: one.all + 1 });
    }
  let tp = 0;
  let wrong = 0;
  for (const { type, present } of papers)
    for (const [element, { there }] of present) {
      const one = seen.get(`${type}|${element}`);
      const says = one === undefined || one.there * 2 >= one.all;
      if (says && there) tp++;
      else if (says !== there) wrong++;
    }
  return (2 * tp) / (2 * tp + wrong);
}
