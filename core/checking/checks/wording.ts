// Checks on wording: telling words, repeated sentences, praise without a problem.

import { allMatches, hits } from "../../text/matching.ts";
import type { Check } from "./check.ts";

const MAX = 5;

/** The pattern occurs; each place is shown, up to five. Group `v`, if any, is the place. */
export const words: Check<"words"> = (context, _verdicts, rule, regexes) => {
  const [regex, unless] = regexes;
  if (unless && hits(unless, context.page.text)) return [];
  const from = rule.raw ? context.page.text : context.page.masked;
  const found = [];
  for (const span of regex ? context.page.sentences : [])
    for (const match of allMatches(regex ?? /(?!)/g, from.slice(span.start, span.end))) {
      const at = match.indices?.groups?.v ?? [match.index, match.index + match[0].length];
      found.push({ at: { start: span.start + at[0], end: span.start + at[1] }, values: {} });
      if (found.length >= MAX) return found;
    }
  return found;
};

const LABEL = /^[【[(]?[^,。;:]{1,10}(?:[】\]]:?|:)/;

/** The same sentence, of some length, several times; a label before the first is none of it. */
export const repeated: Check<"repeated"> = (context, _verdicts, rule) => {
  const counts = new Map<string, number>();
  for (const span of context.page.sentences) {
    const words = context.page.text.slice(span.start, span.end).replace(LABEL, "");
    const key = words.replace(/[\s\d.、,。;:()]/g, "");
    if (key.length < rule.length) continue;
    const times = (counts.get(key) ?? 0) + 1;
    counts.set(key, times);
    if (times === rule.times) return [{ at: span, values: { times } }];
  }
  return [];
};

/** Nothing but praise: two words of it at least, and not one that finds fault or says that none was found. */
export const praise: Check<"praise"> = (context, _verdicts, _rule, regexes) => {
  const [good, fault] = regexes;
  const { text, masked } = context.page;
  if (!good || !fault || hits(fault, text.replace(/《[^》\n]{0,60}》/g, ""))) return [];
  const words = new Set(allMatches(good, masked).map((match) => match[0]));
  const [first] = allMatches(good, masked);
  if (!first || words.size < 2) return [];
  const sentence = context.page.sentences.find(({ start, end }) => start <= first.index && first.index < end);
  return sentence
    ? [{ at: { start: sentence.start, end: Math.min(sentence.end, sentence.start + 60) } }]
    : [];
};

/** One element is there and its counterpart is not: praise and no problem. The words of the former are shown. */
export const absentBeside: Check<"absent_beside"> = (_context, verdicts, rule) => {
  const beside = verdicts.get(rule.beside);
  const here = beside !== undefined && ["ok", "weak", "partial"].includes(beside.state);
  return here && verdicts.get(rule.element)?.state === "missing" ? [{ at: beside.evidence }] : [];
};
