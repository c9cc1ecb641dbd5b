// Years that were changed by half (domain.md §3.1): the title says one year, the text goes on in another.
import { allMatches } from "../../text/matching.ts";
import { type ExaminationContext, wordsOf } from "../context.ts";
import { numeral } from "../dates.ts";
import type { Check } from "./check.ts";
import { dayOf, said } from "./days.ts";

const YEAR = "(?:19|20)\\d{2}|[一二][〇零OoО一二三四五六七八九]{3}";
const IN_TITLE = new RegExp(`(?<v>${YEAR})\\s?年`, "gd");

/** Years in clauses that speak of the paper's own year must be the year of the element. `past`: only a year before it is wrong. */
export const sameYear: Check<"same_year"> = (context, verdicts, rule, regexes) => {
  const year = verdicts.get(rule.element)?.value;
  if (typeof year !== "number") return [];
  const [regex, except] = regexes;
  if (!regex) return [];
  for (const span of context.page.sentences) {
    const words = context.page.masked.slice(span.start, span.end);
    for (const match of allMatches(regex, words)) {
      const other = numeral(match.groups?.v ?? "");
      if (!other || other === year || (rule.past && other > year)) continue;
      const clause = clauseAt(words, match.index);
      if (except && allMatches(except, clause).length > 0) continue;
      const start = span.start + match.index;
      return [{ at: { start, end: start + match[0].length }, values: { year, other } }];
    }
  }
  return [];
};

function clauseAt(words: string, at: number): string {
  const from = Math.max(words.lastIndexOf(",", at), words.lastIndexOf(";", at)) + 1;
  const to = words.slice(at).search(/[,;。]/);
  return words.slice(from, to < 0 ? words.length : at + to);
}

/** The title names another year than the one in which the session was held. At the turn of the year a person looks. */
export const titleYear: Check<"title_year"> = (context, verdicts, rule) => {
  const date = dayOf(context, verdicts, rule.element);
  if (date?.year === undefined || date.inferred) return [];
  const named = titleYears(context);
  const [first] = named;
  if (first === undefined || named.includes(date.year)) return [];
  const turn = Math.abs(first - date.year) === 1 && (date.month <= 2 || date.month === 12);
  return [
    { at: date, values: { date: said(date), year: first }, ...(turn && { severity: "look" as const }) },
  ];
};

const titleYears = (context: ExaminationContext): number[] =>
  context.page.title.flatMap((line) => {
    const words = wordsOf(context, line).replace(/《[^《》]*》/g, "");
    return allMatches(IN_TITLE, words).map((match) => numeral(match.groups?.v ?? ""));
  });
