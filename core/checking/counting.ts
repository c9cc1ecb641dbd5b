// Does the session count? Items of the agenda against the not-counted rules (domain.md §5.2–5.4).
import type { CountingRule } from "../rulebook/rulebook.ts";
import { allMatches, firstMatch, hits } from "../text/matching.ts";
import type { Span } from "../text/normalized.ts";
import { type Study, wordsOf } from "./study.ts";

const GRADES = ["D0", "D1", "D2", "D3"];
const MOST_ITEMS = 200;

/** What was done in the session, item by item. Sentences of demand and the title are no items. */
export function items(study: Study): Span[] {
  const { item, requirement } = study.rulebook.discussion;
  const found: Span[] = [];
  const titles = study.page.title.map((line) => line.start);
  for (const span of study.page.sentences) {
    if (titles.includes(span.start)) continue;
    const words = study.page.masked.slice(span.start, span.end);
    if (hits(requirement, words)) continue;
    for (const match of allMatches(item, words)) {
      found.push({ start: span.start + match.index, end: span.start + match.index + match[0].length });
      if (found.length >= MOST_ITEMS) return found;
    }
  }
  return found;
}

/** The item on which a not-counted rule rests; undefined where the rule does not hold. */
export function breaks(study: Study, rule: CountingRule, agenda: Span[]): Span | undefined {
  const { source, all, any, none } = rule;
  const words = agenda.map((span) => wordsOf(study, span));
  const shallow =
    source.below === undefined || GRADES.indexOf(study.discussion.grade) < GRADES.indexOf(source.below);
  const brief = source.minutes !== undefined && studyMinutes(study) < source.minutes;
  if (agenda.length === 0 || !(shallow || brief)) return undefined;
  if (none && words.some((item) => none.test(item))) return undefined;
  if (all && !words.every((item) => all.test(item))) return undefined;
  const hit = any ? words.findIndex((item) => any.test(item)) : 0;
  return hit < 0 ? undefined : agenda[hit];
}

/** Minutes of study that the text states, or endless. */
function studyMinutes(study: Study): number {
  const { duration } = study.rulebook.discussion;
  const found = firstMatch(duration, study.page.text);
  return found ? Number(found.groups?.v) : Number.POSITIVE_INFINITY;
}
