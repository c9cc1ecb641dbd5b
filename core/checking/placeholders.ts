// Blanks, placeholders, and what only looks like one (domain.md §4.4).

import type { Lexicon } from "../rulebook/rulebook.ts";
import { allMatches } from "../text/matching.ts";
import type { Span } from "../text/normalized.ts";

/** A value that holds nothing: underscores, dots, “（签名）”, 年 月 日 without digits. */
export const isBlank = (value: string, lexicon: Lexicon): boolean => lexicon.blanks.test(value.trim());

/** The placeholder tokens of a text that no whitelist entry covers. Positions count from the start of the text. */
export function placeholdersIn(words: string, lexicon: Lexicon): Span[] {
  const spared: Span[] = [];
  for (const match of allMatches(lexicon.placeholderWhitelist, words))
    spared.push({ start: match.index, end: match.index + match[0].length });
  const found: Span[] = [];
  for (const match of allMatches(lexicon.placeholders, words)) {
    const span = { start: match.index, end: match.index + match[0].length };
    if (spared.some((other) => other.start <= span.start && span.end <= other.end)) continue;
    found.push(span);
    if (found.length >= 40) break;
  }
  return found;
}
