/**
 * Days on which the texts that a paper reads were issued: 5月30日市国资委印发的《…》, 《…》(2024年9月20日发布),
 * 《…(2026年4月修订)》. Days of coming into force are none: a law is studied before.
 */
import { datesIn, type WrittenDate } from "../dates.ts";
import type { Page } from "../page.ts";

export type IssuedText = { date: WrittenDate; line: { start: number; end: number } };

const ISSUED = "(?:印发|发布|公布|下发|颁布|出台|出版|修订|修正|审议通过|通过)";
/** Behind the date: who issued it, the verb, and then the text itself. */
const BEHIND = new RegExp(`^[^,。;:《》\\n]{0,24}?${ISSUED}(?:的|了)?[^,。;:\\n]{0,14}《`);
/** In brackets behind a title or inside it. */
const IN_BRACKETS = new RegExp(`^[^,。;()《》\\n]{0,12}?(?:${ISSUED}(?:稿|版|本)?|版)\\)`);
const MONTH_OF_EDITION = /\((?:19|20)\d{2}年(?:\d{1,2}月)?(?:修订|修正|版|印发|发布|公布)/;
const IN_FORCE = /^[^,。;《》]{0,6}(?:施行|实施|生效|执行)/;
const PLANNED = /将|拟|计划|前$|打算|力争/;

/** Dates of issue on each line. */
export function issuedTexts(page: Page): IssuedText[] {
  return page.lines.flatMap((line) => {
    const words = page.text.slice(line.start, line.end);
    if (!words.includes("《")) return [];
    return datesIn(words).flatMap((date): IssuedText[] => {
      const behind = words.slice(date.end, date.end + 60);
      const before = words.slice(Math.max(0, date.start - 3), date.start);
      const bracketed =
        /\($/.test(before) &&
        (IN_BRACKETS.test(behind) || MONTH_OF_EDITION.test(`(${words.slice(date.start, date.end + 6)}`));
      if (IN_FORCE.test(behind)) return [];
      if (!bracketed && (PLANNED.test(before) || !BEHIND.test(behind))) return [];
      return [{ date: { ...date, start: date.start + line.start, end: date.end + line.start }, line }];
    });
  });
}
