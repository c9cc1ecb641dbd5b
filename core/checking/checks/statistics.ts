// Checks on figures: parts against the total, order of a ranking (domain.md §4.6).
import type { Check } from "./check.ts";

/** In one passage: the parts must add up to the total. */
export const sums: Check<"sums"> = (context, _verdicts, _rule, regexes) => {
  const [total, ...parts] = regexes;
  if (!total) return [];
  for (const span of context.page.sentences) {
    const words = context.page.text.slice(span.start, span.end);
    const all = [...words.matchAll(total)][0];
    if (!all) continue;
    const given = parts.flatMap((part) => [...words.matchAll(part)].slice(0, 12));
    const values = given.map((match) => Number(match.groups?.v));
    const sum = values.reduce((a, b) => a + b, 0);
    const stated = Number(all.groups?.v);
    if (values.length < 2 || sum === stated) continue;
    const end = Math.max(...given.map((match) => match.index + match[0].length), all.index + all[0].length);
    return [{ at: { start: span.start + all.index, end: span.start + end }, values: { sum, total: stated } }];
  }
  return [];
};

/** In one passage: a ranking's figures must not rise. */
export const ranking: Check<"ranking"> = (context, _verdicts, _rule, regexes) => {
  const [regex] = regexes;
  for (const span of regex ? context.page.sentences : []) {
    const words = context.page.text.slice(span.start, span.end);
    for (const match of words.matchAll(regex ?? /(?!)/g)) {
      const list = match.groups?.v ?? "";
      const values = [...list.matchAll(/(\d+(?:\.\d+)?)/g)].map((one) => Number(one[1]));
      const rises = values.some((value, index) => index > 0 && value > (values[index - 1] ?? value));
      const start = span.start + match.index + match[0].indexOf(list);
      if (rises) return [{ at: { start, end: start + list.length }, values: {} }];
    }
  }
  return [];
};
