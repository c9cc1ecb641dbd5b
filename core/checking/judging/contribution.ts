// Judges of what people contributed: the discussion as a whole, who spoke, what they said (domain.md §5.1).
import type { ElementRule } from "../../rulebook/rulebook.ts";
import { EMPTY_SPAN, type Span } from "../../text/normalized.ts";
import { type ExaminationContext, type Verdict, wordsOf } from "../context.ts";
import { isOwn } from "../discussion/substance.ts";
import type { Speech } from "../discussion.ts";
import { formShare } from "../discussion.ts";
import { shorten } from "./words.ts";

const LONG = 140;
/** A speech is a form where placeholders are this much of it: 一张三日内 in a long speech is none. */
const MOSTLY_FORM = 0.08;

const shown = (context: ExaminationContext, speech: Speech): Span => shorten(context, speech.at, LONG);
const members = (context: ExaminationContext): Speech[] =>
  context.discussion.speeches.filter((speech) => !speech.summary);

/** D3 and D2 are sound, a formula (D1) is weak, D0 is no discussion; where that is not sure the nearest words are shown. */
export function discussion(context: ExaminationContext, rule: ElementRule): Verdict {
  const { grade, evidence } = context.discussion;
  if (grade === "D0") return absent(context, rule, "no_discussion");
  return {
    state: grade === "D1" ? "weak" : "ok",
    evidence: evidence ? shorten(context, evidence, LONG) : EMPTY_SPAN,
    value: grade,
  };
}

/** Nobody spoke, or nobody was recognised. A doubt is a question to the secretary, never an error. */
function absent(context: ExaminationContext, rule: ElementRule, code?: string): Verdict {
  const { evidence, sure, grade } = context.discussion;
  if (sure || grade !== "D0" || rule.severity !== "error") return { state: "missing", evidence: EMPTY_SPAN };
  const at = evidence ? shorten(context, evidence, LONG) : EMPTY_SPAN;
  return {
    state: "unsure",
    evidence: at,
    ...(code !== undefined && { remarks: [{ code, at, severity: "look" as const }] }),
  };
}

/** Members who spoke, by name; the host's summary does not count. */
export function speakers(context: ExaminationContext, rule: ElementRule): Verdict {
  const { placeholder } = context.discussion;
  const own = members(context);
  const [first] = own;
  if (!first)
    return placeholder
      ? { state: "placeholder", evidence: shown(context, placeholder) }
      : absent(context, rule);
  const state = own.length >= rule.atLeast ? "ok" : "weak";
  return { state, evidence: shown(context, first), value: own.map((speech) => speech.name) };
}

/** What was said: each speech with content of its own. */
export function speeches(context: ExaminationContext, rule: ElementRule): Verdict {
  const { placeholder } = context.discussion;
  const own = members(context);
  const spoken = own.filter((speech) => speech.words);
  const form = [...spoken, ...(placeholder ? [placeholder] : [])].find(
    (speech) =>
      speech.words && formShare(wordsOf(context, speech.words), context.rulebook.lexicon) >= MOSTLY_FORM,
  );
  if (form?.words) return { state: "placeholder", evidence: shorten(context, form.words, LONG) };
  const [first] = spoken;
  if (!first) return unrecorded(context, rule, own);
  const full = spoken.filter(
    ({ words, substance }) =>
      isOwn(substance) ||
      (words && substance !== "hollow" && wordsOf(context, words).replace(/\s/g, "").length >= rule.atLeast),
  );
  const state = full.length === spoken.length ? "ok" : full.length > 0 ? "partial" : "weak";
  const start = first.words?.start ?? 0;
  const end = Math.max(...spoken.map((speech) => speech.words?.end ?? 0));
  return { state, evidence: { start, end }, value: spoken.length };
}

/** Who spoke is told and not what: a sentence of it is weak; a list of names under a label says nothing (domain.md §5.1, D2). */
function unrecorded(context: ExaminationContext, rule: ElementRule, own: Speech[]): Verdict {
  const told = own.find((speech) => !speech.setDown);
  if (told) return { state: "weak", evidence: shown(context, told) };
  if (own.length > 0) return { state: "missing", evidence: EMPTY_SPAN };
  const { grade, evidence } = context.discussion;
  if (grade === "D2" && evidence) return { state: "weak", evidence: shorten(context, evidence, LONG) };
  return absent(context, rule);
}
