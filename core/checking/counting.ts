// Does the session count? Items of the agenda against the not-counted rules (domain.md §5.2–5.4).
import type { CountingRule } from "../rulebook/rulebook.ts";
import { allMatches, firstMatch, hits } from "../text/matching.ts";
import type { Span } from "../text/normalized.ts";
import { type ExaminationContext, type Verdict, wordsOf } from "./context.ts";
import type { Examination, Finding } from "./examination.ts";
import { finding } from "./findings.ts";
import { strangers } from "./strangers.ts";

const GRADES = ["D0", "D1", "D2", "D3"];
const MAX_ITEMS = 200;
const DEMAND = /要求|强调/;

/** What was done in the session, item by item. Sentences of demand and the title are no items. */
export function items(context: ExaminationContext): Span[] {
  const { item, requirement } = context.rulebook.discussion;
  const found: Span[] = [];
  const titles = context.page.title.map((line) => line.start);
  for (const span of context.page.sentences) {
    if (titles.includes(span.start)) continue;
    const words = context.page.masked.slice(span.start, span.end);
    if (hits(requirement, words)) continue;
    const demand = words.search(DEMAND);
    for (const match of allMatches(item, words)) {
      // What somebody is told to do was not done in the session.
      if (demand >= 0 && match.index > demand) break;
      found.push({ start: span.start + match.index, end: span.start + match.index + match[0].length });
      if (found.length >= MAX_ITEMS) return found;
    }
  }
  return found;
}

/** The item on which a not-counted rule rests; undefined where the rule does not hold. */
export function breaks(context: ExaminationContext, rule: CountingRule, agenda: Span[]): Span | undefined {
  const { source, all, any, none, title } = rule;
  if (title && !context.page.title.some((line) => title.test(wordsOf(context, line)))) return undefined;
  const words = agenda.map((span) => wordsOf(context, span));
  const shallow =
    source.below === undefined || GRADES.indexOf(context.discussion.grade) < GRADES.indexOf(source.below);
  const brief = source.minutes !== undefined && studyMinutes(context) < source.minutes;
  if (agenda.length === 0 || !(shallow || brief)) return undefined;
  if (none && words.some((item) => none.test(item))) return undefined;
  if (all && !words.every((item) => all.test(item))) return undefined;
  const hit = any ? words.findIndex((item) => any.test(item)) : 0;
  return hit < 0 ? undefined : agenda[hit];
}

/** Minutes of study that the text states, or endless. */
function studyMinutes(context: ExaminationContext): number {
  const { duration } = context.rulebook.discussion;
  const found = firstMatch(duration, context.page.text);
  return found ? minutesOf(found.groups?.v ?? "") : Number.POSITIVE_INFINITY;
}

const DIGITS = "零一二三四五六七八九";

/** 15, 十五, 二十. */
function minutesOf(words: string): number {
  if (/^\d+$/.test(words)) return Number(words);
  const [tens = "", ones = ""] = words.includes("十") ? words.split("十") : ["零", words];
  return (tens === "" ? 1 : DIGITS.indexOf(tens)) * 10 + (ones === "" ? 0 : DIGITS.indexOf(ones));
}

/**
 * Whether the session counts, as the machine proposes it. Another body's meeting never does; a doubt whose session it was leaves
 * it open, unless it would not count anyway.
 */
export function proposal(
  context: ExaminationContext,
  verdicts: Map<string, Verdict>,
  findings: Finding[],
  negative: boolean,
): Examination["counted"] {
  const unsure = strangers(context, findings, negative);
  if (!context.type.session || unsure?.counted) return context.type.session ? unsure?.counted : undefined;
  const counted = count(context, verdicts, findings);
  return unsure && counted?.counted ? undefined : counted;
}

const DEPTH = new Set(["discussion", "speakers", "speeches"]);

/**
 * Proposes whether the session counts: the first not-counted rule that holds takes it out of the figures, with its words; a person
 * decides. Such a session had no discussion, so that it lacks one sends no paper back. Where no discussion was recognised nothing
 * counts: surely none is not counted, a doubt (or a lecture, which needs none) is left open.
 */
export function count(
  context: ExaminationContext,
  verdicts: Map<string, Verdict>,
  findings: Finding[],
): Examination["counted"] {
  const agenda = items(context);
  let answer: Examination["counted"];
  for (const rule of context.rulebook.counting) {
    const { source } = rule;
    if (!source.types.includes("*") && !source.types.includes(context.type.id)) continue;
    const at = breaks(context, rule, agenda);
    if (!at || findings.some(({ code }) => code === source.code)) continue;
    const { code, id, message, suggestion, element } = source;
    const severity = source.severities?.[context.type.id] ?? source.severity;
    const made = finding(context, {
      code,
      severity,
      element,
      at,
      rule: id,
      source: source.source,
      message,
      suggestion,
    });
    findings.push(made);
    if (answer) continue;
    const verdict = verdicts.get(element);
    if (source.marks && (verdict?.state === "ok" || verdict?.state === "weak"))
      verdicts.set(element, { ...verdict, state: source.marks, evidence: at });
    answer = {
      counted: false,
      reason: code,
      evidence: { text: made.evidence, start: made.start, end: made.end },
    };
  }
  if (answer) {
    excuse(context, findings);
    return answer;
  }
  const { grade, sure } = context.discussion;
  if (grade !== "D0") return { counted: true };
  return sure && context.type.record ? { counted: false, reason: NO_DISCUSSION } : undefined;
}

const NO_DISCUSSION = "no_discussion";

/** That nobody spoke is why the session is not counted, and no fault of the paper beside. */
function excuse(context: ExaminationContext, findings: Finding[]): void {
  const elements = new Set(context.type.elements.filter(({ kind }) => DEPTH.has(kind)).map(({ id }) => id));
  for (const [at, found] of findings.entries())
    if (found.severity === "error" && elements.has(found.element) && ABSENT.has(found.code))
      findings[at] = { ...found, severity: "warning" };
}

const ABSENT = new Set([NO_DISCUSSION, "boilerplate_discussion", "missing_element"]);
