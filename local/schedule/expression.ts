/**
 * When a rule is due, in the words of EventBridge Scheduler: `cron(minute hour day month weekday year)` or
 * `rate(5 minutes)`. What AWS would refuse, and what cannot be computed here, is refused.
 */
import { Cron } from "croner";

/** Milliseconds since 1970 in and out. */
export interface Recurrence {
  /** First due time after `at`; undefined when there is none any more. */
  after(at: number): number | undefined;
  /** Latest due time at or before `at`, not before `since`. */
  latest(at: number, since: number): number | undefined;
}

interface Refusal {
  code:
    | "schedule.malformed"
    | "schedule.day_fields"
    | "schedule.field"
    | "schedule.timezone"
    | "schedule.never";
  message: string;
}

export type Parsed = { recurrence: Recurrence } | { refusal: Refusal };

const refused = (code: Refusal["code"], message: string): Parsed => ({ refusal: { code, message } });

/** Parses a schedule. `anchor` is the time from which a rate counts. */
export function parseSchedule(text: string, timezone: string, anchor: number): Parsed {
  const rate = /^rate\(([1-9]\d*) (minute|hour|day)s?\)$/.exec(text);
  if (rate) return { recurrence: every(Number(rate[1]) * (UNITS[rate[2] ?? ""] ?? 0), anchor) };
  const cron = /^cron\((.+)\)$/.exec(text)?.[1]?.trim().split(/\s+/);
  if (cron?.length !== FIELDS.length) {
    return refused(
      "schedule.malformed",
      `定时表达式“${text}”无法识别，请写成 cron(分 时 日 月 周 年) 或 rate(5 minutes)。`,
    );
  }
  return parseCron(text, cron, timezone);
}

const UNITS: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

function every(period: number, anchor: number): Recurrence {
  const turn = (at: number) => Math.floor((at - anchor) / period);
  return {
    after: (at) => anchor + (Math.max(turn(at), 0) + 1) * period,
    latest(at, since) {
      const due = anchor + turn(at) * period;
      return due > anchor && due >= since ? due : undefined;
    },
  };
}

const NUMBER = String.raw`\d+`;
const MONTH = "JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC";
const WEEKDAY = "SUN|MON|TUE|WED|THU|FRI|SAT";

/** Lists of values, ranges and steps: `1,5-9,0/15,*`. */
const listOf = (value: string) => {
  const item = String.raw`(\*|(${value})(-(${value}))?)(/\d+)?`;
  return new RegExp(`^${item}(,${item})*$`);
};

/** The fields in AWS's order: their names, their span, and what each may hold besides lists. */
const FIELDS = [
  { name: "分", first: 0, last: 59, list: listOf(NUMBER) },
  { name: "时", first: 0, last: 23, list: listOf(NUMBER) },
  { name: "日", first: 1, last: 31, list: listOf(NUMBER), special: /^(\?|L|LW|\d+W)$/ },
  { name: "月", first: 1, last: 12, list: listOf(`${NUMBER}|${MONTH}`) },
  {
    name: "周",
    first: 1,
    last: 7,
    list: listOf(`${NUMBER}|${WEEKDAY}`),
    special: /^(\?|L|[1-7]L|[1-7]#[1-5])$/,
  },
  { name: "年", first: 1970, last: 2199, list: listOf(NUMBER) },
];
const DAY = 2;
const DAY_OF_WEEK = 4;

function parseCron(text: string, fields: string[], timezone: string): Parsed {
  if ((fields[DAY] === "?") === (fields[DAY_OF_WEEK] === "?")) {
    return refused("schedule.day_fields", `定时表达式“${text}”的“日”与“周”必须有且只有一个写成 ?。`);
  }
  for (const [index, field] of FIELDS.entries()) {
    const given = (fields[index] ?? "").toUpperCase();
    const inSpan = (given.match(/\d+(?![\d#LW])/g) ?? []).every((n, i) => within(given, Number(n), i, field));
    if (!(field.list.test(given) && inSpan) && !field.special?.test(given)) {
      return refused("schedule.field", `定时表达式“${text}”的“${field.name}”不能写成“${fields[index]}”。`);
    }
  }
  const pattern = ["0", ...fields.map((given, index) => forCroner(given.toUpperCase(), index))].join(" ");
  try {
    const cron = new Cron(pattern, { timezone, mode: "7-part", alternativeWeekdays: true });
    cron.nextRun();
    if (cron.nextRun(new Date(0)) === null)
      return refused("schedule.never", `定时表达式“${text}”永远不会到期。`);
    return { recurrence: recurrenceOf(cron) };
  } catch {
    return isTimezone(timezone)
      ? refused("schedule.malformed", `定时表达式“${text}”无法识别。`)
      : refused("schedule.timezone", `时区“${timezone}”不存在，请写成 Asia/Shanghai 这样的名称。`);
  }
}

/** A number after a slash is a step and may be anything from 1; every other one must lie in the field's span. */
function within(given: string, value: number, nth: number, field: { first: number; last: number }): boolean {
  const before = [...given.matchAll(/\d+(?![\d#LW])/g)][nth];
  if (before && given[before.index - 1] === "/") return value >= 1;
  return value >= field.first && value <= field.last;
}

/** `?` is any day, `a/n` runs to the end of the field, and the last day of a week is Saturday. */
function forCroner(given: string, index: number): string {
  if (given === "?") return "*";
  if (given === "L" && index === DAY_OF_WEEK) return "7";
  const { last } = FIELDS[index] ?? { last: 0 };
  return given.replace(/(^|,)(\w+)\/(\d+)/g, `$1$2-${last}/$3`);
}

function isTimezone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function recurrenceOf(cron: Cron): Recurrence {
  return {
    after: (at) => cron.nextRun(new Date(at))?.getTime(),
    latest(at, since) {
      // Croner looks strictly before: one more second includes `at` itself.
      const due = cron.previousRuns(1, new Date(Math.floor(at / 1000) * 1000 + 1000))[0]?.getTime();
      return due !== undefined && due >= since ? due : undefined;
    },
  };
}
