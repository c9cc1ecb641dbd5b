// Does the session count? Items of the agenda against the not-counted rules (domain.md §5.2–5.4).
import type { CountingRule } from "../rulebook/rulebook.ts";
import { allMatches, firstMatch, hits } from "../text/matching.ts";
import type { Span } from "../text/normalized.ts";
import { type ExaminationContext, wordsOf } from "./context.ts";

const GRADES = ["D0", "D1", "D2", "D3"];
const MAX_ITEMS = 200;

/** What was done in the session, item by item. Sentences of demand and the title are no items. */
export function items(context: ExaminationContext): Span[] {
  const { item, requirement } = context.rulebook.discussion;
  const found: Span[] = [];
  const titles = context.page.title.map((line) => line.start);
  for (const span of context.page.sentences) {
    if (titles.includes(span.start)) continue;
    const words = context.page.masked.slice(span.start, span.end);
    if (hits(requirement, words)) continue;
    for (const match of allMatches(item, words)) {
      found.push({ start: span.start + match.index, end: span.start + match.index + match[0].length });
      if (found.length >= MAX_ITEMS) return found;
    }
  }
  return found;
}

/** The item on which a not-counted rule rests; undefined where the rule does not hold. */
export function breaks(context: ExaminationContext, rule: CountingRule, agenda: Span[]): Span | undefined {
  const { source, all, any, none } = rule;
  const words = agenda.map((span) => wordsOf(context, span));
  const shallow =
    source.below === undefined || GRADES.indexOf(context.discussion.grade) < GRADES.indexOf(source.below);
  const brief = source.minutes !== undefined && studyMinutes(context) < source.minutes;
  if (agenda.length === 0 || !(shallow || brief)) return undefined;
  if (none && words.some((item) => none.test(item))) return undefined;
  if (all && !words.every((item) => all.test(item))) return undefined;
  const hit = any ? words.findIndex((item) => any.test(item)) : 0;
  return hit < 0 ? undefined : agenda[hit];
}

/** Minutes of study that the text states, or endless. */
function studyMinutes(context: ExaminationContext): number {
  const { duration } = context.rulebook.discussion;
  const found = firstMatch(duration, context.page.text);
  return found ? Number(found.groups?.v) : Number.POSITIVE_INFINITY;
}
