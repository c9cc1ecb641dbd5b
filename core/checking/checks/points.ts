// Problems by their number: as many as were said, and each answered (domain.md §7 x_rectify_complete).
import { allMatches } from "../../text/matching.ts";
import { FIGURE, figure } from "../structure/figures.ts";
import { type Series, seriesIn } from "../structure/numbered.ts";
import type { Check } from "./check.ts";

const STATED = new RegExp(
  `(?:存在|指出|反馈|提出|列出|发现|所列|列举|以下|如下|通报|交办|的)[^。;,\\d]{0,8}?(?<v>${FIGURE})(?:个|条|项|点|处|类)(?:方面)?(?:的)?(?:主要|突出|具体|存在)?(?:问题|不足|意见)`,
  "gd",
);
/** Words that say that not every problem is meant. */
const PARTLY = /主要|其中|部分|突出|典型|余下|其余|除|另/;

/** So many problems were said to be; the series that follows has another number of points. */
export const statedPoints: Check<"stated_points"> = (context) => {
  const { text } = context.page;
  for (const match of allMatches(STATED, text)) {
    const stated = figure(match.groups?.v ?? "");
    const from = match.index + match[0].length;
    const series = nextSeries(text, from);
    if (!series || PARTLY.test(match[0]) || stated > 20) continue;
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

const CLOSE = 60;
/** The series that begins right behind the words. */
const nextSeries = (text: string, from: number): Series | undefined =>
  seriesIn(text.slice(from, from + 4000)).find(({ points }) => (points[0]?.start ?? CLOSE) < CLOSE);

/** A reply that goes through the problems one by one leaves some out. */
export const unanswered: Check<"unanswered"> = (context) => {
  const { text } = context.page;
  const [match] = allMatches(STATED, text);
  if (!match) return [];
  const from = match.index + match[0].length;
  const stated = figure(match.groups?.v ?? "");
  const behind = text.slice(from);
  const listed = nextSeries(text, from);
  // The problems are listed first and answered below, or each is named where it is answered.
  const inSentence =
    listed && (listed.points.at(-1)?.start ?? 0) < (behind.indexOf("\n") < 0 ? 0 : behind.indexOf("\n"));
  const total = Math.max(stated, inSentence ? listed.points.length : 0);
  const answers = seriesIn(inSentence ? behind.slice(behind.indexOf("\n")) : behind).filter(
    ({ points }) =>
      points.length > 1 && points.filter((one) => ANSWERS.test(behind.slice(one.start))).length > 0,
  );
  const most = Math.max(0, ...answers.map(({ points }) => points.length));
  if (total > 20 || most === 0 || most >= total || PARTLY.test(match[0])) return [];
  return [{ at: { start: match.index, end: from }, values: { stated: total, answered: most } }];
};

const ANSWERS = /整改|措施|责任|完成|落实|已/;
