// Judges of what people contributed: the discussion as a whole, who spoke, what they said (domain.md §5.1).
import type { ElementRule } from "../../rulebook/rulebook.ts";
import type { Span } from "../../text/normalized.ts";
import { type ExaminationContext, type Verdict, wordsOf } from "../context.ts";
import type { Speech } from "../discussion.ts";
import { isForm } from "../discussion.ts";
import { shorten } from "./words.ts";

const EMPTY_SPAN: Span = { start: 0, end: 0 };
const LONG = 140;

const shown = (context: ExaminationContext, speech: Speech): Span => shorten(context, speech.at, LONG);
const members = (context: ExaminationContext): Speech[] =>
  context.discussion.speeches.filter((speech) => !speech.summary);

/** D3 and D2 are sound, a formula (D1) is weak, D0 is no discussion. */
export function discussion(context: ExaminationContext): Verdict {
  const { grade, evidence } = context.discussion;
  if (!evidence) return { state: "missing", evidence: EMPTY_SPAN };
  return { state: grade === "D1" ? "weak" : "ok", evidence: shorten(context, evidence, LONG), value: grade };
}

/** Members who spoke, by name; the host's summary does not count. */
export function speakers(context: ExaminationContext, rule: ElementRule): Verdict {
  const { placeholder } = context.discussion;
  const own = members(context);
  const [first] = own;
  if (!first)
    return placeholder
      ? { state: "placeholder", evidence: shown(context, placeholder) }
      : { state: "missing", evidence: EMPTY_SPAN };
  const state = own.length >= rule.atLeast ? "ok" : "weak";
  return { state, evidence: shown(context, first), value: own.map((speech) => speech.name) };
}

/** What was said: each speech with content of its own. */
export function speeches(context: ExaminationContext, rule: ElementRule): Verdict {
  const { placeholder } = context.discussion;
  const spoken = members(context).filter((speech) => speech.words);
  const form = [...spoken, ...(placeholder ? [placeholder] : [])].find(
    (speech) => speech.words && isForm(wordsOf(context, speech.words), context.rulebook.lexicon),
  );
  const [first] = spoken;
  if (!first)
    return form?.words
      ? { state: "placeholder", evidence: shorten(context, form.words, LONG) }
      : { state: "missing", evidence: EMPTY_SPAN };
  if (form?.words) return { state: "placeholder", evidence: shorten(context, form.words, LONG) };
  const full = spoken.filter(
    (speech) => speech.words && wordsOf(context, speech.words).length >= rule.atLeast,
  );
  const state = full.length === spoken.length ? "ok" : full.length > 0 ? "partial" : "weak";
  const start = first.words?.start ?? 0;
  const end = Math.max(...spoken.map((speech) => speech.words?.end ?? 0));
  return { state, evidence: { start, end }, value: spoken.length };
}
