// Problems by their number: as many as were said, and each answered (domain.md §7 x_rectify_complete).
import { allMatches } from "../../text/matching.ts";
import { FIGURE, figure } from "../structure/figures.ts";
import { type Series, seriesIn } from "../structure/numbered.ts";
import type { Check } from "./check.ts";

const MEASURE = "(?:个|条|项|点|处|类|件|样)";
const STATED = new RegExp(
  `(?:存在|指出|反馈|提出|列出|发现|所列|列举|以下|如下|通报|交办|通知|点了|的)[^。;,\\d]{0,10}?(?<v>${FIGURE})${MEASURE}(?:方面)?(?:的)?(?:主要|突出|具体|存在)?(?:问题|不足|意见|毛病|缺点|漏洞)`,
  "gd",
);
/** Words that say that not every problem is meant. */
const PARTLY = /主要|其中|部分|突出|典型|余下|其余|除|另/;
const MAX_POINTS = 20;
const CLOSE = 60;

/** So many problems were said to be; the series that follows has another number of points. */
export const statedPoints: Check<"stated_points"> = (context) => {
  const { text } = context.page;
  for (const match of allMatches(STATED, text)) {
    const stated = figure(match.groups?.v ?? "");
    const from = match.index + match[0].length;
    const series = nextSeries(text, from);
    if (!series || PARTLY.test(match[0]) || stated > MAX_POINTS) continue;
    const counted = series.points.length;
    if (counted === stated) continue;
    return [
      {
        at: { start: match.index, end: from },
        values: { stated, counted },
        // A list may hold more than the problems.
        ...(counted > stated && { severity: "look" as const }),
      },
    ];
  }
  return [];
};

/** The series that begins right behind the words. */
const nextSeries = (text: string, from: number): Series | undefined =>
  seriesIn(text.slice(from, from + 4000)).find(({ points }) => (points[0]?.start ?? CLOSE) < CLOSE);

/**
 * A reply that goes through the problems one by one leaves some out: by the number that was said, or by the list of problems
 * above the list of answers. Prose that goes through nothing is not judged.
 */
export const unanswered: Check<"unanswered"> = (context) => {
  const { text } = context.page;
  const all = seriesIn(text);
  const issues = all.find((series) => told(text, series, ISSUES) && !answered(text, series));
  const [match] = allMatches(STATED, text);
  const stated = match && !PARTLY.test(match[0]) ? figure(match.groups?.v ?? "") : 0;
  const total = Math.max(stated, issues?.points.length ?? 0);
  const from = issues?.points.at(-1)?.start ?? (match ? match.index + match[0].length : text.length);
  const answers = all
    .filter(({ points }) => (points[0]?.start ?? 0) > from)
    .filter((one) => answered(text, one));
  const most = Math.max(0, ...answers.map(({ points }) => points.length));
  if (total > MAX_POINTS || total < 2 || most === 0 || most >= total) return [];
  const at = match
    ? { start: match.index, end: match.index + match[0].length }
    : (issues?.points[0] ?? { start: 0, end: 0 });
  return [
    {
      at: { start: at.start, end: Math.min(at.end, at.start + CLOSE) },
      values: { stated: total, answered: most },
    },
  ];
};

const ISSUES = /问题|意见|毛病|不足|指出|反馈/;
const ANSWERS = /整改|措施|责任|完成|落实|已|改/;
/** What stands right before the first point says what the points are. */
const told = (text: string, { points }: Series, words: RegExp): boolean =>
  words.test(text.slice(Math.max(0, (points[0]?.start ?? 0) - 24), points[0]?.start ?? 0));
/** Most points of a series tell what was done. */
const answered = (text: string, { points }: Series): boolean =>
  points.filter(({ start, end }) => ANSWERS.test(text.slice(start, Math.min(end, start + 300)))).length * 2 >
  points.length;
