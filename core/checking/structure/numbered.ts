/** Numbered points of a passage: 一、 (一) 1. ①, and 一是…二是… in a sentence. Only series that count on from one. */
import { allMatches } from "../../text/matching.ts";
import type { Span } from "../../text/normalized.ts";
import { figure } from "./figures.ts";

export type Point = Span & { number: number };
/** Points of one style that follow one another from 1 on. Each reaches to the next, the last to the end of its passage. */
export type Series = { style: string; points: Point[] };

const CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫";
const N = "[一二三四五六七八九十]{1,3}";
const STYLES: Array<[string, RegExp]> = [
  ["section", new RegExp(`(?<=^|\\n)[ \\t]*(?<n>${N})(?:、|[.](?!\\d))`, "gd")],
  ["bracketed", new RegExp(`\\((?<n>${N}|\\d{1,2})\\)`, "gd")],
  ["figure", /(?<=^|[\n;。 \t])[ \t]*(?<n>\d{1,2})(?:[、)]|[.](?!\d))/dg],
  ["circled", new RegExp(`(?<n>[${CIRCLED}])`, "gd")],
  ["said", new RegExp(`(?<=^|[,。;:\\n ])(?<n>${N})(?:是|要|则)`, "gd")],
  ["first", new RegExp(`第(?<n>${N}|\\d{1,2})(?:[,、:]|条|个问题|点)`, "gd")],
  ["question", new RegExp(`问题(?<n>${N}|\\d{1,2})(?=[:、.,])`, "gd")],
];

const numberOf = (words: string): number =>
  CIRCLED.includes(words) ? CIRCLED.indexOf(words) + 1 : figure(words);

/** All series of a text, in the order of their first points. A number that does not follow its forerunner ends a series. */
export function seriesIn(text: string): Series[] {
  const found: Series[] = [];
  for (const [style, regex] of STYLES) {
    let series: Series | undefined;
    for (const match of allMatches(regex, text)) {
      const number = numberOf(match.groups?.n ?? "");
      const point = { number, start: match.index, end: text.length };
      const last = series?.points.at(-1);
      if (series && last && number === last.number + 1) {
        last.end = point.start;
        series.points.push(point);
      } else if (number === 1) {
        if (last) last.end = Math.min(last.end, match.index);
        series = { style, points: [point] };
        found.push(series);
      } else series = undefined;
    }
  }
  return found
    .filter(({ points }) => points.length > 1)
    .sort((a, b) => (a.points[0]?.start ?? 0) - (b.points[0]?.start ?? 0));
}
