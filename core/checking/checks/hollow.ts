// Words that say nothing (domain.md §5.1): a passage in which, without the stock of such words, nothing is left.
import { hits } from "../../text/matching.ts";
import type { Span } from "../../text/normalized.ts";
import { type ExaminationContext, wordsOf } from "../context.ts";
import { bareWords, passageAt } from "../structure/passage.ts";
import type { Check } from "./check.ts";

/** A number, a title, words in quotation marks: something was said. */
const FACT =
  /\d|《|“|[一二两三四五六七八九十百千]{1,4}(?:[个次户件起人名项篇场期份万元米家条页字年月日亩台套批天里趟]|成|分之)/;
const POINTS =
  /[(][一二三四五六七八九十\d]{1,2}[)]|(?<=^|[\n;。])\s*\d{1,2}[.、)]|[一二三四五六七八九十]是|[①-⑳]/g;

/** Each of the elements whose whole passage is hollow. */
export const hollow: Check<"hollow"> = (context, verdicts, rule, regexes) => {
  const [words, unless, cue] = regexes;
  if (!words || (unless && hits(unless, context.page.text))) return [];
  return rule.elements.flatMap((element) => {
    if (!context.type.elements.some(({ id }) => id === element)) return [];
    const verdict = verdicts.get(element);
    const there = verdict !== undefined && ["ok", "weak", "partial", "unsure"].includes(verdict.state);
    const told = verdict?.remarks?.some(({ code }) => code === rule.code) ?? false;
    if (told) return [];
    const passages = there
      ? [
          rule.weigh === "value"
            ? verdict.evidence
            : passageAt(context.page, verdict.evidence, rule.weigh === "paragraph"),
        ]
      : verdict?.state === "missing" && cue
        ? pieces(context, rule.weigh === "value").filter((span) => hits(cue, wordsOf(context, span)))
        : [];
    const empty = passages.length > 0 && passages.every((span) => isHollow(context, span, words, rule.left));
    const [at] = passages;
    // A short hollow passage of a long paper: the substance may stand elsewhere.
    const long =
      rule.weigh === "paragraph" &&
      at &&
      context.page.text.length > LONG &&
      (at.end - at.start) * SHARE < context.page.text.length;
    const light = context.type.elements.find(({ id }) => id === element)?.severity !== "error";
    return empty && at
      ? [
          {
            at: shown(context, at),
            element,
            ...(light ? { severity: "warning" as const } : long ? { severity: "look" as const } : {}),
          },
        ]
      : [];
  });
};

/** Sentences, or the clauses between their commas. */
const pieces = ({ page }: ExaminationContext, clauses: boolean): Span[] =>
  clauses
    ? page.sentences.flatMap(({ start, end }) =>
        [...page.text.slice(start, end).matchAll(/[^,;]+[,;]?/g)].map((match) => ({
          start: start + match.index,
          end: start + match.index + match[0].length,
        })),
      )
    : page.sentences;

function isHollow(context: ExaminationContext, span: Span, words: RegExp, left: number): boolean {
  const said = bareWords(wordsOf(context, span)).replace(POINTS, "");
  if (FACT.test(said)) return false;
  const rest = said.replace(words, "").replace(/[\s\p{P}\p{S}]/gu, "");
  return rest.length <= left && said.replace(/[\s\p{P}]/gu, "").length > 1;
}

const SHOWN = 60;
const LONG = 400;
const SHARE = 6;
const shown = (context: ExaminationContext, { start, end }: Span): Span => {
  const words = wordsOf(context, { start, end });
  const lead = words.length - words.trimStart().length;
  return { start: start + lead, end: start + lead + Math.min(SHOWN, words.trim().length) };
};
