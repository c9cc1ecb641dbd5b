/** How likely a paper is of each type, as far as what was learned can tell. */
import type { Clause } from "../structure/clauses.ts";
import { type Model, sums } from "./model.ts";
import { typeFeatures } from "./type-features.ts";

/** Shares of the types by id; together 1. */
export function typeShares(model: Model, text: string, clauses: readonly Clause[]): Map<string, number> {
  const { types, bias } = model.types;
  const features = typeFeatures(text, clauses);
  const total = sums(model.types, features, types.length);
  const scores = types.map((_, at) => (total[at] ?? 0) / Math.sqrt(features.length) + (bias[at] ?? 0));
  const top = Math.max(...scores);
  const raised = scores.map((score) => Math.exp(score - top));
  const all = raised.reduce((sum, one) => sum + one, 0);
  return new Map(types.map((type, at) => [type, (raised[at] ?? 0) / all]));
}
