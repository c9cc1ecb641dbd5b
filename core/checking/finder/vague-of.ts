/** How likely it is that words say nothing: 0 where nothing was learned. */
import type { Clause } from "../structure/clauses.ts";
import { type Model, sharesIn } from "./model.ts";
import { vagueFeatures } from "./vague-features.ts";

export const VAGUE = ["sound", "vague"] as const;

export function vagueShare(model: Model, element: string, clauses: readonly Clause[]): number {
  const { vague, unweighed } = model;
  const at = unweighed?.has(element) ? -1 : vague.types.indexOf("vague");
  return at < 0 || clauses.length === 0 ? 0 : (sharesIn(vague, vagueFeatures(element, clauses))[at] ?? 0);
}
