// Hours that cannot be, and ends that lie before their start (domain.md §4.3).
import type { Span } from "../../text/normalized.ts";
import { datesIn, dayNumber } from "../dates.ts";
import { hoursIn, reversed, stretchesIn } from "../structure/hours.ts";
import type { Check } from "./check.ts";

/** Only beside a date, a half-day or a label of time are two figures with a colon an hour: 1:99 may be a ratio. */
const TIMELY = /\d[日号][^,。;]{0,14}$|[上下]午\s?$|时间[^,。;]{0,30}$/;

/** From one whole day to an earlier one: 2026年2月12日15:00至2026年2月11日17:30. */
function reversedDays(words: string): Span | undefined {
  const days = datesIn(words).filter(({ year, month, day }) => year && month && day);
  for (const [at, from] of days.entries()) {
    const to = days[at + 1];
    if (to && TO.test(words.slice(from.end, to.start)) && dayNumber(to) < dayNumber(from))
      return { start: from.start, end: to.end };
  }
  return undefined;
}

/** What may stand between the two ends: a clock, and a word that joins them. */
const TO = /^(?:\s?(?:[上下]午)?\s?\d{1,2}(?::\d{2}|时(?:\d{1,2}分)?))?\s?(?:—+|-+|~|至|到)\s?$/;

/** The first stretch of a line whose end lies before its start; the first hour that no clock has. */
export const hours: Check<"hours"> = (context) => {
  for (const line of context.page.lines) {
    const words = context.page.text.slice(line.start, Math.min(line.end, line.start + 300));
    const back = stretchesIn(words).find(reversed) ?? reversedDays(words);
    if (back) {
      const at = { start: line.start + back.start, end: line.start + back.end };
      return [{ at, values: { detail: "结束早于开始" } }];
    }
    const none = hoursIn(words).find(
      (hour) => !hour.exists && TIMELY.test(words.slice(Math.max(0, hour.start - 30), hour.start)),
    );
    if (none)
      return [
        {
          at: { start: line.start + none.start, end: line.start + none.end },
          values: { detail: "没有这个时刻" },
        },
      ];
  }
  return [];
};
