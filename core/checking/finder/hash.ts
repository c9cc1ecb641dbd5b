/** Features are numbers: a name hashed to so many bits. Two that meet in one number are told apart by nothing, and seldom meet. */
export const FEATURE_BITS = 20;
const MASK = (1 << FEATURE_BITS) - 1;
const PRIME = 0x01000193;

/** Goes on from `seed` with one more number. */
export const mix = (seed: number, code: number): number => {
  const once = Math.imul(seed ^ (code & 0xff), PRIME);
  return Math.imul(once ^ (code >>> 8), PRIME);
};

/** Scatters what was mixed over the features. */
export const featureOf = (hash: number): number => {
  let h = hash ^ (hash >>> 15);
  h = Math.imul(h, 0x2c1b3c6d);
  h ^= h >>> 12;
  h = Math.imul(h, 0x297a2d39);
  return (h ^ (h >>> 15)) & MASK;
};

/** The number of a named feature. */
export function named(group: string, words: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < group.length; at++) hash = mix(hash, group.charCodeAt(at));
  hash = mix(hash, 0x1f);
  for (let at = 0; at < words.length; at++) hash = mix(hash, words.charCodeAt(at));
  return featureOf(hash);
}

/** Adds every run of `shortest` to `longest` characters, with a mark at both ends. */
export function addGrams(
  into: Set<number>,
  group: string,
  words: string,
  shortest: number,
  longest: number,
): void {
  let seed = 0x811c9dc5;
  for (let at = 0; at < group.length; at++) seed = mix(seed, group.charCodeAt(at));
  seed = mix(seed, 0x1e);
  const last = words.length + 1;
  for (let from = 0; from <= last; from++) {
    let hash = seed;
    for (let length = 1; length <= longest && from + length - 1 <= last; length++) {
      const at = from + length - 1;
      hash = mix(hash, at === 0 ? 2 : at === last ? 3 : words.charCodeAt(at - 1));
      if (length >= shortest) into.add(featureOf(hash));
    }
  }
}
