/** Which patterns a check brings, in the order in which its function takes them; one that is not given never matches. */
import type { CheckSource } from "./schema/check.ts";

const NOTHING = "(?!)";

export function patternsOf(source: CheckSource): string[] {
  if ("pattern" in source) {
    const except = "except" in source && source.except !== undefined ? [source.except] : [];
    const unless = "unless" in source && source.unless ? [source.unless] : [];
    return [source.pattern, ...except, ...unless];
  }
  switch (source.kind) {
    case "date_order":
      return [source.seekEarlier ?? NOTHING, source.seekLater ?? NOTHING];
    case "later_reading":
      return [source.seek ?? NOTHING];
    case "sums":
      return [source.total, source.opens, source.whole ?? NOTHING];
    case "hollow": {
      const words = source.words.map((word) => `(?:${word})`).join("|");
      return [`${words}|{hollow}`, source.unless ?? NOTHING, source.cue ?? NOTHING];
    }
    default:
      return [];
  }
}
