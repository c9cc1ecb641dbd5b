// Global expressions remember where they stopped. These do not, so that one document never sways the next.

/** The first match, wherever the expression was left before. */
export function firstMatch(regex: RegExp, words: string): RegExpExecArray | undefined {
  regex.lastIndex = 0;
  const match = regex.exec(words);
  regex.lastIndex = 0;
  return match ?? undefined;
}

/** True when the expression matches anywhere. */
export const hits = (regex: RegExp, words: string): boolean => firstMatch(regex, words) !== undefined;

const NONE: readonly RegExpExecArray[] = [];

/**
 * Every match in order, as `matchAll` gives them, without the copy of the expression that `matchAll` makes each time:
 * where many patterns meet many short sentences that copy is most of the cost. The expression must be global.
 */
export function allMatches(regex: RegExp, words: string): readonly RegExpExecArray[] {
  regex.lastIndex = 0;
  let match = regex.exec(words);
  if (!match) return NONE;
  const all: RegExpExecArray[] = [];
  for (; match; match = regex.exec(words)) {
    all.push(match);
    if (match[0] === "") regex.lastIndex++;
  }
  regex.lastIndex = 0;
  return all;
}
