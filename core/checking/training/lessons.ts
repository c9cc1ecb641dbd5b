/** From a marked paper to what the learners need: clauses, their features, and which of them show which element. */

import { normalize } from "../../text/normalize.ts";
import type { Span } from "../../text/normalized.ts";
import type { MarkedPaper } from "../../text/notation.ts";
import { featuresOf } from "../finder/features.ts";
import { typeFeatures } from "../finder/type-features.ts";
import { vagueFeatures } from "../finder/vague-features.ts";
import { clausesOf } from "../structure/clauses.ts";
import type { Lesson } from "./learn.ts";
import type { TypeLesson } from "./learn-types.ts";

/** A clause shows an element when at least this much of the shorter of both is common. */
const COMMON = 0.5;

/** Lengths of the marked words, by element. */
export type Lengths = Map<string, number[]>;

/** The lesson of one paper, with the elements that papers of its type are asked for. */
export function lessonOf(
  paper: MarkedPaper,
  elements: readonly string[],
): { lesson: Lesson; type: TypeLesson; vague: TypeLesson[]; lengths: Lengths } {
  const source = normalize(paper.text);
  const clauses = clausesOf(source.text);
  const original = clauses.map(({ start, end }) => source.toOriginal(start, end));
  const where = new Map<string, number[]>();
  const lengths: Lengths = new Map();
  for (const element of elements) {
    if (paper.unknown?.includes(element)) continue;
    const marks = paper.marks.filter((mark) => mark.element === element && mark.nature !== "blank");
    const shown = original.flatMap((clause, at) =>
      marks.some((mark) => shares(paper.text, clause, mark)) ? [at] : [],
    );
    // A paper whose words could not be found in the clauses teaches nothing of this element.
    if (marks.length > 0 && shown.length === 0) continue;
    where.set(element, shown);
    lengths.set(
      element,
      marks.map(({ start, end }) => end - start),
    );
  }
  const features = featuresOf(source.text, clauses, paper.type);
  const whole = typeFeatures(source.text, clauses);
  return {
    lesson: { type: paper.type, features, roots: features.map(({ length }) => Math.sqrt(length)), where },
    type: { type: paper.type, features: whole, root: Math.sqrt(whole.length) },
    vague: vagueLessons(paper),
    lengths,
  };
}

/** Faults that say of words that they say nothing. */
const SAY_NOTHING = new Set(["vague_content", "boilerplate_discussion", "praise_only"]);

/** Marked words as what says something and what says nothing; words with another fault teach neither. */
function vagueLessons(paper: MarkedPaper): TypeLesson[] {
  return paper.marks.flatMap(({ element, nature, start, end }) => {
    const vague =
      nature === "faulty" &&
      paper.expected.some((one) => one.element === element && SAY_NOTHING.has(one.code));
    if (nature === "blank" || (nature === "faulty" && !vague)) return [];
    const features = vagueFeatures(element, clausesOf(normalize(paper.text.slice(start, end)).text));
    return [{ type: vague ? "vague" : "sound", features, root: Math.sqrt(features.length) }];
  });
}

function shares(text: string, clause: Span, mark: Span): boolean {
  const common = Math.min(clause.end, mark.end) - Math.max(clause.start, mark.start);
  const size = text.slice(clause.start, clause.end).trim().length;
  return common > 0 && common >= COMMON * Math.min(mark.end - mark.start, size);
}
