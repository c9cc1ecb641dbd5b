/** The words the finder chose, cut to what the element asks for and made a candidate for the judges. */
import type { ElementRule } from "../../rulebook/rulebook.ts";
import type { Span } from "../../text/normalized.ts";
import type { Candidate } from "../context.ts";
import type { ClauseMatch } from "../finder/find.ts";
import type { Clause } from "../structure/clauses.ts";
import { type EntityKind, entitiesIn } from "../structure/entities.ts";

/** What an element of this kind is made of: the words are cut to these where they are there. */
const MADE_OF: Partial<Record<ElementRule["kind"], string>> = {
  date: "DT",
  period: "D",
  year: "D",
  person: "JP",
};
const EDGE = /[\s,。;、:|]/;

/** The passage without the blanks and commas at its ends. */
export function passageOf(text: string, clauses: readonly Clause[], { from, to }: ClauseMatch): Span {
  const first = clauses[from];
  const last = clauses[to];
  return first && last ? trimmed(text, { start: first.start, end: last.end }) : { start: 0, end: 0 };
}

function trimmed(text: string, { start, end }: Span): Span {
  let from = start;
  let to = end;
  while (from < to && EDGE.test(text.charAt(from))) from++;
  while (to > from && EDGE.test(text.charAt(to - 1))) to--;
  return { start: from, end: to };
}

/** The chosen words as a candidate: behind their label, or as running text. */
export function candidateAt(
  text: string,
  clauses: readonly Clause[],
  seen: ClauseMatch,
  kind: ElementRule["kind"],
): Candidate {
  const whole = passageOf(text, clauses, seen);
  const best = clauses[seen.best];
  const labelled = best?.ownLabel === true && (seen.from === seen.to || isEmpty(text, best));
  const behind = labelled ? trimmed(text, best.value) : whole;
  // 【党组成员 柳岸】 over a message: what looks like a label is the very thing.
  const named = labelled && behind.start === behind.end && cutTo(text, whole, MADE_OF[kind]) !== whole;
  const value = named ? whole : behind;
  const cut = cutTo(text, value, MADE_OF[kind]);
  const besideLabel =
    labelled || (best !== undefined && best.cellBefore !== "" && best.cellBefore.length <= 10);
  return {
    from: besideLabel && !named ? "label" : "prose",
    at: labelled && !named && best ? trimmed(text, { start: best.start, end: best.value.start }) : cut,
    evidence: labelled && !named ? trimmed(text, best) : cut,
    value: cut,
    block: whole,
    heading: false,
  };
}

/** From the first to the last of the wanted entities, or all of it where there are none. */
function cutTo(text: string, span: Span, kinds: string | undefined): Span {
  if (!kinds) return span;
  const wanted = entitiesIn(text.slice(span.start, span.end)).filter(({ kind }) =>
    kinds.includes(kind as EntityKind),
  );
  const [first] = wanted;
  const last = wanted.at(-1);
  return first && last ? { start: span.start + first.start, end: span.start + last.end } : span;
}

/** A label with nothing behind it but a line to write on. */
const isEmpty = (text: string, { value }: Clause): boolean =>
  /^[_\s.…。,;]*$/.test(text.slice(value.start, value.end)) && value.end > value.start;
