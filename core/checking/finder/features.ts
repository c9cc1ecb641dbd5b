/** What the finder sees of a clause: its words, its place, its label, its neighbours. Each is a number (hash.ts). */
import type { Clause } from "../structure/clauses.ts";
import { addGrams, named } from "./hash.ts";

const SHOWN = 60;

/** The features of each clause of a paper that is taken for `type`. */
export function featuresOf(text: string, clauses: readonly Clause[], type: string): Uint32Array[] {
  return clauses.map((clause, at) => {
    const set = new Set<number>();
    const add = (group: string, words: string | number): unknown => set.add(named(group, String(words)));
    const words = text.slice(clause.start, clause.end).trim();
    addGrams(set, "g", clause.tagged.slice(0, SHOWN), 1, 4);
    addGrams(set, "r", words.slice(0, 40), 2, 3);
    if (clause.label) {
      addGrams(set, "l", clause.label, 1, 4);
      add("LAB", clause.label);
      add("lt", `${type}|${clause.label.slice(-2)}`);
      add("own", clause.ownLabel ? 1 : 0);
    }
    addGrams(set, "p", (clauses[at - 1]?.tagged ?? "^").slice(-10), 1, 3);
    addGrams(set, "n", (clauses[at + 1]?.tagged ?? "$").slice(0, 8), 1, 3);
    if (clause.cellBefore && clause.cellBefore.length <= 12) {
      addGrams(set, "c", clause.cellBefore, 1, 3);
      add("CB", clause.cellBefore);
    }
    if (!clause.label && clause.cell === 0 && clause.lineBefore.length <= 12) {
      addGrams(set, "q", clause.lineBefore, 1, 3);
      add("LB", clause.lineBefore);
    }
    if (clause.heading) addGrams(set, "h", clause.heading.slice(0, 16), 2, 3);
    add("t", type);
    const kinds = Object.entries(clause.kinds);
    for (const [kind, count] of kinds) {
      add("k", kind);
      add("k", `${kind}${Math.min(count, 3)}`);
      add("kt", `${kind}|${type}`);
    }
    const letters = kinds
      .map(([kind]) => kind)
      .sort()
      .join("");
    add("K", letters);
    add("Kl", `${letters}|${clause.label.slice(-2)}`);
    const fromEnd = clause.lines - 1 - clause.line;
    add("pos", Math.floor((clause.line / Math.max(1, clause.lines - 1)) * 4.99));
    add("line", clause.line < 3 ? clause.line : fromEnd < 4 ? `end${fromEnd}` : "mid");
    add("lineT", `${Math.min(clause.line, 2)}|${type}`);
    add("endT", `${Math.min(4, fromEnd)}|${type}`);
    add("cells", Math.min(clause.cells, 5));
    add("cell", Math.min(clause.cell, 5));
    add("len", Math.min(6, Math.floor(words.length / 6)));
    add("first", clause.first ? 1 : 0);
    if (clause.whole) {
      add("whole", 1);
      add("wholeT", type);
      add("wholeE", `${Math.min(4, fromEnd)}|${letters}`);
    }
    if (clause.value.end - clause.value.start < 1) add("blank", 1);
    return Uint32Array.from(set).sort();
  });
}
