// Days named in several papers: in which order, the same one, before the next session, as often as planned.
import { datesIn, iso } from "../dates.ts";
import type { CrossCheck } from "./contradiction.ts";
import { dayOf, matchesAt, pairs } from "./element-ref.ts";

/** Every day at `of` lies before every day at `to`, or on it where the rule is not strict. */
export const dateOrder: CrossCheck = (session, { of, to, strict }) =>
  pairs(session, of, to).flatMap(([at, beside]) => {
    const [first, second] = [dayOf(at), dayOf(beside)];
    if (first === undefined || second === undefined) return [];
    const wrong = strict ? first >= second : first > second;
    return wrong ? [{ at, beside, values: { first, second } }] : [];
  });

/** Every day at `of` is the day at `to`. */
export const sameDate: CrossCheck = (session, { of, to }) =>
  pairs(session, of, to).flatMap(([at, beside]) => {
    const [first, second] = [dayOf(at), dayOf(beside)];
    return first !== undefined && second !== undefined && first !== second
      ? [{ at, beside, values: { first, second } }]
      : [];
  });

/** The day at `to` is among the days that the papers at `of` speak of: notes have an entry for each session. */
export const dayAmong: CrossCheck = (session, { of, to }) =>
  pairs(session, of, to).flatMap(([at, beside]) => {
    const second = dayOf(beside);
    const { text } = at.paper;
    if (second === undefined || text === undefined) return [];
    const [year = 0, month = 0, day = 0] = second.split("-").map(Number);
    const dates = datesIn(text.normalize("NFKC")).filter((date) => date.day !== undefined);
    const named = dates.some(
      (date) => date.month === month && date.day === day && (date.year === undefined || date.year === year),
    );
    const first = dates[0] && (iso(dates[0]) ?? `${dates[0].month}月${dates[0].day}日`);
    return named || first === undefined ? [] : [{ at, beside, values: { first, second } }];
  });

/** Every day at `of` lies before the unit's next session. */
export const beforeNext: CrossCheck = ({ next, ...session }, { of }) =>
  matchesAt(session, of).flatMap((at) => {
    const first = dayOf(at);
    return next !== undefined && first !== undefined && first >= next
      ? [{ at, values: { first, second: next } }]
      : [];
  });

const MONTHLY = /每(?:个)?月[^。;；每]{0,40}?([一二两三四五六1-6])次/;
const QUARTERLY = /每(?:个)?季度?[^。;；每]{0,40}?([一二两三四五六1-6])次/;
const COUNTS = "零一二三四五六";
const count = (digit: string): number => (digit === "两" ? 2 : Number(digit) || COUNTS.indexOf(digit));

/**
 * In a quarter that is over, as many sessions are recorded at `to` as the first spot at `of` promises, by month or by
 * quarter; at least as many a quarter as the rule's quota asks.
 */
export const oftenEnough: CrossCheck = (session, { of, to, quota }, { quotas }) => {
  const { months } = session;
  const [at] = matchesAt(session, of);
  const least = quotas[quota ?? ""]?.value ?? 0;
  if (!months || !at) return [];
  const days = [...new Set(matchesAt(session, to).flatMap((spot) => dayOf(spot) ?? []))];
  const held = (month: string): number => days.filter((day) => day.startsWith(month)).length;
  const words = at.result.evidence.normalize("NFKC");
  const monthly = MONTHLY.exec(words)?.[1];
  const short = monthly ? months.filter((month) => held(month) < count(monthly)) : [];
  if (monthly && short.length > 0) {
    const second = short.map((month) => `${Number(month.slice(5))}月${held(month)}次`).join("、");
    return [{ at, values: { first: `每月${count(monthly)}次`, second } }];
  }
  const promised = QUARTERLY.exec(words)?.[1];
  const wanted = Math.max(least, promised ? count(promised) : 0);
  if (days.length >= wanted) return [];
  const quarter = `${months[0]?.slice(0, 4)}年第${Math.ceil(Number(months[0]?.slice(5)) / 3)}季度`;
  return [{ at, values: { first: `每季度${wanted}次`, second: `${quarter}${days.length}次` } }];
};
