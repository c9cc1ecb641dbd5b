// Nobody approves the own leave or verifies the own make-up (domain.md §3.17, §3.18).
import { type ExaminationContext, wordsOf } from "../context.ts";
import { peopleIn } from "../names.ts";
import { peopleWords } from "../structure/people-words.ts";
import type { Check, Verdicts } from "./check.ts";

/** The words of the approval name the person whom it concerns, and nobody else. */
export const selfApproval: Check<"self_approval"> = (context, verdicts, rule) => {
  const person = personOf(context, verdicts, rule.person);
  const verdict = verdicts.get(rule.element);
  if (!person || !verdict || ["missing", "label_blank", "placeholder"].includes(verdict.state)) return [];
  const { start } = verdict.evidence;
  const line = context.page.lines.find((one) => one.start <= start && start < one.end);
  const end = Math.max(verdict.evidence.end, line?.end ?? 0);
  const words = wordsOf(context, { start, end });
  const at = words.indexOf(person);
  if (at < 0) return [];
  const others = [
    ...peopleIn(words.replace(/[^\u4e00-\u9fff·]+/g, "、"), context.rulebook.lexicon, true).map(
      ({ name }) => name,
    ),
    ...peopleWords(words).map((span) => words.slice(span.start, span.end)),
  ].filter((name) => !name.includes(person) && !person.includes(name));
  // 同意柳岸请假: the name is what is approved.
  const object = /(?:同意|准予|批准|准)\s?$/.test(words.slice(0, at));
  if (others.length > 0 || object) return [];
  return [{ at: { start: start + at, end: start + at + person.length }, values: { person } }];
};

function personOf(context: ExaminationContext, verdicts: Verdicts, element: string): string | undefined {
  const verdict = verdicts.get(element);
  if (!verdict || verdict.state === "missing") return undefined;
  const { lexicon } = context.rulebook;
  const words = typeof verdict.value === "string" ? verdict.value : wordsOf(context, verdict.evidence);
  const tail = words.split(/[\s:]/).filter((part) => part !== "");
  return tail.flatMap((part) => peopleIn(part, lexicon, true)).at(-1)?.name;
}
