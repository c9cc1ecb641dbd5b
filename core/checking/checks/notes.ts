// Notes and records that were written in one go (domain.md §3.7, §5.6): many entries of a day, one speech for several people.

import type { Span } from "../../text/normalized.ts";
import { wordsOf } from "../context.ts";
import { datesIn, iso } from "../dates.ts";
import type { Check } from "./check.ts";

/** A line that begins with a date begins an entry; `times` entries of one day are too many. */
export const backfilled: Check<"backfilled"> = (context, _verdicts, rule) => {
  const days = new Map<string, number>();
  for (const line of context.page.lines) {
    const head = wordsOf(context, { start: line.start, end: Math.min(line.end, line.start + HEAD) });
    const [date] = datesIn(head);
    const day = date && iso(date);
    if (!date || !day || date.start > LABEL) continue;
    const times = (days.get(day) ?? 0) + 1;
    days.set(day, times);
    if (times === rule.times) return [{ at: entry(line), values: { times } }];
  }
  return [];
};

const HEAD = 40;
const LABEL = 8;
const entry = (line: Span): Span => ({ start: line.start, end: Math.min(line.end, line.start + 60) });

/** Two people are recorded with the same words, of some length. */
export const sameSpeech: Check<"same_speech"> = (context, _verdicts, rule) => {
  const speakers = new Map<string, string>();
  for (const { name, words, setDown } of context.discussion.speeches) {
    // One sentence may tell of several people.
    if (!words || !setDown) continue;
    const said = wordsOf(context, words).replace(/[\s\p{P}]/gu, "");
    const other = speakers.get(said);
    if (said.length >= rule.length && other !== undefined && other !== name)
      return [{ at: words, values: { person: name, other } }];
    speakers.set(said, name);
  }
  return [];
};
