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
