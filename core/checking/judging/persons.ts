// Judges of people and organisations.
import type { ElementRule } from "../../rulebook/rulebook.ts";
import { hits } from "../../text/matching.ts";
import { type Candidate, type ExaminationContext, type Verdict, wordsOf } from "../context.ts";
import { hasSurname, peopleIn } from "../names.ts";
import { placeholdersIn } from "../placeholders.ts";

/** One person. A post without a name is weak; the leader of a text that is merely studied is nobody here. */
export function person(context: ExaminationContext, rule: ElementRule, candidate: Candidate): Verdict {
  const { lexicon } = context.rulebook;
  const words = wordsOf(context, candidate.value);
  const { evidence } = candidate;
  if (placeholdersIn(words, lexicon).length > 0) return { state: "placeholder", evidence };
  if (hits(lexicon.leadersRegex, words) && candidate.from === "prose")
    return { state: "missing", evidence: { start: 0, end: 0 } };
  const found = peopleIn(words.replace(lexicon.delegation, ""), lexicon, candidate.from === "prose");
  // Behind a label a section may stand before the name: 车险部 和晓.
  const named =
    candidate.from === "prose"
      ? found.at(-1)
      : (found.find(({ name }) => hasSurname(name, lexicon) && !SECTION.test(name)) ?? found[0]);
  if (named) return { state: "ok", evidence, value: named.name };
  if (candidate.state === "ok") return { state: "ok", evidence, value: words };
  if (candidate.from === "prose" && rule.nameless === "missing")
    return { state: "missing", evidence: { start: 0, end: 0 } };
  return {
    state: candidate.from === "prose" || rule.collective === "weak" ? "weak" : "ok",
    evidence,
    value: words,
  };
}

/** 车险部 is no Mr 车. */
const SECTION = /[部科处室局院所办组股]$/;

/** Several persons. Nobody by name (“班子成员”) is `collective`, as the rulebook says for the type. */
export function people(context: ExaminationContext, rule: ElementRule, candidate: Candidate): Verdict {
  const { lexicon } = context.rulebook;
  const words = wordsOf(context, candidate.value);
  const { evidence } = candidate;
  if (placeholdersIn(words, lexicon).length > 0) return { state: "placeholder", evidence };
  if (hits(lexicon.leadersRegex, words) && candidate.from === "prose")
    return { state: "missing", evidence: { start: 0, end: 0 } };
  const names = peopleIn(words, lexicon, candidate.from === "prose").map((found) => found.name);
  if (names.length > 0) return { state: "ok", evidence, value: names };
  return { state: rule.collective, evidence, value: [] };
}

/** A unit's name: its own words, not XX局. */
export function organisation(context: ExaminationContext, _rule: ElementRule, candidate: Candidate): Verdict {
  const words = wordsOf(context, candidate.value);
  const { evidence } = candidate;
  if (placeholdersIn(words, context.rulebook.lexicon).length > 0) return { state: "placeholder", evidence };
  return { state: "ok", evidence, value: words };
}
