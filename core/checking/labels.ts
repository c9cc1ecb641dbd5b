// Finds labels (`主持人：`) and the values that belong to them: on the line, on the next line, in the next cell (domain.md §4.2).

import type { ElementRule, Lexicon, TypeRule } from "../rulebook/rulebook.ts";
import { allMatches } from "../text/matching.ts";
import type { Span } from "../text/normalized.ts";
import type { Page } from "./page.ts";

export type LabelHit = {
  label: string;
  elements: string[];
  /** The label itself, without its colon. */
  at: Span;
  /** The value beside or below the label; empty when there is none. */
  value: Span;
  /** From the value to the next label or heading of the same kind. */
  block: Span;
  /** A numbered or lone heading rather than a label with a colon. */
  heading: boolean;
};

/** A label as matched: `labels` holds it and what it was joined with (学习专题及时间安排). */
type RawHit = {
  labels: string[];
  start: number;
  end: number;
  after: number;
  colon: boolean;
  lone: boolean;
  marked: boolean;
};
type Vocabulary = { regex: RegExp; elements: Map<string, string[]> };
const vocabularies = new WeakMap<TypeRule, Vocabulary>();

/** All labels that a type knows, and the lexicon's further ones, which only end values. */
function vocabulary(type: TypeRule, lexicon: Lexicon): Vocabulary {
  const known = vocabularies.get(type);
  if (known) return known;
  const elements = new Map<string, string[]>();
  for (const label of lexicon.otherLabels) elements.set(label, []);
  for (const element of type.elements)
    for (const label of element.labels) elements.set(label, [...(elements.get(label) ?? []), element.id]);
  const words = [...elements.keys()].sort((a, b) => b.length - a.length);
  const spaced = words.map((word) =>
    Array.from(word, (c) => c.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")).join("\\s{0,4}"),
  );
  const enumerator = "(?:[(]?[一二三四五六七八九十]{1,3}[、).]|\\d{1,2}[、.)]|[*●◆·-])?[ \\t]{0,2}[【\\[]?";
  const made: Vocabulary = {
    regex: new RegExp(
      `(?<=^|\\n|[\\t|;。(]|  |[^,。\\n]\\) )(?<mark>${enumerator})(?<label>${spaced.join("|")})(?<also>[及和与][\\u4e00-\\u9fff]{2,8}(?=[:：]|\\s*(?:\\n|$)))?(?<note>\\([^()\\n]{1,24}\\))?(?<sep>\\s{0,4}[:]|[】\\]]:?|。| {0,2}[\\t|]|\\s*(?=\\n|$)|;(?=\\s*(?:\\n|$))|  |,| )`,
      "gd",
    ),
    elements,
  };
  vocabularies.set(type, made);
  return made;
}

/** No real document has more; the cap keeps hostile text linear. */
const MAX_LABELS = 400;

/** Every label hit in order of place. Values end where the next label begins. */
export function findLabels(page: Page, type: TypeRule, lexicon: Lexicon): LabelHit[] {
  const { regex, elements } = vocabulary(type, lexicon);
  const { text } = page;
  const raw: RawHit[] = [];
  for (const match of allMatches(regex, text)) {
    const { label = "", also = "", sep = "", mark = "" } = match.groups ?? {};
    const start = match.index + mark.length;
    const after = match.index + match[0].length;
    const marked = mark.trim() !== "";
    if (sep === "。" ? !marked : !accepted(page, match.index, start, label, sep, after)) continue;
    if (raw.length >= MAX_LABELS) break;
    const colon = /[:;】\]]/.test(sep);
    raw.push({
      labels: [label, also.slice(1)].map((word) => word.replace(/\s/g, "")),
      start,
      end: colon ? after : start + label.length + also.length,
      after,
      colon,
      lone: sep === "。" || (sep.trim() === "" && !sep.includes("\t") && sep !== "  " && sep !== " "),
      marked,
    });
  }
  const hits = dropTableHeads(page, raw);
  return hits.map((hit, index) => {
    const next = hits[index + 1]?.start ?? text.length;
    const heading = hit.lone;
    const spoken = hit.labels.some((label) => SPOKEN.test(label));
    const value = valueBeside(page, hit.after, next, hits[index + 1]?.marked ?? false, spoken);
    const block = { start: value.start, end: blockEnd(page, hit, hits.slice(index + 1, index + 40)) };
    return {
      label: hit.labels[0] ?? "",
      elements: hit.labels.flatMap((label) => elements.get(label) ?? []),
      at: { start: hit.start, end: hit.end },
      value,
      block: block.end > block.start ? trim(text, block) : value,
      heading,
    };
  });
}

const SHORT_LINE = 40;

function accepted(
  page: Page,
  from: number,
  start: number,
  label: string,
  sep: string,
  after: number,
): boolean {
  const { text } = page;
  const atLineStart = from === 0 || text.charAt(from - 1) === "\n";
  const length = label.replace(/\s/g, "").length;
  if (/[:】\]]/.test(sep) || sep === ";") return true;
  if (sep === ",") {
    const { start: at } = page.source.toOriginal(after - 1, after);
    return (
      atLineStart &&
      page.source.original.charAt(at) === "," &&
      !/[。;]/.test(text.slice(start, lineEnd(text, start)))
    );
  }
  if (sep === " ") {
    const rest = text.slice(after, lineEnd(text, after));
    return atLineStart && length >= 2 && rest.length <= SHORT_LINE && !/[。,]/.test(rest);
  }
  // 呈　　送：one label written wide, of which only the first character is known.
  if (sep === "  " && length === 1 && /^\s*[\u4e00-\u9fff]{1,2}\s*:/.test(text.slice(after))) return false;
  if (sep === "  ") return atLineStart || /[\t|]| {2}/.test(text.slice(Math.max(0, from - 2), from));
  return sep.includes("\t") || sep.includes("|") || atLineStart;
}

/** A row of three or more bare labels is the head of a table, not a set of blank labels. */
function dropTableHeads(page: Page, hits: RawHit[]): RawHit[] {
  const bare = new Map<number, number>();
  const lineOf = (at: number): number => page.text.lastIndexOf("\n", at - 1);
  for (const hit of hits) if (!hit.colon) bare.set(lineOf(hit.start), (bare.get(lineOf(hit.start)) ?? 0) + 1);
  return hits.filter((hit) => hit.colon || (bare.get(lineOf(hit.start)) ?? 0) < 3);
}

function lineEnd(text: string, at: number): number {
  const found = text.indexOf("\n", at);
  return found < 0 ? text.length : found;
}

function valueBeside(page: Page, after: number, next: number, nextMarked: boolean, spoken: boolean): Span {
  const { text } = page;
  const end = Math.min(lineEnd(text, after), Math.max(after, nextMarked ? next - 2 : next));
  const same = trim(text, { start: after, end: closed(text, after, end) });
  if (same.end > same.start) return same;
  let from = lineEnd(text, after);
  while (from < text.length && /\s/.test(text.charAt(from))) from++;
  if (from >= next || from >= text.length) return { start: after, end: after };
  const other = OTHER_LABEL.exec(text.slice(from, from + 16))?.[0];
  const words = other ? lineEnd(text, from) - from - other.length : 0;
  if (other && !(spoken && words >= SPEECH)) return { start: after, end: after };
  if (next - from <= 4 && nextMarked) return { start: after, end: after };
  return trim(text, { start: from, end: Math.min(lineEnd(text, from), next) });
}

/** Under these stands what somebody said: `小结` ⏎ `梅岭：…`. */
const SPOKEN = /(?:小结|总结|讲话|发言|点评|要求)$/;
/** Fewer characters behind a colon are a value, not a speech. */
const SPEECH = 8;

/** A line that begins with a label, known or not, is no value of the line above. */
const OTHER_LABEL = /^[\u4e00-\u9fff ]{2,8}:/;

/** Where a bracket that opened before the label closes: `(学习时间:4月18日)`. */
function closed(text: string, from: number, to: number): number {
  let depth = 0;
  for (let at = from; at < to; at++) {
    const character = text.charAt(at);
    if (character === "(") depth++;
    else if (character === ")" && --depth < 0) return at;
  }
  return to;
}

const HEADING = /(?:^|\n)(?:[一二三四五六七八九十]{1,3}、)/g;

function blockEnd(
  page: Page,
  hit: { after: number; lone: boolean; marked: boolean },
  later: Array<{ start: number; lone: boolean; marked: boolean }>,
): number {
  const next = later.find((other) => !hit.marked || other.marked)?.start ?? page.text.length;
  HEADING.lastIndex = hit.after;
  const heading = HEADING.exec(page.text)?.index ?? page.text.length;
  return Math.min(next, Math.max(heading, hit.after));
}

/** The span without the blanks, commas and enumerators at its ends. */
export function trim(text: string, { start, end }: Span): Span {
  let from = start;
  let to = end;
  while (from < to && /[\s|]/.test(text.charAt(from))) from++;
  while (to > from && /[\s|]/.test(text.charAt(to - 1))) to--;
  return { start: from, end: to };
}

/** The hits that speak for one element. */
export const labelsFor = (hits: LabelHit[], element: ElementRule): LabelHit[] =>
  hits.filter((hit) => hit.elements.includes(element.id));
