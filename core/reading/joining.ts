/** One reading put behind another: the files of an archive, a page that a document holds unopened. */
import type { ReadText, TextLocation } from "./document.ts";
import type { Lines } from "./lines.ts";

/** What was counted before; the paragraphs, tables and pages of the next reading follow on. */
export type Counted = { paragraphs: number; tables: number; pages: number };

/** Writes a reading behind what the lines hold, and counts on. */
export function writeReading(lines: Lines, { text, places, pages }: ReadText, counted: Counted): void {
  const before = { ...counted };
  let end = 0;
  for (const [index, place] of places.entries()) {
    const between = text.slice(end, place.start);
    const separator = index > 0 && (between === "\t" || between === " " || between === "") ? between : "\n";
    lines.add(text.slice(place.start, place.end), moved(place, before), separator);
    counted.paragraphs = Math.max(counted.paragraphs, before.paragraphs + (place.paragraph ?? -1) + 1);
    counted.tables = Math.max(counted.tables, before.tables + (place.cell?.table ?? -1) + 1);
    end = place.end;
  }
  counted.pages += pages ?? 0;
}

function moved(
  { start: _start, end: _end, ...place }: TextLocation,
  by: Counted,
): Omit<TextLocation, "start" | "end"> {
  return {
    ...place,
    ...(place.paragraph !== undefined && { paragraph: place.paragraph + by.paragraphs }),
    ...(place.cell !== undefined && { cell: { ...place.cell, table: place.cell.table + by.tables } }),
    ...(place.page !== undefined && { page: place.page + by.pages }),
  };
}
