// Hours that cannot be, and ends that lie before their start (domain.md §4.3).
import { hoursIn, reversed, stretchesIn } from "../structure/hours.ts";
import type { Check } from "./check.ts";

/** Only beside a date, a half-day or a label of time are two figures with a colon an hour: 1:99 may be a ratio. */
const TIMELY = /\d[日号][^,。;]{0,14}$|[上下]午\s?$|时间[^,。;]{0,30}$/;

/** The first stretch of a line whose end lies before its start; the first hour that no clock has. */
export const hours: Check<"hours"> = (context) => {
  for (const line of context.page.lines) {
    const words = context.page.text.slice(line.start, Math.min(line.end, line.start + 300));
    const back = stretchesIn(words).find(reversed);
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
