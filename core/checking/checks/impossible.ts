// Days that no calendar has (domain.md §4.3), wherever they stand: 2月30日, 9月31日.
import { datesIn } from "../dates.ts";
import { isDate } from "../moments.ts";
import type { Check } from "./check.ts";

/** Words that tell of somebody else's mistake. */
const TOLD = /写成|误写|误为|不存在|有误|错写|应为|笔误/;

/** The first that no element has told of already; it is told of the date that the paper lacks, or of the place where it stands. */
export const impossibleDay: Check<"impossible_day"> = (context, verdicts) => {
  const { page, type } = context;
  for (const line of page.lines) {
    const words = page.masked.slice(line.start, line.end);
    if (TOLD.test(words)) continue;
    const wrong = datesIn(words).find(({ problems }) =>
      problems.some(({ code, message }) => code === "date_invalid" && message.includes("日历")),
    );
    if (!wrong) continue;
    const at = { start: line.start + wrong.start, end: line.start + wrong.end };
    const dates = type.elements.filter(({ kind }) => kind === "date");
    const told = dates.some(({ id }) => {
      const value = verdicts.get(id)?.value;
      return isDate(value) && value.start < at.end && at.start < value.end;
    });
    if (told) continue;
    const element = dates.find(({ id }) => verdicts.get(id)?.state === "missing") ?? dates[0];
    return [{ at, element: element?.id ?? "" }];
  }
  return [];
};
