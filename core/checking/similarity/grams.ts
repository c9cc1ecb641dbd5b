// How much of a document stood in an earlier filing: Jaccard of character 5-grams (domain.md §5.5).

const GRAM = 5;
const MAX_GRAMS = 20_000;

/** The 5-grams of a text (or shorter ones) without blanks, digits, punctuation and the X, × that fill forms. */
export function* gramsIn(text: string, length = GRAM): Generator<string> {
  const bare = text.normalize("NFKC").replace(/[\s\d\p{P}\p{S}X×x]/gu, "");
  const last = Math.min(bare.length - length, MAX_GRAMS);
  for (let at = 0; at <= last; at++) yield bare.slice(at, at + length);
}

/** All different grams of a text. */
export const gramSet = (text: string, length = GRAM): Set<string> => new Set(gramsIn(text, length));

/** Shared share of two fingerprints, 0 to 1. */
export function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const gram of small) if (large.has(gram)) shared++;
  const all = a.size + b.size - shared;
  return all === 0 ? 0 : shared / all;
}
