/** What tells one type of paper from another: its title, its labels and headings, its words. */
import type { Clause } from "../structure/clauses.ts";
import { addGrams, named } from "./hash.ts";

const TITLE_LINES = 3;
const WORDS = 120;

/** The features of a whole paper. */
export function typeFeatures(text: string, clauses: readonly Clause[]): Uint32Array {
  const set = new Set<number>();
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  lines.slice(0, TITLE_LINES).forEach((line, at) => {
    addGrams(set, "title", line.trim().slice(0, 40), 2, 4);
    if (at === 0) addGrams(set, "top", line.trim().slice(-12), 1, 4);
  });
  for (const clause of clauses.slice(0, WORDS)) {
    addGrams(set, "words", clause.tagged.slice(0, 40), 2, 3);
    if (clause.ownLabel) {
      addGrams(set, "label", clause.label, 2, 4);
      set.add(named("label", clause.label));
    }
    if (clause.cellBefore && clause.cellBefore.length < 8) set.add(named("cell", clause.cellBefore));
  }
  for (const heading of new Set(clauses.map((clause) => clause.heading)))
    addGrams(set, "head", heading, 2, 3);
  const last = lines.slice(-2).join("\n");
  addGrams(set, "last", last.slice(-24), 1, 2);
  set.add(named("size", String(Math.min(6, Math.floor(Math.log2(text.length / 80 + 1))))));
  set.add(named("cells", String(clauses.some(({ cells }) => cells > 2))));
  return Uint32Array.from(set).sort();
}
