/** What both learners do before they learn: from all papers of the product, and from the few of an office. */

/** Share of the lengths that a passage is wont to stay under. */
const REACH = 0.75;

/** Leaves of a set of features those that at least `least` of the papers have. Each paper is its sets. */
export function commonTo(
  papers: ReadonlyArray<readonly Uint32Array[]>,
  least: number,
): (features: Uint32Array) => Uint32Array {
  const seen = new Map<number, number>();
  for (const sets of papers)
    for (const feature of new Set(sets.flatMap((features) => [...features])))
      seen.set(feature, (seen.get(feature) ?? 0) + 1);
  return (features) => features.filter((feature) => (seen.get(feature) ?? 0) >= least);
}

/** How long the marked words of an element are wont to be, in characters. */
export function reachOf(
  papers: ReadonlyArray<{ lengths: ReadonlyMap<string, number[]> }>,
  element: string,
): number {
  const lengths = papers.flatMap((one) => one.lengths.get(element) ?? []).sort((a, b) => a - b);
  return lengths[Math.floor(lengths.length * REACH)] ?? 0;
}
