// Reads dates as people write them (domain.md §4.3) and says which cannot exist. Works on normalised text.
import { allMatches } from "../text/matching.ts";

export type DateProblem = {
  code: "date_invalid" | "weekday_mismatch";
  start: number;
  end: number;
  message: string;
};

/** A date as written. `year` is absent where the text gives none; `day` is absent for a bare month. */
export type WrittenDate = {
  start: number;
  end: number;
  year?: number;
  month: number;
  day?: number;
  weekday?: number;
  /** Set where the year was not written: `far` from the day the paper speaks from it is only the likeliest. */
  inferred?: "near" | "far";
  problems: DateProblem[];
};

const NUMERALS = "〇零一二三四五六七八九";
const CN = "[〇零一二三四五六七八九十廿卅元]{1,3}";
const YEAR = "(?<year>(?:19|20)\\d{2}|[一二][〇零OoΟО〇一二三四五六七八九]{3})";
const FULL = new RegExp(
  `${YEAR}\\s?(?:年|[.\\-/])\\s?(?<month>\\d{1,2}|${CN})\\s?(?:月|[.\\-/])\\s?(?<day>\\d{1,3}(?!\\d)|${CN})\\s?[日号]?`,
  "gd",
);
const MONTH_DAY = new RegExp(
  `(?:(?<=:\\d\\d)|(?<![\\d〇零一二三四五六七八九十]))(?<month>1[0-9]|0?[1-9]|${CN})\\s?月\\s?(?<day>\\d{1,3}|${CN})\\s?[日号]`,
  "gd",
);
const MONTH = new RegExp(`${YEAR}\\s?年\\s?(?<month>\\d{1,2}|${CN})\\s?月(?!\\s?[\\d${NUMERALS}十])`, "gd");
const DAY_ONLY = /(?<![\d月年.\-/:])(?<day>\d{2,7})日(?=[上下]午|[早晚]上|,|召开|举行|开展|组织|至|—|$)/dg;
const CLOCK = /(?<hour>\d{1,2})(?::(?<minute>\d{2,3})|[时点](?:(?<words>\d{1,2})分|(?<half>半))?)/dg;
const WEEKDAY = /\(?(?:星期|周|礼拜)(?<name>[一二三四五六日天])\)?/;
/** 星期四(11月21日) */
const WEEKDAY_BEFORE =
  /(?:星期|礼拜|(?<![每上下本一两二三四五六七八九十0-9])周)(?<name>[一二三四五六日天])[( ]?$/;
const DAYS = "日一二三四五六";

/** 二〇二四, 十二, 廿八, or plain digits, as a number. */
export function numeral(words: string): number {
  if (/^\d+$/.test(words)) return Number(words);
  const plain = words
    .replace(/[OoΟО]/g, "〇")
    .replace("元", "一")
    .replace("廿", "二十")
    .replace("卅", "三十");
  if (!plain.includes("十")) return Number(Array.from(plain, (c) => digit(c)).join(""));
  const [tens = "", units = ""] = plain.split("十");
  return (tens ? digit(tens) : 1) * 10 + (units ? digit(units) : 0);
}

const digit = (character: string): number => Math.max(0, NUMERALS.indexOf(character) - 1);

/** All dates of a text, in order, without overlaps. Cap: the first 60. */
export function datesIn(text: string): WrittenDate[] {
  const found: WrittenDate[] = [];
  const free = (start: number, end: number): boolean =>
    found.every((date) => end <= date.start || start >= date.end);
  for (const regex of [FULL, MONTH_DAY, MONTH])
    for (const match of allMatches(regex, text)) {
      const start = match.index;
      const end = start + match[0].length;
      if (found.length >= 60 || !free(start, end)) continue;
      const { year, month = "", day } = match.groups ?? {};
      const gap = /\s$/.test(match[0]) ? 1 : 0;
      found.push(
        complete(text, {
          start,
          end: end - gap,
          year: year === undefined ? undefined : numeral(year),
          month: numeral(month),
          day: day === undefined ? undefined : numeral(day),
          problems: [],
        }),
      );
    }
  for (const match of allMatches(DAY_ONLY, text)) {
    const start = match.index;
    const end = start + match[0].length;
    if (Number(match.groups?.day) <= 31 || !free(start, end) || found.length >= 60) continue;
    const message = `【日期】“${match[0]}”不成日期，可能丢失“月”`;
    found.push({ start, end, month: 0, problems: [{ code: "date_invalid", start, end, message }] });
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Adds what stands right behind the date (weekday, clock) and judges all of it. */
function complete(text: string, date: WrittenDate): WrittenDate {
  const { start, end, year, month, day } = date;
  const behind = text.slice(end, end + 24);
  const shown = text.slice(start, end);
  if (!exists(year ?? 2024, month, day ?? 1))
    date.problems.push({ code: "date_invalid", start, end, message: `“${shown}”在日历上不存在` });
  const week = WEEKDAY.exec(behind.slice(0, 8));
  const before = WEEKDAY_BEFORE.exec(text.slice(Math.max(0, start - 6), start));
  const name = week && week.index <= 2 ? week.groups?.name : before?.groups?.name;
  if (name) date.weekday = DAYS.indexOf(name.replace("天", "日"));
  if (week && week.index <= 2) date.end = end + week.index + week[0].length;
  const mismatch = weekdayProblem(date, shown);
  if (mismatch) date.problems.push(mismatch);
  clock(text, date, end);
  return date;
}

/** The weekday that stands beside a date is another than the calendar's. `shown` are the words of the date. */
export function weekdayProblem(date: WrittenDate, shown: string): DateProblem | undefined {
  const { start, end, year, month, day, weekday } = date;
  if (weekday === undefined || year === undefined || day === undefined || !exists(year, month, day))
    return undefined;
  const real = weekdayOf(year, month, day);
  const message = `${year}年${month}月${day}日是星期${DAYS.charAt(real)}，文中写“星期${DAYS.charAt(weekday)}”（${shown}）`;
  return real === weekday ? undefined : { code: "weekday_mismatch", start, end, message };
}

function clock(text: string, date: WrittenDate, from: number): void {
  const line = text.slice(from, from + 24).split(/[\n,。;]/)[0] ?? "";
  for (const match of allMatches(CLOCK, line)) {
    const { hour, minute, words } = match.groups ?? {};
    const start = from + match.index;
    const end = start + match[0].length;
    const minutes = minute ?? words;
    const bad = Number(hour) > 24 || (minutes !== undefined && Number(minutes.slice(0, 2)) > 59);
    if (bad) date.problems.push({ code: "date_invalid", start, end, message: `时刻“${match[0]}”不存在` });
    date.end = Math.max(date.end, end);
  }
}

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const leap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** True when the calendar has the day. */
export function exists(year: number, month: number, day: number): boolean {
  const length = month === 2 && leap(year) ? 29 : (LENGTHS[month - 1] ?? 0);
  return day >= 1 && day <= length;
}

/** 0 is Sunday. The day must exist. */
export const weekdayOf = (year: number, month: number, day: number): number =>
  new Date(Date.UTC(year, month - 1, day)).getUTCDay();

/** A number that orders dates as written, also impossible ones; a bare month counts as its first day. */
export const order = (date: { year?: number; month: number; day?: number }): number =>
  (date.year ?? 0) * 10_000 + date.month * 100 + (date.day ?? 1);

/** `YYYY-MM-DD`, or undefined for a date that does not exist or has no year or day. */
export function iso(date: WrittenDate): string | undefined {
  const { year, month, day } = date;
  if (year === undefined || day === undefined || !exists(year, month, day)) return undefined;
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** Days from the beginning of the calendar to a date as written; a bare month counts as its first day. */
export const dayNumber = (date: { year?: number; month: number; day?: number }): number =>
  Math.round(Date.UTC(date.year ?? 0, date.month - 1, date.day ?? 1) / 86_400_000);
