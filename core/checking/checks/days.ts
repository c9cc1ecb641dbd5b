// The day that an element names, whatever kind of element it is.
import { type ExaminationContext, wordsOf } from "../context.ts";
import { datesIn, type WrittenDate } from "../dates.ts";
import { place } from "../judging/moment.ts";
import { isDate } from "../moments.ts";
import type { CheckHit, Verdicts } from "./check.ts";

/** The date of an element; of one that is no date, the first date among its words. */
export function dayOf(
  context: ExaminationContext,
  verdicts: Verdicts,
  element: string,
): WrittenDate | undefined {
  const verdict = verdicts.get(element);
  if (!verdict || verdict.state === "missing") return undefined;
  if (isDate(verdict.value)) return verdict.value;
  const [first] = datesIn(wordsOf(context, verdict.evidence));
  return first && place(context, first, verdict.evidence.start);
}

export const said = (date: WrittenDate): string =>
  `${date.year ?? ""}年${date.month}月${date.day === undefined ? "" : `${date.day}日`}`;

/** What rests on a year that nobody wrote is looked at, and sends nothing back. */
export const doubted = (hit: CheckHit, ...dates: WrittenDate[]): CheckHit =>
  dates.some(({ inferred }) => inferred === "far") ? { ...hit, severity: "look" } : hit;
