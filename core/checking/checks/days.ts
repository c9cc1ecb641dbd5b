// The day that an element names, whatever kind of element it is.
import { firstMatch } from "../../text/matching.ts";
import type { Span } from "../../text/normalized.ts";
import { type ExaminationContext, wordsOf } from "../context.ts";
import { datesIn, dayNumber, type WrittenDate } from "../dates.ts";
import { place } from "../judging/moment.ts";
import { isDate } from "../moments.ts";
import type { CheckHit, Verdicts } from "./check.ts";

/** The date of an element; of one that is no date, the first date among its words; failing that, the words that `seek` finds. */
export function dayOf(
  context: ExaminationContext,
  verdicts: Verdicts,
  element: string,
  seek?: RegExp,
): WrittenDate | undefined {
  const verdict = verdicts.get(element);
  if (verdict && isDate(verdict.value)) return verdict.value;
  const within = verdict && verdict.state !== "missing" ? firstIn(context, verdict.evidence) : undefined;
  if (within || !seek) return within;
  for (const span of context.page.sentences) {
    const match = firstMatch(seek, wordsOf(context, span));
    const at = match?.indices?.groups?.v;
    const date = at && firstIn(context, { start: span.start + at[0], end: span.start + at[1] });
    if (date) return date;
  }
  return undefined;
}

function firstIn(context: ExaminationContext, span: Span): WrittenDate | undefined {
  const [first] = datesIn(wordsOf(context, span));
  return first && place(context, first, span.start);
}

export const said = (date: WrittenDate): string =>
  `${date.year ?? ""}年${date.month}月${date.day === undefined ? "" : `${date.day}日`}`;

/**
 * What rests on a year that nobody wrote is looked at, and sends nothing back. Two dates without years that lie near each other
 * are of one year, whichever it is.
 */
export const doubted = (hit: CheckHit, one: WrittenDate, other?: WrittenDate): CheckHit => {
  const far = [one, other].filter((date) => date?.inferred === "far").length;
  const together =
    other && one.inferred && other.inferred && Math.abs(dayNumber(one) - dayNumber(other)) <= NEAR;
  return far === 0 || together ? hit : { ...hit, severity: "look" };
};

const NEAR = 100;
