// The title of a document, as lists, desks and notices show it: its heading and nothing of the table or letter below.
import type { Lexicon, Rulebook } from "../rulebook/rulebook.ts";
import { hits } from "../text/matching.ts";
import type { Span } from "../text/normalized.ts";
import type { Page } from "./page.ts";

const LOOKED_AT = 8;
const MAX_LENGTH = 60;
const MAX_LINES = 3;

/**
 * The title in the writer's own characters, without padding; undefined where the text begins with its body.
 * A title broken over several lines is joined. Labels, table rows, file numbers and addressees are no title.
 */
export function titleOf(page: Page, rulebook: Rulebook): string | undefined {
  const labels = labelsOf(rulebook);
  const heading: Span[] = [];
  for (const [index, line] of page.lines.slice(0, LOOKED_AT).entries()) {
    const words = page.text.slice(line.start, line.end);
    const first = heading.length === 0;
    if (first && skipped(words, rulebook.lexicon)) continue;
    if (isRow(words, labels, rulebook.lexicon) || !isHeading(words)) break;
    if (first && index === page.lines.length - 1) break;
    if (!first && !continues(page, heading, words, rulebook.lexicon)) break;
    heading.push(line);
    if (heading.length === MAX_LINES) break;
  }
  const { toOriginal, original } = page.source;
  const lines = heading.map(({ start, end }) => {
    const span = toOriginal(start, end);
    return unpadded(original.slice(span.start, span.end));
  });
  return lines.join("") || undefined;
}

const known = new WeakMap<Rulebook, Set<string>>();

/** Every label of every type: whatever the document is, a line that begins with one is a line of its table. */
function labelsOf(rulebook: Rulebook): Set<string> {
  const made =
    known.get(rulebook) ??
    new Set([
      ...rulebook.lexicon.otherLabels,
      ...[...rulebook.types.values()].flatMap((type) => type.elements.flatMap((one) => one.labels)),
    ]);
  known.set(rulebook, made);
  return made;
}

/** Letterheads, file numbers and page furniture stand above a title and are none. */
const skipped = (words: string, lexicon: Lexicon): boolean =>
  hits(lexicon.furniture, words) || hits(lexicon.aboveTitle, words);

/** A row of a table, a label with its value, or a bare label of a table that was flattened. */
function isRow(words: string, labels: ReadonlySet<string>, lexicon: Lexicon): boolean {
  if (/[\t|]/.test(words)) return true;
  const label = /^[^:]{1,14}(?=:)/.exec(words)?.[0] ?? /^[^ ]{1,10}(?= {1,2}\S)/.exec(words)?.[0];
  const bare = words.replace(/\s/g, "");
  if (label !== undefined && labels.has(label.replace(/\s/g, ""))) return true;
  return labels.has(bare) && !hits(lexicon.titleEnd, bare);
}

/** Short, and no sentence: a headline may have commas, a colon or an exclamation mark, but no full stop. */
const isHeading = (words: string): boolean =>
  words.length <= MAX_LENGTH && !/[。;]|[:,]$|^[(]?[一二三四五六七八九十]{1,3}[、)]/.test(words);

/** A title that has not come to its last word (方案, 记录, 报告 …) goes on in the next line if that line brings it. */
function continues(page: Page, heading: Span[], words: string, lexicon: Lexicon): boolean {
  const before = heading.map(({ start, end }) => page.text.slice(start, end)).join("");
  if (hits(lexicon.titleEnd, before) || /[,:]/.test(words)) return false;
  return (
    hits(lexicon.titleEnd, words) || /^关于/.test(words) || /关于|(?:[的和与及暨、]|中心组)$/.test(before)
  );
}

/** 签 到 表 is 签到表: blanks between ideographs only fill the line. */
const unpadded = (words: string): string =>
  words
    .replace(/<[^<>]{1,40}>/g, "")
    .replace(/(?<=[\u3400-\u9fff（(）)])[\s\u3000]+(?=[\u3400-\u9fff（(）)])/g, "")
    .trim();
