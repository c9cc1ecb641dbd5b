/**
 * Did somebody say something of their own? A piece of speech is hollow where set phrases fill half of it; it is own where it
 * holds a fact (a number, a place, a day, a case, one's own duty) or is told in words that are no set phrases.
 */
import type { DiscussionRules } from "../../rulebook/rulebook.ts";
import { allMatches, hits } from "../../text/matching.ts";

/**
 * `fact`: facts of the speaker's own. `told`: at some length in words that are no set phrases. `plain`: a few such words.
 * `hollow`: set phrases and nothing else.
 */
export type Substance = "fact" | "told" | "plain" | "hollow";

/** Says something concrete (domain.md §5.1, D3). */
export const isOwn = (substance: Substance | undefined): boolean =>
  substance === "fact" || substance === "told";

const HALF = 0.5;
/** A number that is no date is a fact among whatever words. */
const FIGURE = /(?<![第\d])\d+(?![\d年月日号:])/;
const SHORT = 4;
/** So many characters outside set phrases are something said, even without a figure. */
const TOLD = 24;
const MOST = 2000;

/** What the words of one speech are worth. */
export function substanceOf(words: string, rules: DiscussionRules): Substance {
  const bare = words
    .slice(0, MOST)
    .replace(/《[^》\n]{0,80}》/g, "")
    .replace(/[ \t]/g, "");
  let told = 0;
  let plain = 0;
  let fact = false;
  for (const piece of bare.split(/[,。;:!?\n]/)) {
    if (piece.length < SHORT) continue;
    const hollow = allMatches(rules.hollow, piece).reduce((sum, match) => sum + match[0].length, 0);
    const counted = FIGURE.test(piece);
    if (hollow >= piece.length * HALF && !counted) continue;
    plain++;
    told += piece.length - hollow;
    fact ||= counted || hits(rules.concrete, piece);
  }
  const long = bare.replace(/\s/g, "").length >= rules.shortest;
  if (long && fact && told >= SHORT) return "fact";
  if (long && told >= TOLD) return "told";
  return plain > 0 ? "plain" : "hollow";
}
