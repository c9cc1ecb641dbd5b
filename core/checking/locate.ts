// Gathers the words that may be an element: behind its labels, and in running text by its patterns.
import type { ElementRule, Prose } from "../rulebook/rulebook.ts";
import { allMatches } from "../text/matching.ts";
import type { Span } from "../text/normalized.ts";
import type { Candidate, ExaminationContext } from "./context.ts";
import { type LabelHit, labelsFor } from "./labels.ts";
import type { Page } from "./page.ts";

const MAX = 6;
/** So much of what follows a prose match is its body. */
const BEHIND = 160;

/** Candidates in the order in which they are to be judged. */
export function candidates(context: ExaminationContext, rule: ElementRule): Candidate[] {
  const labelled = labelsFor(context.labels, rule)
    .slice(0, MAX)
    .map(
      (hit): Candidate => ({
        from: "label",
        at: hit.at,
        evidence: shownFor(hit),
        value: hit.value,
        block: hit.block,
        heading: hit.heading,
      }),
    );
  const prose = rule.prose.flatMap((pattern) => proseCandidates(context.page, pattern));
  // What was studied first is what is shown.
  if (rule.kind === "readings") prose.sort((a, b) => a.value.start - b.value.start);
  return rule.proseFirst ? [...prose, ...labelled] : [...labelled, ...prose];
}

/** Label and value; under a heading the value alone; nothing but the label where it is blank. */
function shownFor({ at, value, heading }: LabelHit): Span {
  if (value.end === value.start) return at;
  return heading ? value : { start: at.start, end: value.end };
}

function scopeOf(page: Page, prose: Prose): Span[] {
  if (prose.scope === "sentence") return page.sentences;
  if (prose.scope === "title") return page.title.length > 0 ? page.title : page.sentences.slice(0, 1);
  if (prose.scope === "head") return page.head;
  if (prose.scope === "tail") return page.tail;
  return page.lines.map((line) => ({ start: line.start, end: Math.min(line.end, line.start + 400) }));
}

function proseCandidates(page: Page, prose: Prose): Candidate[] {
  const from = prose.raw ? page.text : page.masked;
  const found: Candidate[] = [];
  for (const span of scopeOf(page, prose)) {
    const words = from.slice(span.start, span.end);
    for (const match of allMatches(prose.regex, words)) {
      if (prose.not?.test(clauseUpTo(words, match.index, match.index + match[0].length))) continue;
      const whole = { start: span.start + match.index, end: span.start + match.index + match[0].length };
      const at = (name: string): Span | undefined => {
        const group = match.indices?.groups?.[name];
        return group && { start: span.start + group[0], end: span.start + group[1] };
      };
      const value = at("v") ?? whole;
      found.push({
        from: "prose",
        at: value,
        evidence: at("e") ?? whole,
        value,
        block: { start: value.start, end: Math.min(span.end, value.end + BEHIND) },
        heading: false,
        state: prose.state,
      });
      if (found.length >= MAX) return found;
    }
  }
  return found;
}

/** From the comma before the match to its end. */
function clauseUpTo(words: string, start: number, end: number): string {
  const comma = Math.max(words.lastIndexOf(",", start - 1), words.lastIndexOf(";", start - 1));
  return words.slice(start === 0 ? 0 : comma + 1, end);
}
