// Judges of plain words: text, headed sections, places, numbers, readings.

import type { ElementRule } from "../../rulebook/rulebook.ts";
import { hits } from "../../text/matching.ts";
import type { Candidate, ExaminationContext, Verdict } from "../context.ts";
import { wordsOf } from "../context.ts";
import { placeholdersIn } from "../placeholders.ts";

const SHOWN = 60;

/** Cuts a long passage to what a person wants to see, at a stop if one is near. */
export function shorten(
  context: ExaminationContext,
  span: { start: number; end: number },
  most = SHOWN,
): { start: number; end: number } {
  const line = wordsOf(context, span).split("\n")[0] ?? "";
  if (line.length <= most) return { start: span.start, end: span.start + line.trimEnd().length };
  const stop = line.slice(0, most + 30).search(/[。;]/);
  return { start: span.start, end: span.start + (stop > 10 ? stop : most) };
}

/** Words that are there and say something. */
export function text(context: ExaminationContext, rule: ElementRule, candidate: Candidate): Verdict {
  const { evidence, value } = candidate;
  const words = wordsOf(context, value);
  const shown = candidate.heading
    ? shorten(context, value)
    : { start: evidence.start, end: Math.min(evidence.end, value.start + 2 * SHOWN) };
  const forms = placeholdersIn(words.slice(0, 4 * SHOWN), context.rulebook.lexicon);
  if (forms.length > 0 && rule.placeholders !== "ignore")
    return { state: rule.placeholders, evidence: shown };
  return { state: "ok", evidence: shown, value: wordsOf(context, value).slice(0, 4 * SHOWN) };
}

const DENSE = 2;
const LOOKED_AT = 160;

/** The heading and the first line beneath it: what the section is, and the words that fill it. */
function headed(context: ExaminationContext, { at, block }: Candidate): { start: number; end: number } {
  const words = wordsOf(context, block);
  const start = block.start + words.length - words.trimStart().length;
  return { start: at.start, end: shorten(context, { start, end: block.end }).end };
}

/** A headed section: the heading is shown with its first line, its body judged. A heading with nothing under it is a blank label. */
export function section(context: ExaminationContext, rule: ElementRule, candidate: Candidate): Verdict {
  const body = wordsOf(context, candidate.block).slice(0, LOOKED_AT);
  if (candidate.from === "label" && body.replace(/[\s。,.…_]/g, "") === "")
    return { state: "label_blank", evidence: candidate.at };
  const evidence = candidate.heading
    ? headed(context, candidate)
    : text(context, { ...rule, placeholders: "ignore" }, candidate).evidence;
  const forms = placeholdersIn(body, context.rulebook.lexicon);
  if (rule.placeholders !== "ignore" && forms.length >= DENSE)
    return {
      state: rule.placeholders,
      evidence: { start: candidate.block.start, end: candidate.block.start + Math.min(body.length, SHOWN) },
    };
  const vague = body.length <= SHOWN && rule.vague.some((regex) => hits(regex, body));
  if (vague && candidate.heading)
    return {
      state: "weak",
      evidence: shorten(context, candidate.block),
      remarks: [{ code: "vague_content", at: shorten(context, candidate.block) }],
    };
  return { state: "ok", evidence, value: body.slice(0, SHOWN) };
}

/** The first number of the value. */
export function number(
  context: ExaminationContext,
  _rule: ElementRule,
  { evidence, value }: Candidate,
): Verdict {
  const words = wordsOf(context, value);
  if (placeholdersIn(words, context.rulebook.lexicon).length > 0) return { state: "placeholder", evidence };
  const found = /\d{1,6}/.exec(words);
  return found ? { state: "ok", evidence, value: Number(found[0]) } : { state: "weak", evidence };
}

const NAMED_TEXT = /《[^《》\n]{2,80}》/;

/** What was studied: a named text or subject; only “有关文件精神” is vague, only “XX会议精神” a placeholder. */
export function readings(context: ExaminationContext, rule: ElementRule, candidate: Candidate): Verdict {
  const span =
    candidate.from === "label"
      ? {
          start: candidate.value.start,
          end: Math.max(candidate.value.end, Math.min(candidate.block.end, candidate.value.start + 300)),
        }
      : candidate.value;
  const words = wordsOf(context, span);
  const evidence =
    candidate.from === "label"
      ? { start: candidate.value.start, end: Math.min(candidate.value.end, candidate.value.start + 120) }
      : candidate.evidence;
  const forms = placeholdersIn(words, context.rulebook.lexicon);
  if (forms.length > 0 && rule.placeholders === "placeholder" && !wholeTitle(words, forms))
    return { state: "placeholder", evidence };
  return {
    state: "ok",
    evidence,
    value: [...words.matchAll(new RegExp(NAMED_TEXT, "g"))].map((match) => match[0]).slice(0, 20),
  };
}

/** True when some named text stands without a placeholder in it. */
const wholeTitle = (words: string, forms: Array<{ start: number; end: number }>): boolean =>
  [...words.matchAll(new RegExp(NAMED_TEXT, "g"))].some(
    (title) => !forms.some((form) => form.start >= title.index && form.end <= title.index + title[0].length),
  );
