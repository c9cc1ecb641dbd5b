// The examination of one document: classify, locate and judge elements, grade, check, count, compare. Pure and deterministic.
import type { Rulebook, TypeRule } from "../rulebook/rulebook.ts";
import type { Span } from "../text/normalized.ts";
import { run } from "./checks/check.ts";
import { classify } from "./classify.ts";
import { breaks, items } from "./counting.ts";
import { datesIn } from "./dates.ts";
import { analyse } from "./discussion.ts";
import type { Examination, ExaminationInput, Finding } from "./examination.ts";
import { finding, findingsFor } from "./findings.ts";
import { judge } from "./judging/judge.ts";
import { findLabels } from "./labels.ts";
import { layOut, type Page } from "./page.ts";
import { asRead, doubt, type Respelt, respell } from "./recognised.ts";
import { everyElement, heldOn, hostOf, peopleOf, result } from "./shaping.ts";
import type { Study, Verdict } from "./study.ts";
import { findTable } from "./tables.ts";
import { titleOf } from "./title.ts";
import { documentFinding, duplicateFindings, unreadable, wrongType } from "./whole.ts";

const NOWHERE: Span = { start: 0, end: 0 };

/**
 * Examines one text against the rulebook. Never throws for any text; the same input gives the same answer.
 * Elements are those of the type the text is, or of the declared type where the text is of a class that has none.
 */
export function examine(input: ExaminationInput, rulebook: Rulebook): Examination {
  const { page, respelt } = pageOf(input, rulebook);
  const typeId = classify(page, rulebook, input.declaredType);
  const detected = rulebook.types.get(typeId);
  const declared = rulebook.types.get(input.declaredType ?? "");
  const type = detected && detected.elements.length > 0 ? detected : (declared ?? detected ?? EMPTY);
  if (unreadable(page, rulebook)) {
    const findings = [documentFinding(begin(input, rulebook, type, page), "text_unreadable", NOWHERE)];
    const elements = everyElement(type, "unreadable");
    return { type: typeId, declaredType: input.declaredType, elements, findings, rulebook: rulebook.version };
  }
  const { study, verdicts, host, findings: own } = examineAs(type, input, rulebook, page);
  const strange = input.declaredType !== undefined && typeId !== input.declaredType && declared;
  // What a document of another class lacks of the declared type is no fault of its own.
  const findings = strange && detected?.negative ? own.filter(({ evidence }) => evidence !== "") : own;
  if (strange) findings.push(wrongType(study, declared, detected));
  findings.push(...duplicateFindings(study));
  const counted = sessionCounts(study, verdicts, findings, detected?.negative === true);
  doubt(study, verdicts, findings, respelt);
  return {
    type: typeId,
    declaredType: input.declaredType,
    title: titleOf(page, rulebook),
    elements: elementsOf(study, verdicts),
    findings,
    discussion: type.session ? study.discussion.grade : undefined,
    counted,
    effectiveDate: heldOn(rulebook, verdicts),
    people: peopleOf(rulebook, verdicts, host),
    rulebook: rulebook.version,
  };
}

/** The text as the rules read it: names that were recognised one character off are the roster's. */
function pageOf(input: ExaminationInput, rulebook: Rulebook): { page: Page; respelt: Respelt[] } {
  const { text, respelt } = respell(input.text, input.recognised ?? [], input.roster ?? [], rulebook);
  return { page: asRead(layOut(text, rulebook.lexicon), input.text, respelt), respelt };
}

type Judged = { study: Study; verdicts: Map<string, Verdict>; host: string | undefined; findings: Finding[] };

/** Judges a text by the elements and checks of one type, whatever it may be. */
export function examineAs(
  type: TypeRule,
  input: ExaminationInput,
  rulebook: Rulebook,
  page = layOut(input.text, rulebook.lexicon),
): Judged {
  const study = begin(input, rulebook, type, page);
  const verdicts = new Map<string, Verdict>();
  for (const rule of type.elements) verdicts.set(rule.id, judge(study, rule));
  const host = hostOf(rulebook, verdicts);
  if (type.session && host) regrade(study, verdicts, host);
  const findings: Finding[] = [];
  for (const rule of type.elements)
    findings.push(
      ...findingsFor(study, rule, verdicts.get(rule.id) ?? { state: "missing", evidence: NOWHERE }),
    );
  const checked = checkFindings(study, verdicts);
  const told = new Set(
    rulebook.checks.flatMap(({ source }) =>
      checked.some((one) => one.rule === source.id) ? source.replaces : [],
    ),
  );
  const unsaid = findings.filter(({ code, element }) => !(code === ABSENT && told.has(element)));
  return { study, verdicts, host, findings: [...unsaid, ...checked] };
}

/** The elements of a text that is taken for this type. */
export function examinedAs(
  type: TypeRule,
  input: ExaminationInput,
  rulebook: Rulebook,
): Pick<Examination, "elements"> {
  const { study, verdicts } = examineAs(type, input, rulebook);
  return { elements: elementsOf(study, verdicts) };
}

const elementsOf = ({ type, page }: Study, verdicts: Map<string, Verdict>): Examination["elements"] =>
  Object.fromEntries(type.elements.map((rule) => [rule.id, result(page, verdicts.get(rule.id))]));

const ABSENT = "missing_element";

const EMPTY: TypeRule = {
  id: "other",
  name: "其他文件",
  source: "",
  negative: true,
  session: false,
  title: [],
  body: [],
  samples: { accept: [], reject: [] },
  elements: [],
};

function begin(input: ExaminationInput, rulebook: Rulebook, type: TypeRule, page: Page): Study {
  const labels = findLabels(page, type, rulebook.lexicon);
  const study: Study = {
    input,
    rulebook,
    type,
    page,
    labels,
    table: findTable(page, type),
    discussion: { grade: "D0", speeches: [] },
    year: documentYear(input, page),
  };
  study.discussion = analyse(page, rulebook, notNames(study), undefined);
  return study;
}

const notNames = (study: Study): Set<string> =>
  new Set([
    ...study.rulebook.lexicon.otherLabels,
    ...study.type.elements.flatMap((element) => element.labels),
  ]);

/** Who presided is known only after judging; whoever did cannot be the only speaker. */
function regrade(study: Study, verdicts: Map<string, Verdict>, host: string): void {
  study.discussion = analyse(study.page, study.rulebook, notNames(study), host);
  for (const rule of study.type.elements)
    if (rule.kind === "discussion" || rule.kind === "speakers" || rule.kind === "speeches")
      verdicts.set(rule.id, judge(study, rule));
}

/** The year named in the title, the filing, or the first full date of the text. */
function documentYear(input: ExaminationInput, page: Page): number | undefined {
  const title = page.title.map((line) => page.text.slice(line.start, line.end)).join("\n");
  const named = /((?:19|20)\d{2})年/.exec(title)?.[1];
  if (named) return Number(named);
  if (input.filed?.year) return input.filed.year;
  const head = page.text.slice(0, 160);
  return datesIn(head).find((date) => date.year !== undefined && date.day !== undefined)?.year;
}

function checkFindings(study: Study, verdicts: Map<string, Verdict>): Finding[] {
  return study.rulebook.checks.flatMap((rule) => {
    const { source } = rule;
    if (!source.types.includes("*") && !source.types.includes(study.type.id)) return [];
    return run(study, verdicts, rule).map((sighting) => {
      const element = sighting.element ?? source.element;
      if (source.marks) mark(verdicts, element, source.marks, sighting.at);
      const severity = sighting.severity ?? source.severities?.[study.type.id] ?? source.severity;
      const { code, id, message, suggestion } = source;
      return finding(study, {
        code,
        severity,
        element,
        at: sighting.at,
        rule: id,
        source: source.source,
        message,
        suggestion,
        values: sighting.values,
      });
    });
  });
}

/** A sound element that a check found fault with rests on the words at fault. */
function mark(verdicts: Map<string, Verdict>, element: string, state: Verdict["state"], at: Span): void {
  const verdict = verdicts.get(element);
  if (verdict && (verdict.state === "ok" || verdict.state === "weak"))
    verdicts.set(element, { ...verdict, state, evidence: at.end > at.start ? at : verdict.evidence });
}

/** A meeting of another kind never counts as a session of study. */
function sessionCounts(
  study: Study,
  verdicts: Map<string, Verdict>,
  findings: Finding[],
  negative: boolean,
): Examination["counted"] {
  if (!study.type.session) return undefined;
  return negative ? { counted: false, reason: "wrong_type" } : count(study, verdicts, findings);
}

/** Applies the not-counted rules: the first that holds with severity error takes the session out of the figures. */
export function count(
  study: Study,
  verdicts: Map<string, Verdict>,
  findings: Finding[],
): Examination["counted"] {
  const agenda = items(study);
  let answer: Examination["counted"] = { counted: true };
  for (const rule of study.rulebook.counting) {
    const { source } = rule;
    if (!source.types.includes("*") && !source.types.includes(study.type.id)) continue;
    const at = breaks(study, rule, agenda);
    if (!at) continue;
    const severity = source.severities?.[study.type.id] ?? source.severity;
    const { code, id, message, suggestion, element } = source;
    const made = finding(study, {
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
    if (severity !== "error" || !answer.counted) continue;
    if (source.marks) mark(verdicts, element, source.marks, at);
    answer = {
      counted: false,
      reason: code,
      evidence: { text: made.evidence, start: made.start, end: made.end },
    };
  }
  return answer;
}
