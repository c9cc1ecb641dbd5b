/** The words that belong to a place in a paper: of a heading what stands under it, in running prose the sentence. */
import type { Span } from "../../text/normalized.ts";
import type { Page } from "../page.ts";

const MOST = 600;
const HEADING = /^(?:[一二三四五六七八九十]{1,3}[、.]|第[一二三四五六七八九十]{1,3}(?:部分|章|节|[,、]))/;
const LABEL = /^[【[]?[\u4e00-\u9fff ]{2,10}[】\]]?:|^[【[][^】\]\n]{2,12}[】\]]/;
const POINT = /^(?:[(][一二三四五六七八九十\d]{1,2}[)]|\d{1,2}[.、)]|[①-⑳]|[一二三四五六七八九十]是)/;

/**
 * From where the words begin to the next heading or label; inside a long paragraph to the end of the last sentence, or where
 * `whole` to the end of the paragraph.
 */
export function passageAt(page: Page, { start, end }: Span, whole = false): Span {
  const first = page.lines.findIndex((line) => line.end > start);
  const line = page.lines[first];
  if (!line) return { start, end };
  const inside = start > line.start && /[。;]/.test(page.text.slice(line.start, start));
  if (inside && whole) return { start, end: Math.max(end, line.end) };
  if (inside) {
    const last = page.sentences.findLast((sentence) => sentence.start < end);
    return { start, end: Math.max(end, last?.end ?? end) };
  }
  let to = Math.max(end, line.end);
  for (const next of page.lines.slice(first + 1)) {
    const words = page.text.slice(next.start, next.end);
    if (next.start < to) continue;
    if (HEADING.test(words) || LABEL.test(words) || next.end - start > MOST) break;
    // Prose goes on with prose, a heading with all its points.
    if (!POINT.test(words) && /[。;]$/.test(page.text.slice(start, to).trimEnd()) && to - start > HEAD) break;
    to = next.end;
  }
  return { start, end: to };
}

const HEAD = 24;

/** Without the number and the label at its beginning. */
export const bareWords = (words: string): string =>
  words
    .replace(/^[\s(]*(?:[一二三四五六七八九十\d]{1,3}[、.)])?\s*/, "")
    .replace(/^[【[]?[\u4e00-\u9fff ]{2,10}(?:[】\]]:?|:)\s*/, "");
