/** Lines that the page's width broke are put together again; a line that ended of itself stays one. */
import type { Line } from "./layout.ts";
import { isWide } from "./spacing.ts";

/** A paragraph of a page; `lines` are the lines it was set in. */
export type Paragraph = { text: string; lines: Line[] };

/** How near the right edge a broken line ends: two characters may be pushed down with a bracket or a figure. */
const SLACK = 2.1;
const INDENT = 0.8;
const MIN_LENGTH = 12;
/** 一、 （二） 3. — what begins a paragraph wherever it stands; 2.6万元 does not. */
const numbering = /^([一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d+[.．、](?!\d))/;
/** 时间： begins one too, unless the sentence before is still under way: `…，分两` and below it `步走：先修渠`. */
const label = /^[^，。；：]{1,8}：/;
const underWay = /[。！？；][^。！？；]*，[^。！？；]*$/;
/** A full line that ends a sentence may end the paragraph as well: better two lines than two paragraphs in one. */
const ending = /[。！？；：!?;]$/;
const pausing = /[，、,]$/;

/** The edges text is set between. Where paragraphs are indented, a line at the edge goes on unless a label begins it. */
export type Measure = {
  left: number;
  right: number;
  indented: boolean;
  /** How many characters a full line has at least. */
  shortest: number;
};

export function measureOf(lines: readonly Line[], right: number): Measure {
  const left = Math.min(...lines.map(({ x }) => x));
  const indents = lines.filter(({ x, height }) => x > left + height * 1.5 && x < left + height * 2.6);
  return { left, right, indented: indents.length >= 2, shortest: MIN_LENGTH };
}

/** Joins the lines of one column. */
export function joinLines(lines: readonly Line[], measure: Measure): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  for (const line of lines) {
    const last = paragraphs.at(-1);
    const before = last?.lines.at(-1);
    if (last !== undefined && before !== undefined && continues(before, line, measure, last.text)) {
      last.text += glue(last.text, line.text) + line.text;
      last.lines.push(line);
    } else paragraphs.push({ text: line.text, lines: [line] });
  }
  return paragraphs;
}

/** Figures and words of Latin script, with the mark behind them, go to the next line whole. */
const unbroken = /^[\dA-Za-z.,:%/+-]+[，。、；：％）”》]*/;

function emsOf(text: string): number {
  return Array.from(text).reduce((sum, character) => sum + (isWide(character) ? 1 : 0.5), 0);
}

/** Whether `line` goes on with what `before` ends, the last line of a paragraph of which `begun` has been read. */
export function continues(
  before: Line,
  line: Line,
  { left, right, indented, shortest }: Measure,
  begun = before.text,
): boolean {
  if (Array.from(before.text).length < shortest || before.text.includes("\t")) return false;
  if (Math.abs(before.height - line.height) > before.height * 0.15) return false;
  const room = SLACK + emsOf(unbroken.exec(line.text)?.[0] ?? "");
  if (before.right < right - before.height * room) return false;
  if (line.x > left + line.height * INDENT) return false;
  if (pausing.test(before.text)) return true;
  // The head of a record stands flush left also where its paragraphs are indented.
  if (numbering.test(line.text)) return false;
  if (label.test(line.text)) return underWay.test(begun);
  return indented || !ending.test(before.text);
}

/** Hanzi run on without a blank; words and numbers of Latin script need one. */
export function glue(before: string, after: string): "" | " " {
  return isWide(before.at(-1)) || isWide(after[0]) || /-$/.test(before) ? "" : " ";
}
