/**
 * Learns where elements stand from marked papers. For each element on its own: a softmax over the clauses of a paper and
 * “none”, descended paper by paper with steps that shrink where much was learned (AdaGrad). The same papers in the same
 * order give the same weights to the last bit.
 */
import { FEATURE_BITS } from "../finder/hash.ts";
import type { SparseWeights } from "../finder/model.ts";

/** A paper as the finder sees it. `where` holds for each element the clauses that show it; none where it is absent. */
export type Lesson = {
  type: string;
  features: readonly Uint32Array[];
  /** What the sum of a clause's weights is divided by: the root of the number of all its features. */
  roots: readonly number[];
  where: ReadonlyMap<string, readonly number[]>;
};

export type Learned = { weights: Float32Array; none: Map<string, number> };
/** What was learned of an element before, from papers that are not at hand. */
export type Start = {
  element(id: string): Learned | undefined;
  type(id: string): { weights: Float32Array; bias: number } | undefined;
};
export const FRESH: Start = { element: () => undefined, type: () => undefined };

const FEATURES = 1 << FEATURE_BITS;
const ROUNDS = 12;
const RATE = 0.5;
const DECAY = 1e-6;
const SMOOTH = 1e-3;
/** Differences smaller than this teach nothing. */
const LEAST = 1e-4;
/** So much of what is wanted goes to every clause that shows the element, the rest to whichever is found easiest. */
const EVENLY = 0.5;
/** A paper that shows the element also teaches, so much less, that without the clauses that show it there is none. */
const BEREFT = 0.12;

/** A generator of the same numbers each time. */
export function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
}

/** What is being learned of one element, and how much each weight has moved. */
type Under = Learned & { squares: Float32Array; noneSquares: Map<string, number> };

/** One look at one paper: which clauses should be chosen (none of them: “none”), which are hidden, how much it counts. */
type Look = { found: readonly number[]; hidden: ReadonlySet<number>; weight: number };

const NOTHING: ReadonlySet<number> = new Set();

/** Learns one element from the papers that have it in their list. */
export function learn(element: string, lessons: readonly Lesson[], start: Start = FRESH): Learned {
  const papers = lessons.filter(({ where, features }) => where.has(element) && features.length > 0);
  const before = start.element(element);
  const under: Under = {
    weights: before ? Float32Array.from(before.weights) : new Float32Array(FEATURES),
    none: new Map(before?.none),
    squares: new Float32Array(FEATURES),
    noneSquares: new Map(),
  };
  const throwDice = dice(12345);
  const order = papers.map((_, at) => at);
  for (let round = 0; round < ROUNDS; round++) {
    shuffle(order, throwDice);
    for (const at of order) {
      const paper = papers[at];
      if (!paper) continue;
      const found = paper.where.get(element) ?? [];
      const keys = [element, `${element}|${paper.type}`];
      step(under, paper, keys, { found, hidden: NOTHING, weight: 1 });
      if (found.length > 0) step(under, paper, keys, { found: [], hidden: new Set(found), weight: BEREFT });
    }
  }
  return { weights: under.weights, none: under.none };
}

/** One step down the slope, for every clause that was chosen too much or too little. */
function step(under: Under, paper: Lesson, keys: readonly string[], { found, hidden, weight }: Look): void {
  const { weights, squares, none, noneSquares } = under;
  const base = keys.reduce((sum, key) => sum + (none.get(key) ?? 0), 0);
  const shares = sharesOf(paper, weights, base, hidden);
  const wanted = wantedOf(shares, found);
  for (let clause = 0; clause < paper.features.length; clause++) {
    const error = weight * ((shares[clause] ?? 0) - (wanted[clause] ?? 0));
    const features = paper.features[clause];
    if (Math.abs(error) < LEAST || !features) continue;
    const slope = error / (paper.roots[clause] ?? 1);
    for (let index = 0; index < features.length; index++) {
      const feature = features[index] ?? 0;
      const gradient = slope + DECAY * (weights[feature] ?? 0);
      const square = (squares[feature] ?? 0) + gradient * gradient;
      squares[feature] = square;
      weights[feature] = (weights[feature] ?? 0) - (RATE * gradient) / Math.sqrt(square + SMOOTH);
    }
  }
  const last = paper.features.length;
  const error = weight * ((shares[last] ?? 0) - (wanted[last] ?? 0));
  for (const key of keys) {
    const square = (noneSquares.get(key) ?? 0) + error * error;
    noneSquares.set(key, square);
    none.set(key, (none.get(key) ?? 0) - (RATE * error) / Math.sqrt(square + SMOOTH));
  }
}

export function shuffle(order: number[], throwDice: () => number): void {
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(throwDice() * (at + 1));
    const kept = order[at] ?? 0;
    order[at] = order[other] ?? 0;
    order[other] = kept;
  }
}

/** Shares of each clause that is not hidden, and of none in the last place. */
function sharesOf(
  { features, roots }: Lesson,
  weights: Float32Array,
  none: number,
  hidden: ReadonlySet<number>,
): Float64Array {
  const last = features.length;
  const shares = new Float64Array(last + 1).fill(Number.NEGATIVE_INFINITY);
  shares[last] = none;
  let top = none;
  for (let clause = 0; clause < last; clause++) {
    const set = features[clause];
    if (!set || hidden.has(clause)) continue;
    let sum = 0;
    for (let index = 0; index < set.length; index++) sum += weights[set[index] ?? 0] ?? 0;
    const score = sum / (roots[clause] ?? 1);
    shares[clause] = score;
    if (score > top) top = score;
  }
  let all = 0;
  for (let at = 0; at <= last; at++) {
    const share = Math.exp((shares[at] ?? 0) - top);
    shares[at] = share;
    all += share;
  }
  for (let at = 0; at <= last; at++) shares[at] = (shares[at] ?? 0) / all;
  return shares;
}

function wantedOf(shares: Float64Array, found: readonly number[]): Float64Array {
  const wanted = new Float64Array(shares.length);
  if (found.length === 0) {
    wanted[shares.length - 1] = 1;
    return wanted;
  }
  const together = found.reduce((sum, clause) => sum + (shares[clause] ?? 0), 0);
  for (const clause of found)
    wanted[clause] =
      ((1 - EVENLY) * (shares[clause] ?? 0)) / Math.max(together, 1e-12) + EVENLY / found.length;
  return wanted;
}

/** The weights of all elements together, by feature; those too small to matter are dropped. */
export function gather(all: ReadonlyArray<Float32Array>, least: number): SparseWeights {
  const kept = new Map<number, Array<readonly [number, number]>>();
  all.forEach((weights, who) => {
    for (let feature = 0; feature < weights.length; feature++) {
      const weight = weights[feature] ?? 0;
      if (Math.abs(weight) < least) continue;
      const list = kept.get(feature);
      if (list) list.push([who, weight]);
      else kept.set(feature, [[who, weight]]);
    }
  });
  return kept;
}
