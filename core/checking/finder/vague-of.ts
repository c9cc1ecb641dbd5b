/** How likely it is that words say nothing: 0 where nothing was learned, and of an element of which nothing was. */
import type { Clause } from "../structure/clauses.ts";
import { type Model, sharesIn } from "./model.ts";
import { vagueFeatures } from "./vague-features.ts";

export const VAGUE = ["sound", "vague"] as const;

export function vagueShare({ vague, elements }: Model, element: string, clauses: readonly Clause[]): number {
  const at = elements.includes(element) ? vague.types.indexOf("vague") : -1;
  return at < 0 || clauses.length === 0 ? 0 : (sharesIn(vague, vagueFeatures(element, clauses))[at] ?? 0);
}
