/** Numbers as people write them: 12, 十二, 一百七十五, 两, 〇. */
import { allMatches } from "../../text/matching.ts";
import type { Span } from "../../text/normalized.ts";

export type Figure = Span & { value: number };

/** A number of digits or of numerals, for use inside other patterns. */
export const FIGURE = "(?:\\d{1,6}|[一二两三四五六七八九十百千〇零]{1,8})";
const DIGITS = "〇一二三四五六七八九";
const UNITS: Record<string, number> = { 十: 10, 百: 100, 千: 1000 };

/** 一百七十五 is 175; NaN where the words are no number. */
export function figure(words: string): number {
  if (/^\d+$/.test(words)) return Number(words);
  let total = 0;
  let last = 0;
  for (const character of words.replace(/零/g, "〇").replace(/两/g, "二")) {
    const unit = UNITS[character];
    const digit = DIGITS.indexOf(character);
    if (unit !== undefined) {
      total += (last || (unit === 10 && total % 100 === 0 ? 1 : 0)) * unit;
      last = 0;
    } else if (digit >= 0) last = last > 0 ? last * 10 + digit : digit;
    else return Number.NaN;
  }
  return words === "" ? Number.NaN : total + last;
}

/** Every match of a pattern with a group `v` that is a figure; the span is the whole match. */
export function figuresIn(regex: RegExp, words: string, offset = 0): Figure[] {
  return allMatches(regex, words).flatMap((match) => {
    const value = figure(match.groups?.v ?? "");
    const start = offset + match.index;
    return Number.isNaN(value) ? [] : [{ start, end: start + match[0].length, value }];
  });
}
