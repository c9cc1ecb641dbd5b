/** What tells words that say something from words that say nothing: their turns of phrase, and what they name. */
import type { Clause } from "../structure/clauses.ts";
import { addGrams, named } from "./hash.ts";

const SHOWN = 160;
const KINDS = ["B", "D", "T", "L", "P", "J", "O", "N", "X"] as const;
const DEFINITE = ["B", "D", "L", "P", "N"] as const;

/** The features of a passage, cut into its clauses, that stands for an element. */
export function vagueFeatures(element: string, clauses: readonly Clause[]): Uint32Array {
  const set = new Set<number>();
  const tagged = clauses.map((clause) => clause.tagged).join("");
  const size = String(Math.min(6, Math.floor(Math.log2(tagged.length / 6 + 1))));
  addGrams(set, "v", tagged.slice(0, SHOWN), 2, 3);
  for (const kind of KINDS) {
    const has = clauses.some(({ kinds }) => kinds[kind] !== undefined);
    set.add(named("has", `${kind}${has}`));
    set.add(named("hasE", `${element}${kind}${has}`));
  }
  const definite = DEFINITE.some((kind) => clauses.some(({ kinds }) => kinds[kind] !== undefined));
  set.add(named("any", String(definite)));
  set.add(named("digits", String(tagged.includes("0"))));
  set.add(named("size", size));
  set.add(named("sizeE", element + size));
  set.add(named("element", element));
  return Uint32Array.from(set).sort();
}
