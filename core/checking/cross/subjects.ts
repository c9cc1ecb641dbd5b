// What was to be studied and what was: texts by their titles, subjects by their words, the plan's month.
import type { Rulebook } from "../../rulebook/rulebook.ts";
import { gramSet } from "../similarity/grams.ts";
import type { CrossCheck } from "./contradiction.ts";
import { dayOf, type ElementMatch, matchesAt, pairs } from "./element-ref.ts";

/** At least one text named at `of` is named at `to`. */
export const sharedReading: CrossCheck = (session, { of, to }) =>
  pairs(session, of, to).flatMap(([at, beside]) => {
    const [planned, done] = [readingsOf(at), readingsOf(beside)];
    const shared = planned.some((one) => done.some((other) => one.includes(other) || other.includes(one)));
    return planned.length > 0 && done.length > 0 && !shared
      ? [{ at, beside, values: { first: planned.join("、"), second: done.join("、") } }]
      : [];
  });

const readingsOf = ({ result: { value } }: ElementMatch): string[] =>
  (Array.isArray(value) ? value : [])
    .filter((title) => typeof title === "string")
    .map((title) => title.replace(/[《》\s]/g, "").replace(/^中华人民共和国/, ""));

/** So much of a subject's pairs of characters stands in a text that speaks of it, stock words left out. */
const TOLD = 0.4;
/** A subject of fewer pairs is too general to be missed. */
const FEWEST = 3;

/** What the element at `of` names as its subject is spoken of in one of the papers at `to`. */
export const subjectTold: CrossCheck = (session, { of, to }, rulebook) => {
  const others = matchesAt(session, to).filter(({ paper }) => paper.text !== undefined);
  const [beside] = others;
  if (!beside) return [];
  return matchesAt(session, of).flatMap((at) => {
    const { evidence: first } = at.result;
    const general = gramsOf(first, rulebook).length < FEWEST;
    if (general || others.some(({ paper }) => told(first, paper.text ?? "", rulebook))) return [];
    return [{ at, beside, values: { first, second: beside.result.evidence } }];
  });
};

/** Whether one of the subjects that the words name, divided by 《》, commas and stops, is spoken of in the text. */
function told(words: string, text: string, rulebook: Rulebook): boolean {
  const known = gramSet(text, 2);
  return words.split(/[《》,，。;；、\n]/).some((subject) => {
    const grams = gramsOf(subject, rulebook);
    return grams.length >= FEWEST && share(grams, known) >= TOLD;
  });
}

const gramsOf = (words: string, { lexicon }: Rulebook): string[] =>
  words
    .normalize("NFKC")
    .replace(lexicon.stock, " ")
    .split(" ")
    .flatMap((part) => [...gramSet(part, 2)]);

const share = (grams: readonly string[], known: ReadonlySet<string>): number =>
  grams.filter((gram) => known.has(gram)).length / grams.length;

const MARK = /(?:第?([一二三四1-4])季度|(?<![\d年])(1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月份?)/g;
const DIGITS = "零一二三四五六七八九十";
const NEXT_HEADING = /\n[一二三四五六七八九十]{1,2}、/;
const MAX_LENGTH = 160;

/**
 * The paper at `of` takes up what the plan at `to` foresees for the month, or for the quarter, of its day. A plan that
 * says nothing for that time is not broken.
 */
export const monthPlanned: CrossCheck = (session, { of, to }, rulebook) =>
  pairs(session, of, to).flatMap(([at, beside]) => {
    const day = dayOf(at);
    const { text } = at.paper;
    const plan = beside.paper.text?.slice(beside.result.start);
    if (day === undefined || text === undefined || plan === undefined) return [];
    const planned = plannedFor(plan.normalize("NFKC"), Number(day.slice(5, 7)));
    const named = planned.filter((words) => gramsOf(words, rulebook).length >= FEWEST);
    if (named.length === 0 || named.some((words) => told(words, text, rulebook))) return [];
    return [{ at, beside, values: { first: named.join("；"), second: `${Number(day.slice(5, 7))}月` } }];
  });

/** The words of a plan that stand behind the month's name, or the quarter's. */
function plannedFor(plan: string, month: number): string[] {
  const marks = [...plan.matchAll(MARK)];
  const parts = marks.map((match, at) => {
    const from = match.index + match[0].length;
    const until = Math.min(marks[at + 1]?.index ?? plan.length, from + MAX_LENGTH);
    const [, quarter, single] = match;
    const meant = quarter ? number(quarter) === Math.ceil(month / 3) : number(single ?? "") === month;
    const [own = ""] = plan.slice(from, until).split(NEXT_HEADING);
    return meant ? own.trim() : "";
  });
  return parts.filter((words) => words !== "");
}

function number(words: string): number {
  if (/^\d+$/.test(words)) return Number(words);
  return words.length === 2 ? 10 + DIGITS.indexOf(words.charAt(1)) : DIGITS.indexOf(words);
}
