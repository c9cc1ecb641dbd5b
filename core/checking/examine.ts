// The examination of one document: classify, locate and judge elements, grade, check, count, compare. Pure and deterministic.
import type { Rulebook, TypeRule } from "../rulebook/rulebook.ts";
import { EMPTY_SPAN, type Span } from "../text/normalized.ts";
import { run } from "./checks/kinds.ts";
import { recognise, UNKNOWN } from "./classify.ts";
import type { ExaminationContext, Verdict } from "./context.ts";
import { proposal } from "./counting.ts";
import { datesIn } from "./dates.ts";
import { analyse, type Hearing, presidedBy } from "./discussion.ts";
import type { Examination, ExaminationInput, Finding } from "./examination.ts";
import type { Model } from "./finder/model.ts";
import { ownModel } from "./finder/own.ts";
import { typeShares } from "./finder/type-of.ts";
import { finding, findingsFor } from "./findings.ts";
import { judge } from "./judging/judge.ts";
import { type Sight, settling } from "./judging/settle.ts";
import { findLabels } from "./labels.ts";
import { layOut, type Page } from "./page.ts";
import { asRead, type CorrectedName, correctNames, flagLowConfidence } from "./recognised.ts";
import { everyElement, heldOn, hostOf, peopleOf, result } from "./shaping.ts";
import { clausesOf } from "./structure/clauses.ts";
import { findTable } from "./tables.ts";
import { takenFor, withoutStrangers } from "./taking.ts";
import { titleOf } from "./title.ts";
import { modelFor } from "./training/own-types.ts";
import { besideUnread, perhapsUnread } from "./unread.ts";
import { documentFinding, duplicateFindings, unreadable } from "./whole.ts";

/**
 * Examines one text against the rulebook. Never throws for any text; the same input gives the same answer.
 * `model` is what looks second; `null` leaves the rules alone. Types of the office's own have one of their own, from papers
 * that the office has marked.
 * Elements are those of the type the text is, or of the declared type where the text is of a class that has none.
 */
export function examine(
  given: ExaminationInput,
  rulebook: Rulebook,
  model: Model | null | undefined = ownModel(),
): Examination {
  const input = withinBudget(given);
  const { page, respelt } = pageOf(input, rulebook);
  const sight = model ? { model, clauses: clausesOf(page.text, input.roster) } : undefined;
  const shares = sight && typeShares(sight.model, page.text, sight.clauses);
  const recognised = recognise(page, rulebook, input.declaredType, shares);
  const detected = rulebook.types.get(recognised.type);
  const declared = rulebook.types.get(input.declaredType ?? "");
  const type = detected && detected.elements.length > 0 ? detected : (declared ?? detected ?? EMPTY);
  if (unreadable(page, rulebook)) {
    const findings = [documentFinding(begin(input, rulebook, type, page), "text_unreadable", EMPTY_SPAN)];
    const elements = everyElement(type, "unreadable");
    const { type: typeId } = recognised;
    return { type: typeId, declaredType: input.declaredType, elements, findings, rulebook: rulebook.version };
  }
  const closer = sight && { ...sight, own: modelFor(type, rulebook, sight.model) };
  const { context, verdicts, host, findings: own } = examineAs(type, input, rulebook, page, closer);
  const share = shares?.get(type.id) ?? 1;
  const taken = takenFor(context, verdicts, own, recognised, share);
  taken.findings.push(...duplicateFindings(context));
  const counted = proposal(context, verdicts, taken.findings, detected?.negative === true);
  const { type: typeId, findings: stand } = withoutStrangers(context, taken);
  const findings = besideUnread(context, stand, input.unread ?? []);
  flagLowConfidence(context, verdicts, findings, respelt);
  return {
    type: typeId,
    declaredType: input.declaredType,
    title: titleOf(page, rulebook),
    elements: elementsOf(context, verdicts),
    findings,
    discussion: type.session ? context.discussion.grade : undefined,
    // Of a paper that nobody knows a person says whether it is a session.
    ...(typeId !== UNKNOWN && { counted }),
    effectiveDate: heldOn(rulebook, verdicts),
    people: peopleOf(rulebook, verdicts, host),
    rulebook: rulebook.version,
  };
}

/** Characters: ten times the longest paper of this trade. Time and memory of an examination grow with them. */
const LONGEST = 300_000;

/** What is behind the longest paper is left, and said. */
function withinBudget(input: ExaminationInput): ExaminationInput {
  if (input.text.length <= LONGEST) return input;
  const recognised = input.recognised?.filter(({ end }) => end <= LONGEST);
  return {
    ...input,
    text: input.text.slice(0, LONGEST),
    ...(recognised && { recognised }),
    unread: [...(input.unread ?? []), `第${LONGEST}字以后的文字`],
  };
}

/** The text as the rules read it: names that were recognised one character off are the roster's. */
function pageOf(input: ExaminationInput, rulebook: Rulebook): { page: Page; respelt: CorrectedName[] } {
  const { text, respelt } = correctNames(input.text, input.recognised ?? [], input.roster ?? [], rulebook);
  return { page: asRead(layOut(text, rulebook.lexicon), input.text, respelt), respelt };
}

type Judged = {
  context: ExaminationContext;
  verdicts: Map<string, Verdict>;
  host: string | undefined;
  findings: Finding[];
};

/** Judges a text by the elements and checks of one type, whatever it may be. */
export function examineAs(
  type: TypeRule,
  input: ExaminationInput,
  rulebook: Rulebook,
  page = layOut(input.text, rulebook.lexicon),
  sight?: Sight,
): Judged {
  const context = begin(input, rulebook, type, page);
  const verdicts = new Map<string, Verdict>();
  for (const rule of type.elements) verdicts.set(rule.id, judge(context, rule));
  const host = hostOf(rulebook, verdicts);
  if (type.session && host) regrade(context, verdicts, host);
  const settle = settling(context, sight);
  for (const rule of type.elements) {
    const ruled = verdicts.get(rule.id);
    if (ruled) verdicts.set(rule.id, perhapsUnread(settle(rule, ruled), input.unread ?? []));
  }
  const findings: Finding[] = [];
  for (const rule of type.elements)
    findings.push(
      ...findingsFor(context, rule, verdicts.get(rule.id) ?? { state: "missing", evidence: EMPTY_SPAN }),
    );
  const checked = checkFindings(context, verdicts);
  const told = new Set(
    rulebook.checks.flatMap(({ source }) =>
      checked.some((one) => one.rule === source.id) ? source.replaces : [],
    ),
  );
  const unsaid = findings.filter(({ code, element }) => !(code === ABSENT && told.has(element)));
  return { context, verdicts, host, findings: [...unsaid, ...checked] };
}

/** The elements of a text that is taken for this type. */
export function examinedAs(
  type: TypeRule,
  input: ExaminationInput,
  rulebook: Rulebook,
): Pick<Examination, "elements"> {
  const { context, verdicts } = examineAs(type, input, rulebook);
  return { elements: elementsOf(context, verdicts) };
}

const elementsOf = (
  { type, page }: ExaminationContext,
  verdicts: Map<string, Verdict>,
): Examination["elements"] =>
  Object.fromEntries(type.elements.map((rule) => [rule.id, result(page, verdicts.get(rule.id))]));

const ABSENT = "missing_element";

const EMPTY: TypeRule = {
  id: "other",
  name: "其他文件",
  source: "",
  negative: true,
  session: false,
  yearly: false,
  record: false,
  byOffice: false,
  title: [],
  body: [],
  samples: { accept: [], reject: [] },
  elements: [],
};

function begin(input: ExaminationInput, rulebook: Rulebook, type: TypeRule, page: Page): ExaminationContext {
  const labels = findLabels(page, type, rulebook.lexicon);
  const context: ExaminationContext = {
    input,
    rulebook,
    type,
    page,
    labels,
    table: findTable(page, type),
    discussion: { grade: "D0", sure: false, speeches: [] },
    year: documentYear(input, page),
  };
  if (type.session || type.elements.some(({ kind }) => SPOKEN.has(kind)))
    context.discussion = analyse(hearing(context));
  return context;
}

const hearing = (context: ExaminationContext): Hearing => ({
  ...context,
  notNames: notNames(context),
  roster: context.input.roster ?? [],
  people: new Set(context.type.elements.filter(({ kind }) => PEOPLE.has(kind)).map(({ id }) => id)),
});

const PEOPLE = new Set(["person", "people", "roster"]);

/** Elements that rest on who spoke. */
const SPOKEN = new Set(["discussion", "speakers", "speeches"]);

const notNames = (context: ExaminationContext): Set<string> =>
  new Set([
    ...context.rulebook.lexicon.otherLabels,
    ...context.type.elements.flatMap((element) => element.labels),
  ]);

/** Who presided is known only after judging; whoever did cannot be the only speaker. */
function regrade(context: ExaminationContext, verdicts: Map<string, Verdict>, host: string): void {
  context.discussion = presidedBy(host, context.discussion, hearing(context));
  for (const rule of context.type.elements)
    if (SPOKEN.has(rule.kind)) verdicts.set(rule.id, judge(context, rule));
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

function checkFindings(context: ExaminationContext, verdicts: Map<string, Verdict>): Finding[] {
  return context.rulebook.checks.flatMap((rule) => {
    const { source } = rule;
    if (!source.types.includes("*") && !source.types.includes(context.type.id)) return [];
    return run(context, verdicts, rule).map((sighting) => {
      const element = sighting.element ?? source.element;
      const severity = sighting.severity ?? source.severities?.[context.type.id] ?? source.severity;
      // What a person is only asked to look at is not yet wrong.
      if (source.marks && severity !== "look") mark(verdicts, element, source.marks, sighting.at);
      const { code, id, message, suggestion } = source;
      return finding(context, {
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
