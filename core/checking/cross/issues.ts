// Numbered problems: each one that a paper names is taken up in the paper that follows it.
import { gramSet } from "../similarity/grams.ts";
import type { CrossCheck } from "./contradiction.ts";
import { pairs } from "./element-ref.ts";

const ISSUE =
  /^\s*(?:问题)?[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[)）]?[.．、：:]\s*(\S[^\n]{5,120})/gm;
const FURTHER = /[。；;]|要求|整改(?:要求|期限)/;
/** An issue counts as taken up when this share of its pairs of characters stands in the later paper. */
const ANSWERED = 0.5;

/** Every numbered issue at `of` is taken up in the paper at `to`. */
export const issuesAnswered: CrossCheck = (session, { of, to }) =>
  pairs(session, of, to).flatMap(([at, beside]) => {
    const { text: earlier } = at.paper;
    const { text: later } = beside.paper;
    if (earlier === undefined || later === undefined) return [];
    const known = gramSet(later, 2);
    const listed = earlier.slice(at.result.start);
    return [...listed.matchAll(ISSUE)].flatMap((match) => {
      const issue = (match[1] ?? "").split(FURTHER)[0] ?? "";
      const grams = [...gramSet(issue, 2)];
      const shared = grams.filter((gram) => known.has(gram)).length;
      return grams.length > 3 && shared / grams.length < ANSWERED
        ? [{ at: beside, beside: at, values: { issue } }]
        : [];
    });
  });
