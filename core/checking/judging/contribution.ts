// Judges of what people contributed: the discussion as a whole, who spoke, what they said (domain.md §5.1).
import type { ElementRule } from "../../rulebook/rulebook.ts";
import type { Span } from "../../text/normalized.ts";
import type { Speech } from "../discussion.ts";
import { isForm } from "../discussion.ts";
import { type Study, type Verdict, wordsOf } from "../study.ts";
import { shorten } from "./words.ts";

const NOWHERE: Span = { start: 0, end: 0 };
const LONG = 140;

const shown = (study: Study, speech: Speech): Span => shorten(study, speech.at, LONG);
const members = (study: Study): Speech[] => study.discussion.speeches.filter((speech) => !speech.summary);

/** D3 and D2 are sound, a formula (D1) is weak, D0 is no discussion. */
export function discussion(study: Study): Verdict {
  const { grade, evidence } = study.discussion;
  if (!evidence) return { state: "missing", evidence: NOWHERE };
  return { state: grade === "D1" ? "weak" : "ok", evidence: shorten(study, evidence, LONG), value: grade };
}

/** Members who spoke, by name; the host's summary does not count. */
export function speakers(study: Study, rule: ElementRule): Verdict {
  const { placeholder } = study.discussion;
  const own = members(study);
  const [first] = own;
  if (!first)
    return placeholder
      ? { state: "placeholder", evidence: shown(study, placeholder) }
      : { state: "missing", evidence: NOWHERE };
  const state = own.length >= rule.atLeast ? "ok" : "weak";
  return { state, evidence: shown(study, first), value: own.map((speech) => speech.name) };
}

/** What was said: each speech with content of its own. */
export function speeches(study: Study, rule: ElementRule): Verdict {
  const { placeholder } = study.discussion;
  const spoken = members(study).filter((speech) => speech.words);
  const form = [...spoken, ...(placeholder ? [placeholder] : [])].find(
    (speech) => speech.words && isForm(wordsOf(study, speech.words), study.rulebook.lexicon),
  );
  const [first] = spoken;
  if (!first)
    return form?.words
      ? { state: "placeholder", evidence: shorten(study, form.words, LONG) }
      : { state: "missing", evidence: NOWHERE };
  if (form?.words) return { state: "placeholder", evidence: shorten(study, form.words, LONG) };
  const full = spoken.filter((speech) => speech.words && wordsOf(study, speech.words).length >= rule.atLeast);
  const state = full.length === spoken.length ? "ok" : full.length > 0 ? "partial" : "weak";
  const start = first.words?.start ?? 0;
  const end = Math.max(...spoken.map((speech) => speech.words?.end ?? 0));
  return { state, evidence: { start, end }, value: spoken.length };
}
