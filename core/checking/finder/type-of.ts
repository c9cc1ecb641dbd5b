/** How likely a paper is of each type, as far as what was learned can tell. */
import type { Clause } from "../structure/clauses.ts";
import { type Model, sharesIn } from "./model.ts";
import { typeFeatures } from "./type-features.ts";

/** Shares of the types by id; together 1. */
export function typeShares(model: Model, text: string, clauses: readonly Clause[]): Map<string, number> {
  const shares = sharesIn(model.types, typeFeatures(text, clauses));
  return new Map(model.types.types.map((type, at) => [type, shares[at] ?? 0]));
}
