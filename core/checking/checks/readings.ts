// What was read cannot be younger than the reading of it (domain.md §4.3).
import type { Span } from "../../text/normalized.ts";
import { type ExaminationContext, wordsOf } from "../context.ts";
import { datesIn, order, type WrittenDate } from "../dates.ts";
import { place } from "../judging/moment.ts";
import { issuedTexts } from "../structure/issued-texts.ts";
import type { Check } from "./check.ts";
import { dayOf, doubted, said } from "./days.ts";

/** A text is said to be issued after the day on which it was studied. Of several entries the one above the words counts. */
export const laterReading: Check<"later_reading"> = (context, verdicts, rule, regexes) => {
  const held = dayOf(context, verdicts, rule.held, regexes[0]);
  const issued = issuedTexts(context.page);
  const days = issued.length > 0 ? entries(context) : [];
  for (const { date } of issued) {
    const entry = days.length > 1 ? days.findLast(({ start }) => start < date.start) : undefined;
    const day = entry ?? held;
    if (!day || day.month === 0 || day.start === date.start) continue;
    const dated = place(context, date, 0);
    if (!after(dated, day)) continue;
    return [doubted({ at: date, values: { issued: said(dated), held: said(day) } }, dated, day)];
  }
  return [];
};

const ENTRY =
  /^[\s(【[]*(?:\d{1,2}[.、]|[一二三四五六七八九十]{1,3}、)?\s?(?:(?:学习)?(?:日期|时间)[:\s]*)?$/;

/** Days that stand at the head of a line: the entries of a notebook. */
const entries = (context: ExaminationContext): WrittenDate[] =>
  context.page.lines.flatMap((line: Span) => {
    const words = wordsOf(context, { start: line.start, end: Math.min(line.end, line.start + 40) });
    const [date] = datesIn(words);
    return date && date.day !== undefined && ENTRY.test(words.slice(0, date.start))
      ? [place(context, date, line.start)]
      : [];
  });

/** Of a month alone it is sure only when the month is past. */
const after = (one: WrittenDate, other: WrittenDate): boolean =>
  one.day === undefined || other.day === undefined
    ? Math.floor(order(one) / 100) > Math.floor(order(other) / 100)
    : order(one) > order(other);
