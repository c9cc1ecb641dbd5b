// A leave covers the session for which it is asked (domain.md §3.17).
import { wordsOf } from "../context.ts";
import { datesIn, dayNumber, order } from "../dates.ts";
import { place } from "../judging/moment.ts";
import type { Check } from "./check.ts";
import { dayOf, said } from "./days.ts";

/** From one day to another: 6月7日至9日, 6月28日—7月2日. */
const RANGE =
  /(?:\d{4}年)?\d{1,2}月\d{1,2}日\s?(?:至|—|-|~|到)\s?(?:(?:\d{4}年)?(?<month>\d{1,2})月)?(?<day>\d{1,2})日/d;
const WITHIN_A_YEAR = 60;

/** The first stretch of days that the paper names ends before the session, or begins after it. */
export const leavePeriod: Check<"leave_period"> = (context, verdicts, rule) => {
  const session = dayOf(context, verdicts, rule.session);
  if (!session || session.day === undefined || session.month === 0) return [];
  for (const line of context.page.lines) {
    const words = wordsOf(context, line);
    const match = RANGE.exec(words);
    const [from] = match ? datesIn(match[0]) : [];
    if (!match || !from) continue;
    const first = place(context, from, line.start + match.index);
    const month = Number(match.groups?.month ?? first.month);
    const year = (first.year ?? 0) + (month < first.month ? 1 : 0);
    const last = { year, month, day: Number(match.groups?.day) };
    const held = order(session);
    // Years that were not written may differ; days that lie months apart may be of another matter.
    const near = Math.abs(dayNumber(first) - dayNumber(session)) <= WITHIN_A_YEAR;
    if (!near || (held >= order(first) && held <= order(last))) return [];
    const at = { start: line.start + match.index, end: line.start + match.index + match[0].length };
    return [{ at, values: { period: match[0], session: said(session) } }];
  }
  return [];
};
