/** Headers and footers of sheets: the text in their codes, such as &C&"宋体"&14青石县林业局 (ECMA-376 §18.3.1.46). */

/** Fonts, sizes, colours and styles change no text; page numbers, dates and file names are no content. */
const codes = /&"[^"]*"|&K[0-9A-Fa-f]{6}|&K\d\d[+-]\d{3}|&\d+|&[A-Za-z]/g;
const furniture = /^([\s\d第页共,，/|—–\-－·.]|page|of)*$/i;

/** What is left to read of a header or footer: up to three texts, left, middle and right. */
export function pageLines(coded: string): string[] {
  return coded
    .split(/&[LCR]/)
    .flatMap((section) => section.replaceAll("&&", "\u0000").split(/\r\n|[\r\n]/))
    .map((line) => line.replace(codes, "").replaceAll("\u0000", "&").trim())
    .filter((line) => line !== "" && !furniture.test(line));
}
