/**
 * Blanks between Chinese characters: a PDF has gaps, not blanks, and a justified line is full of gaps.
 * Whether a blank was typed is judged by how wide it is.
 */
import type { Box } from "./boxes.ts";

const wide = /[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u3000-\u303f\u2014\u2018-\u201d\u2026]/;

export function isWide(character: string | undefined): boolean {
  return character !== undefined && wide.test(character);
}

/** Ems that a run of text takes without any extra space. */
function naturalWidth(text: string): number {
  let width = 0;
  for (const character of text) width += character === " " ? 0 : isWide(character) ? 1 : 0.5;
  return width;
}

/**
 * Below how many ems a blank was not typed, by how many of its neighbours are hanzi: none (it separates two
 * words of Latin script), one (programs set a quarter em before and behind figures), two (justification).
 */
const invented = [0, 0.4, 0.22];

/** The text of a run without the blanks that only justify it. */
export function withoutInventedBlanks({ text, width, height }: Box): string {
  const blanks = text.match(/ /g)?.length ?? 0;
  if (blanks === 0 || height === 0) return text;
  const blankWidth = (width / height - naturalWidth(text)) / blanks;
  const characters = Array.from(text.replaceAll(" ", "")).length;
  const everywhere = blanks >= (characters - 1) * 0.8 && characters > 3;
  return text.replace(/(.) (?=(.))/gu, (pair, left: string, right: string) => {
    const hanzi = Number(isWide(left)) + Number(isWide(right));
    const narrow = blankWidth < (invented[hanzi] ?? 0);
    return narrow || (everywhere && hanzi > 0) ? left : pair;
  });
}

/** What separates two neighbours on a line: nothing, a blank, or a tab where a column begins. */
export function separator(left: Box, right: Box): "" | " " | "\t" {
  const em = Math.max(left.height, right.height);
  const gap = (right.x - left.x - left.width) / em;
  if (gap > 1.5) return "\t";
  const hanzi = isWide(left.text.at(-1)) || isWide(right.text[0]);
  return gap > (hanzi ? 0.45 : 0.2) ? " " : "";
}
