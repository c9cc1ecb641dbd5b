/** Learns the type of a paper: a softmax over the types, descended paper by paper like the elements (learn.ts). */
import { FEATURE_BITS } from "../finder/hash.ts";
import { softmax } from "../finder/model.ts";
import { dice, shuffle } from "./learn.ts";

export type TypeLesson = { type: string; features: Uint32Array; root: number };

const FEATURES = 1 << FEATURE_BITS;
const ROUNDS = 12;
const RATE = 0.5;
const SMOOTH = 1e-3;

export type LearnedTypes = { weights: Float32Array[]; bias: number[] };

/** A table of weights for each type, in the order of `types`; `before` is what was learned of them from other papers. */
export function learnTypes(
  types: readonly string[],
  lessons: readonly TypeLesson[],
  before: (type: string) => { weights: Float32Array; bias: number } | undefined = () => undefined,
): LearnedTypes {
  const weights = types.map((type) => before(type)?.weights ?? new Float32Array(FEATURES));
  const squares = types.map(() => new Float32Array(FEATURES));
  const bias = types.map((type) => before(type)?.bias ?? 0);
  const throwDice = dice(54321);
  const order = lessons.map((_, at) => at);
  for (let round = 0; round < ROUNDS; round++) {
    shuffle(order, throwDice);
    for (const at of order) {
      const lesson = lessons[at];
      if (!lesson) continue;
      const shares = softmax(scoresOf(lesson, weights, bias));
      types.forEach((type, who) => {
        const error = (shares[who] ?? 0) - (type === lesson.type ? 1 : 0);
        if (Math.abs(error) < 1e-4) return;
        const own = weights[who];
        const sum = squares[who];
        if (!own || !sum) return;
        const slope = error / lesson.root;
        for (let index = 0; index < lesson.features.length; index++) {
          const feature = lesson.features[index] ?? 0;
          const square = (sum[feature] ?? 0) + slope * slope;
          sum[feature] = square;
          own[feature] = (own[feature] ?? 0) - (RATE * slope) / Math.sqrt(square + SMOOTH);
        }
        bias[who] = (bias[who] ?? 0) - 0.05 * error;
      });
    }
  }
  return { weights, bias };
}

function scoresOf(
  { features, root }: TypeLesson,
  weights: readonly Float32Array[],
  bias: readonly number[],
): number[] {
  return weights.map((own, who) => {
    let sum = 0;
    for (let index = 0; index < features.length; index++) sum += own[features[index] ?? 0] ?? 0;
    return sum / root + (bias[who] ?? 0);
  });
}
