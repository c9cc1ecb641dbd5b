// Text that was recognised from a picture: names read one character off are taken for the roster's, and what rests on
// a line the recogniser was not sure of is weak.
import type { Lexicon, Rulebook } from "../rulebook/rulebook.ts";
import type { Normalized, Span } from "../text/normalized.ts";
import type { ExaminationContext, Verdict } from "./context.ts";
import type { Finding } from "./examination.ts";
import { finding } from "./findings.ts";
import { hasSurname } from "./names.ts";
import type { Page } from "./page.ts";
import { original } from "./shaping.ts";

/** A stretch of the original text that was recognised, and how sure the recogniser was of it, 0 to 1. */
export type Recognised = Span & { confidence: number };

/** Words of the original text that were taken for a person of the roster. */
export type CorrectedName = Span & { name: string };

/**
 * The text with names of the roster in the place of those read one character off (replaced, or lost by a model that does
 * not know it). Only where one person of the roster comes into question, and stands nowhere in the same stretch as read.
 */
export function correctNames(
  text: string,
  recognised: readonly Recognised[],
  roster: readonly string[],
  rulebook: Rulebook,
): { text: string; respelt: CorrectedName[] } {
  const respelt: CorrectedName[] = [];
  const names = [...new Set(roster.map((name) => name.replace(/\s/g, "")))].filter((name) => name.length > 1);
  if (names.length === 0) return { text, respelt };
  const labels = labelsOf(rulebook);
  for (const { start, end, confidence } of recognised) {
    const words = text.slice(start, end);
    const absent = names.filter((name) => !words.includes(name));
    const doubtful = confidence < rulebook.recognition.sure;
    for (let at = 0; at < words.length; at++) {
      if (!HANZI.test(words.charAt(at)) || names.some((name) => words.startsWith(name, at))) continue;
      const meant = absent.flatMap((name) => {
        const length = lengthRead(words, at, name, doubtful, rulebook.lexicon);
        return length === undefined || labels.has(words.slice(at, at + length)) ? [] : [{ name, length }];
      });
      const [one] = meant;
      if (!one || meant.length > 1) continue;
      respelt.push({ start: start + at, end: start + at + one.length, name: one.name });
      at += one.length - 1;
    }
  }
  return { text: replaced(text, respelt), respelt };
}

const HANZI = /[\u3400-\u9fff]/;
const ONLY_HANZI = /^[\u3400-\u9fff]+$/;
/** A name in running text follows a mark, a post (书记、局长、主任、委员、秘书) or a word that leads to a person. */
const LEADS_TO_NAME = /[长记任员书由请和与及]/;

/** How many characters from `at` on may be this name with one character misread; none where they may not. */
function lengthRead(
  words: string,
  at: number,
  name: string,
  doubtful: boolean,
  lexicon: Lexicon,
): number | undefined {
  const before = words.charAt(at - 1);
  const alone = (length: number) => !HANZI.test(before) && !HANZI.test(words.charAt(at + length));
  const read = words.slice(at, at + name.length);
  if (ONLY_HANZI.test(read) && differInOne(read, name)) {
    // Two characters are half a name: they must stand alone, and share the surname or be hard to read.
    const sure = name.length > 2 || (alone(2) && (doubtful || read.charAt(0) === name.charAt(0)));
    if (sure && (!HANZI.test(before) || LEADS_TO_NAME.test(before))) return name.length;
  }
  const shorter = read.slice(0, -1);
  const lost = shorter.length > 1 && alone(shorter.length) && hasSurname(shorter, lexicon);
  return lost && lostOne(shorter, name) ? shorter.length : undefined;
}

/** Words that a form prints itself are never a name. */
function labelsOf({ lexicon, types }: Rulebook): Set<string> {
  const elements = [...types.values()].flatMap((type) => type.elements);
  return new Set([
    ...lexicon.otherLabels,
    ...elements.flatMap(({ labels, columns }) => [...labels, ...columns]),
  ]);
}

function differInOne(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let different = 0;
  for (let at = 0; at < a.length; at++) if (a.charAt(at) !== b.charAt(at)) different++;
  return different === 1;
}

const lostOne = (read: string, name: string): boolean =>
  [...name].some((_, at) => name.slice(0, at) + name.slice(at + 1) === read);

function replaced(text: string, respelt: readonly CorrectedName[]): string {
  const pieces: string[] = [];
  let end = 0;
  for (const one of respelt) {
    pieces.push(text.slice(end, one.start), one.name);
    end = one.end;
  }
  pieces.push(text.slice(end));
  return pieces.join("");
}

/** The page of a respelt text, whose evidence is the text as it was read. */
export function asRead(page: Page, text: string, respelt: readonly CorrectedName[]): Page {
  if (respelt.length === 0) return page;
  const { source } = page;
  const back = ({ start, end }: Span): Span => ({
    start: placeIn(respelt, start, "start"),
    end: placeIn(respelt, end, "end"),
  });
  const mended: Normalized = {
    text: source.text,
    original: text,
    toOriginal: (start, end) => back(source.toOriginal(start, end)),
  };
  return { ...page, source: mended };
}

/** Where an offset of the respelt text stands in the text as read; inside a name, that name's edge. */
function placeIn(respelt: readonly CorrectedName[], offset: number, edge: "start" | "end"): number {
  let longer = 0;
  for (const { start, end, name } of respelt) {
    const from = start + longer;
    if (offset <= from) break;
    if (offset < from + name.length) return edge === "start" ? start : end;
    longer += name.length - (end - start);
  }
  return offset - longer;
}

/**
 * Elements that rest on a doubtful line, or on a name that was taken for another, are weak, each with the words to
 * look at; and an error seen there is a warning, for nobody's paper goes back for what the machine could not read.
 */
export function flagLowConfidence(
  context: ExaminationContext,
  verdicts: Map<string, Verdict>,
  findings: Finding[],
  respelt: readonly CorrectedName[],
): void {
  const { page, rulebook, input } = context;
  const doubtful = (input.recognised ?? []).filter(
    ({ confidence }) => confidence < rulebook.recognition.sure,
  );
  if (doubtful.length === 0 && respelt.length === 0) return;
  const touches = (span: Span) => (one: Span) => one.start < span.end && span.start < one.end;
  for (const [at, found] of findings.entries())
    if (found.severity === "error" && doubtful.some(touches(found)))
      findings[at] = { ...found, severity: "warning" };
  for (const [element, verdict] of verdicts) {
    if (verdict.state !== "ok" && verdict.state !== "weak") continue;
    const words = original(page, verdict.evidence);
    const name = respelt.find(touches(words));
    const message = name
      ? "recognised_name"
      : doubtful.some(touches(words))
        ? "recognised_doubtful"
        : undefined;
    const template = message && rulebook.messages[message];
    if (!template) continue;
    verdicts.set(element, { ...verdict, state: "weak" });
    findings.push(
      finding(context, {
        code: "weak_element",
        severity: "warning",
        element,
        at: verdict.evidence,
        rule: `document.${message}`,
        source: rulebook.recognition.source,
        values: name ? { person: name.name, read: page.source.original.slice(name.start, name.end) } : {},
        ...template,
      }),
    );
  }
}
