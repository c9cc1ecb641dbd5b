/** Excel 97–2003 workbooks (.xls), and the Excel 5/95 ones that old programs still export. */
import type { ReadText } from "../document.ts";
import { Lines } from "../lines.ts";
import { Streams } from "../ole/streams.ts";
import type { ReaderContext } from "../reader.ts";
import { ReadingRefused } from "../refusal.ts";
import { readBook } from "./biff.ts";
import { readBiffSheet } from "./biff-sheet.ts";
import { writeSheets } from "./grid.ts";

/** Reads an .xls as {@link readXlsx} reads an .xlsx. Refuses `encrypted`, `macro`, `unsupported`, `malformed`, `too_large`. */
export async function readXls(bytes: Uint8Array, { limits }: ReaderContext): Promise<ReadText> {
  const streams = new Streams(bytes);
  const stream = streams.read("Workbook") ?? streams.read("Book");
  if (stream === undefined) throw new ReadingRefused("malformed");
  const book = readBook(stream, limits);
  const lines = new Lines(limits.textLength);
  writeSheets(
    lines,
    book.sheets.map(({ name, at }) => readBiffSheet(stream, at, name, book, limits)),
  );
  return { outcome: "text", format: "xls", ...lines.finish() };
}
