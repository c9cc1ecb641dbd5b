// Judges of time: a date, a reporting period, a year.
import type { ElementRule } from "../../rulebook/rulebook.ts";
import { hits } from "../../text/matching.ts";
import { type Candidate, type ExaminationContext, type Remark, type Verdict, wordsOf } from "../context.ts";
import { datesIn, type WrittenDate, weekdayProblem } from "../dates.ts";
import { placeholdersIn } from "../placeholders.ts";
import { yearFor } from "../structure/years.ts";

/** A date: it must exist; a bare “近日” is weak, a standing rule (“周四下午”) partial. The value is the date with its year. */
export function date(context: ExaminationContext, _rule: ElementRule, candidate: Candidate): Verdict {
  const { lexicon } = context.rulebook;
  const words = wordsOf(context, candidate.value);
  const [first] = datesIn(words);
  const evidence = candidate.from === "label" ? candidate.evidence : widen(context, candidate, first);
  if (!first || placeholdersIn(words.slice(0, first.start), lexicon).length > 0) {
    if (placeholdersIn(words, lexicon).length > 0)
      return { state: "placeholder", evidence: candidate.evidence };
    if (hits(lexicon.ruleDate, words)) return { state: "partial", evidence: candidate.evidence };
    if (hits(lexicon.relativeDate, words) || candidate.from === "label") return vague(context, candidate);
    return { state: "missing", evidence: { start: 0, end: 0 } };
  }
  const moved = place(context, first, candidate.value.start);
  const remarks = moved.problems.map((problem): Remark => {
    // The year was not written: a weekday that does not fit may as well be the fault of the year.
    const doubtful = problem.code === "weekday_mismatch" && first.year === undefined;
    const at = { start: problem.start, end: problem.end };
    return { code: problem.code, at, detail: problem.message, ...(doubtful && { severity: "look" }) };
  });
  const wrong = remarks.some(({ severity }) => severity === undefined);
  return { state: wrong ? "invalid" : "ok", evidence, value: moved, remarks };
}

/** 近日, 另行通知. Where the paper names any day elsewhere, or the words are of another kind, a person looks. */
function vague(context: ExaminationContext, { evidence, value }: Candidate): Verdict {
  const words = wordsOf(context, value);
  const open = hits(context.rulebook.lexicon.relativeDate, words) || UNSETTLED.test(words);
  const dated = datesIn(context.page.text.slice(0, HEAD)).some(({ day }) => day !== undefined);
  const remark: Remark = { code: "vague_content", at: value, ...((dated || !open) && { severity: "look" }) };
  return { state: "weak", evidence, remarks: [remark] };
}

const HEAD = 400;
const UNSETTLED = /另行?通知|待定|再定|届时|到时/;

/** The date alone, with weekday and clock, when the pattern took in more. */
function widen(
  context: ExaminationContext,
  candidate: Candidate,
  first: WrittenDate | undefined,
): { start: number; end: number } {
  if (!first) return candidate.evidence;
  const start = candidate.value.start + first.start;
  const after = context.page.text.slice(
    candidate.value.start + first.end,
    candidate.value.start + first.end + 2,
  );
  const half = /^(?:[上下]午|晚上|[早晚]上)/.exec(after);
  return { start, end: candidate.value.start + first.end + (half ? half[0].length : 0) };
}

/** The date with document positions and, where the text gave none, the year into which it falls. */
export function place(context: ExaminationContext, found: WrittenDate, offset: number): WrittenDate {
  const moved = {
    ...found,
    start: found.start + offset,
    end: found.end + offset,
    problems: found.problems.map((problem) => ({
      ...problem,
      start: problem.start + offset,
      end: problem.end + offset,
    })),
  };
  if (found.year !== undefined || found.month === 0) return moved;
  const { page, type, year: named } = context;
  const record = type.session || type.record;
  const { year, guessed } = yearFor({ page, asOf: context.input.asOf, named, record }, moved);
  const dated: WrittenDate = { ...moved, year, inferred: guessed ? "far" : "near" };
  const problem = weekdayProblem(dated, wordsOf(context, dated));
  return problem && !guessed ? { ...dated, problems: [...dated.problems, problem] } : dated;
}

const QUARTERS: Record<string, number> = { 一: 1, 二: 2, 三: 3, 四: 4, 1: 1, 2: 2, 3: 3, 4: 4 };

/** A reporting period; its value is the last day, as a date. */
export function period(
  context: ExaminationContext,
  _rule: ElementRule,
  { evidence, value }: Candidate,
): Verdict {
  const words = wordsOf(context, value);
  if (placeholdersIn(words, context.rulebook.lexicon).length > 0) return { state: "placeholder", evidence };
  const year = Number(/(?:19|20)\d{2}/.exec(words)?.[0] ?? context.year ?? 0);
  if (!year) return { state: "weak", evidence };
  const quarter = QUARTERS[/第?([一二三四1-4])季度/.exec(words)?.[1] ?? ""];
  const months = [...words.matchAll(/(\d{1,2})月/g)].map((match) => Number(match[1]));
  const month = quarter
    ? quarter * 3
    : /上半年/.test(words)
      ? 6
      : /前三季度/.test(words)
        ? 9
        : (months.at(-1) ?? 12);
  const day = new Date(Date.UTC(year, month, 0)).getUTCDate();
  // A year alone may be the year of the paper: what is told may be a part of it.
  const whole = quarter || months.length > 0 || /[上下]半年|全年|年度/.test(words);
  return {
    state: "ok",
    evidence,
    value: {
      start: value.start,
      end: value.end,
      year,
      month,
      day,
      problems: [],
      ...(!whole && { inferred: "far" }),
    } satisfies WrittenDate,
  };
}

/** A calendar year. */
export function year(
  context: ExaminationContext,
  _rule: ElementRule,
  { evidence, value }: Candidate,
): Verdict {
  const words = wordsOf(context, value);
  const found = /(?:19|20)\d{2}/.exec(words)?.[0] ?? inNumerals(words);
  if (found) return { state: "ok", evidence, value: Number(found) };
  if (placeholdersIn(words, context.rulebook.lexicon).length > 0) return { state: "placeholder", evidence };
  return { state: "weak", evidence };
}

const NUMERALS = "〇一二三四五六七八九";

/** 二〇二六 as 2026. */
function inNumerals(words: string): string | undefined {
  const found = /二[〇零OО〇○]([〇零OО〇○一二三四五六七八九])([〇零OО〇○一二三四五六七八九])年/
    .exec(words)?.[0]
    .slice(0, 4);
  return found && Array.from(found, (one) => Math.max(0, NUMERALS.indexOf(one))).join("");
}
