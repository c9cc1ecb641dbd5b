// Judges one element of one document: every candidate by its kind, the best verdict wins.
import type { ElementRule } from "../../rulebook/rulebook.ts";
import { hits } from "../../text/matching.ts";
import { EMPTY_SPAN, type Span } from "../../text/normalized.ts";
import { type Candidate, type ExaminationContext, type Verdict, wordsOf } from "../context.ts";
import type { Ground } from "../examination.ts";
import { candidates } from "../locate.ts";
import { isBlank } from "../placeholders.ts";
import { discussion, speakers, speeches } from "./contribution.ts";
import { date, period, year } from "./moment.ts";
import { organisation, people, person } from "./persons.ts";
import { columnCells, rosterNames } from "./rows.ts";
import { number, readings, section, text } from "./words.ts";

export type Judge = (context: ExaminationContext, rule: ElementRule, candidate: Candidate) => Verdict;
/** Kinds that look at the whole document instead of candidates; undefined leaves the floor to the candidates. */
export type WholeJudge = (context: ExaminationContext, rule: ElementRule) => Verdict | undefined;

const JUDGES: Record<ElementRule["kind"], Judge> = {
  text,
  section,
  organisation,
  date,
  period,
  year,
  person,
  people,
  place: text,
  number,
  readings,
  discussion: text,
  speakers: people,
  speeches: text,
  column: text,
  roster: people,
};

const WHOLE: Partial<Record<ElementRule["kind"], WholeJudge>> = {
  discussion,
  speakers,
  speeches,
  column: columnCells,
  roster: rosterNames,
};

const PRESENT = new Set(["ok", "weak", "partial", "invalid"]);

/** The verdict on one element; `missing` where nothing speaks for it. */
export function judge(context: ExaminationContext, rule: ElementRule): Verdict {
  const whole = WHOLE[rule.kind]?.(context, rule);
  if (whole) return whole;
  let fallback: Verdict | undefined;
  let weak: Verdict | undefined;
  const all = withoutEchoes(context, candidates(context, rule));
  for (const candidate of all) {
    // What stands behind the label is what the writer gave; running text does not better it.
    if (weak && candidate.from === "prose" && !rule.proseFirst && all[0]?.from === "label") break;
    const judged = judgeWords(context, rule, candidate);
    const verdict =
      judged.state === "ok" && rule.oneBlank && all.some((other) => unfilled(context, other))
        ? { ...judged, state: "partial" as const }
        : judged;
    if (verdict.state === "ok" || verdict.state === "invalid")
      return weak && verdict.state === "invalid" ? weak : verdict;
    // A unit called XX局 is a form, whatever generic words (县委, 我院) follow.
    if (verdict.state === "placeholder" && rule.formDecides) return verdict;
    if (PRESENT.has(verdict.state)) weak ??= verdict;
    else if (
      !fallback ||
      (fallback.state === "missing" && verdict.state !== "missing") ||
      (fallback.state === "label_blank" && verdict.state === "placeholder")
    )
      fallback = verdict;
  }
  // A ledger says in its columns what a report says in words.
  const inColumn = weak || rule.columns.length === 0 ? undefined : columnCells(context, rule);
  if (inColumn?.state === "ok") return inColumn;
  return weak ?? fallback ?? { state: "missing", evidence: EMPTY_SPAN };
}

/** Running-text patterns must not take the words of a blank label for its value. */
function withoutEchoes(context: ExaminationContext, all: Candidate[]): Candidate[] {
  const blank = all.filter((candidate) => unfilled(context, candidate)).map(({ at }) => at);
  return all.filter(
    ({ from, evidence }) =>
      from === "label" || !blank.some((at) => evidence.start < at.end && at.start < evidence.end),
  );
}

/** A label with nothing behind it. */
const unfilled = (context: ExaminationContext, { from, value }: Candidate): boolean =>
  from === "label" &&
  (value.end === value.start || isBlank(wordsOf(context, value), context.rulebook.lexicon));

/** The verdict on words that may be the element, whoever found them. */
export function judgeWords(context: ExaminationContext, rule: ElementRule, given: Candidate): Verdict {
  const candidate = withBlock(context, rule, given);
  const words = wordsOf(context, candidate.value);
  if (candidate.from === "label") {
    const empty =
      words === "" ||
      isBlank(words, context.rulebook.lexicon) ||
      rule.blank.some((blank) => hits(blank, words));
    if (empty && !(rule.kind === "section" && candidate.heading))
      return {
        state: "label_blank",
        evidence: candidate.from === "label" && words !== "" ? candidate.evidence : candidate.at,
      };
  }
  const verdict = { ...JUDGES[rule.kind](context, rule, candidate), ground: groundOf(context, candidate) };
  const spoken = candidate.state && verdict.state === "ok" ? { ...verdict, state: candidate.state } : verdict;
  const vague =
    spoken.state === "ok" || spoken.state === "weak"
      ? rule.vague.find((regex) => hits(regex, words))
      : undefined;
  if (!vague) return spoken;
  return {
    ...spoken,
    state: "weak",
    remarks: [...(spoken.remarks ?? []), { code: "vague_content", at: candidate.value }],
  };
}

/** A heading that has nothing beside it, and something below: 一、学习篇目, and below it 会议学习了: and a list. */
function withBlock(context: ExaminationContext, rule: ElementRule, candidate: Candidate): Candidate {
  const { value, block, heading } = candidate;
  const blank = (span: Span): boolean => isBlank(wordsOf(context, span), context.rulebook.lexicon);
  return heading && rule.kind !== "section" && blank(value) && !blank(block)
    ? { ...candidate, value: block, evidence: block }
    : candidate;
}

const MAX_LABEL = 16;

function groundOf(context: ExaminationContext, { from, at }: Candidate): Ground {
  const label = wordsOf(context, at).replace(/[\s:【】[\]]/g, "");
  return from === "label" && label !== "" && label.length <= MAX_LABEL
    ? { by: "label", label }
    : { by: "wording" };
}
