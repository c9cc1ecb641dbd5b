/** Chance that is the same at every run. */

/** Numbers 0 ≤ n < 1 (mulberry32). */
export type Random = () => number;

export function randomFrom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Above this the normal distribution is as good. */
const MANY = 30;

/** How many of many independent things happen in a minute when `mean` do on average (Poisson). */
export function drawCount(mean: number, random: Random): number {
  if (mean <= 0) return 0;
  if (mean > MANY) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(random)));
  // Knuth: multiply until the product falls below e^-mean.
  const floor = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > floor; product *= random()) count++;
  return count;
}

/** Of `count` things, how many meet a chance of `share` each. */
export function drawShare(count: number, share: number, random: Random): number {
  if (count > MANY) {
    const drawn = count * share + Math.sqrt(count * share * (1 - share)) * normal(random);
    return Math.min(count, Math.max(0, Math.round(drawn)));
  }
  let met = 0;
  for (let one = 0; one < count; one++) if (random() < share) met++;
  return met;
}

/** Box and Muller. */
function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
