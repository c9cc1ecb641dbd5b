/** Hours of the day as people write them, and stretches from one to the other: 14:30—16:00, 上午九点至十一点半. */
import { allMatches } from "../../text/matching.ts";
import type { Span } from "../../text/normalized.ts";
import { figure } from "./figures.ts";

export type Hour = Span & { minutes: number; half: "" | "morning" | "afternoon"; exists: boolean };
export type Stretch = Span & { from: Hour; to: Hour };

const NUMERAL = "[一二两三四五六七八九十〇零]{1,3}";
const HOUR = new RegExp(
  `(?<half>[上下]午|晚上|晚|中午|早上|早|午后|夜里|傍晚)?\\s?(?:(?<![\\d:.])(?<hour>\\d{1,2}):(?<minute>\\d{2})(?!\\d)(?::\\d{2})?|(?<![\\d.一二三四五六七八九十])(?<clock>\\d{1,2}|${NUMERAL})(?:时|点钟?)(?!间|候|长|代)(?:(?<words>\\d{1,2}|${NUMERAL})分|(?<half2>半)|(?<quarter>[一三])刻)?)`,
  "gd",
);
const AFTERNOON = /下午|晚|午后|夜里|傍晚/;
/** Words that may stand between the two ends of a stretch. */
const BETWEEN = /^\s?(?:开始|起|开会)?[,、;]?\s?(?:—+|-+|~|至|到)?\s?(?:结束(?:时间)?:?|散会(?:时间)?:?)?$/;
/** 3月5日16:00至3月5日17:30: the day is told again behind the dash. */
const DAY_AGAIN = /^\s?(?:—+|-+|~|至|到)\s?(?<day>(?:(?:\d{4}年)?\d{1,2}月)?\d{1,2}[日号])\s?$/;
const LINKED = /—|-|~|至|到|开始|起/;
const CLOSED = /^\s?(?:结束|散会|止|散)/;

/** The hours of a text in order. */
export function hoursIn(text: string): Hour[] {
  return allMatches(HOUR, text).map((match) => {
    const { half = "", hour, minute, clock = "", words, half2, quarter } = match.groups ?? {};
    const hours = hour === undefined ? figure(clock) : Number(hour);
    const rest =
      minute !== undefined
        ? Number(minute)
        : words
          ? figure(words)
          : half2
            ? 30
            : quarter === "一"
              ? 15
              : quarter
                ? 45
                : 0;
    const late = AFTERNOON.test(half) && hours < 12;
    return {
      start: match.index,
      end: match.index + match[0].length,
      minutes: (hours + (late ? 12 : 0)) * 60 + rest,
      half: AFTERNOON.test(half) ? "afternoon" : half === "" ? "" : "morning",
      exists: hours <= 24 && rest < 60,
    };
  });
}

/** From one hour to the next on one line, where a dash, 至, or 开始…结束 joins them. */
export function stretchesIn(text: string): Stretch[] {
  const hours = hoursIn(text);
  return hours.flatMap((from, at) => {
    const to = hours[at + 1];
    if (!to) return [];
    const between = text.slice(from.end, to.start);
    const day = DAY_AGAIN.exec(between)?.groups?.day;
    const joined = day
      ? text.slice(0, from.start).trimEnd().endsWith(day)
      : BETWEEN.test(between) && (LINKED.test(between) || CLOSED.test(text.slice(to.end)));
    return joined ? [{ start: from.start, end: to.end, from, to }] : [];
  });
}

const HALF_DAY = 720;
const EARLIEST = 420;
/** Nine hours: no meeting lasts longer. */
const LONGEST = 540;

/**
 * The end surely lies before the start. An end without 上午 or 下午 may be meant twelve hours later (8:30—5:00), unless the
 * start is written on the clock of 24 hours; past midnight nobody studies.
 */
export function reversed({ from, to }: Stretch): boolean {
  if (!from.exists || !to.exists || to.minutes >= from.minutes) return false;
  if (to.half !== "" || from.minutes >= 780) {
    const inherited = from.half === "afternoon" && to.half === "" && to.minutes < HALF_DAY;
    // 下午2:30至5:10 carries its 下午 on.
    return inherited ? to.minutes + HALF_DAY < from.minutes : to.minutes >= EARLIEST || to.half !== "";
  }
  return to.minutes + HALF_DAY - from.minutes > LONGEST;
}
