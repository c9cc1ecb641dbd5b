/**
 * Which year a date without one falls into. A record looks back from the day on which it was issued, every other paper takes
 * the year that brings the date nearest to that day: a scheme of December for January looks forward.
 */
import { datesIn, dayNumber, exists, type WrittenDate } from "../dates.ts";
import type { Page } from "../page.ts";

export type Grounds = {
  page: Page;
  asOf: string;
  /** The year that title or filing names. */
  named?: number;
  /** The paper tells of what has been. */
  record: boolean;
};

/** Nearer than this to a date that names its year, another date can only be of the one year. */
const NEAR = 100;
/** What a record tells of does not lie ahead of it: a day ahead weighs as much as so many behind. */
const AHEAD = 4;
const SAME_LINE = 120;
const anchors = new WeakMap<Page, WrittenDate | undefined>();

/** The day from which a paper speaks: the date at its end, else the first that names its year. */
export function anchorOf(page: Page): WrittenDate | undefined {
  if (!anchors.has(page)) anchors.set(page, found(page));
  return anchors.get(page);
}

function found(page: Page): WrittenDate | undefined {
  for (const line of page.tail.slice(-4).reverse()) {
    const words = page.text.slice(line.start, line.end);
    const [date] = full(words);
    if (date && /^[)印发日号\s。]{0,6}$/.test(words.slice(date.end)) && date.start <= 30)
      return { ...date, start: date.start + line.start, end: date.end + line.start };
  }
  return full(page.text.slice(0, 1200))[0];
}

const full = (words: string): WrittenDate[] =>
  datesIn(words).filter(
    ({ year, month, day }) => year !== undefined && day !== undefined && exists(year, month, day),
  );

/** The year, and whether it is only the likeliest. */
export function yearFor(
  { page, asOf, named, record }: Grounds,
  date: { month: number; day?: number; start: number },
): { year: number; guessed: boolean } {
  const line =
    page.text
      .slice(Math.max(0, date.start - SAME_LINE), date.start)
      .split("\n")
      .at(-1) ?? "";
  const before = datesIn(line).findLast(({ year, month }) => year !== undefined && month > 0);
  if (before?.year !== undefined && before.month <= date.month)
    return { year: before.year, guessed: before.month + 6 < date.month };
  const anchor = anchorOf(page);
  const [asYear = 0, asMonth = 1, asDay = 1] = asOf.split("-").map(Number);
  const from = anchor ?? { year: asYear, month: asMonth, day: asDay };
  const origin = dayNumber(from);
  if (!anchor && named !== undefined) return { year: named, guessed: true };
  const weight = (days: number): number => (record && days > 0 ? days * AHEAD : Math.abs(days));
  let best = { year: 0, days: Number.POSITIVE_INFINITY };
  for (const year of [-1, 0, 1].map((shift) => (from.year ?? asYear) + shift)) {
    const days = dayNumber({ ...date, year }) - origin;
    if (weight(days) < weight(best.days)) best = { year, days };
  }
  return { year: best.year, guessed: !anchor || Math.abs(best.days) > NEAR };
}
