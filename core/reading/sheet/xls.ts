/** Excel 97–2003 workbooks (.xls), and the Excel 5/95 ones that old programs still export. */
import type { ReadText } from "../document.ts";
import { Lines } from "../lines.ts";
import { Streams } from "../ole/streams.ts";
import type { ReaderContext } from "../reader.ts";
import { ReadingRefused } from "../refusal.ts";
import { withPictures } from "../scan/pasted.ts";
import { readBook } from "./biff.ts";
import { readBiffSheet } from "./biff-sheet.ts";
import { writeSheets } from "./grid.ts";

/** Reads an .xls as {@link readXlsx} reads an .xlsx. Refuses `encrypted`, `macro`, `unsupported`, `malformed`, `too_large`. */
export async function readXls(bytes: Uint8Array, context: ReaderContext): Promise<ReadText> {
  const { limits } = context;
  const streams = new Streams(bytes);
  const stream = streams.read("Workbook") ?? streams.read("Book");
  if (stream === undefined) throw new ReadingRefused("malformed");
  const book = readBook(stream, limits);
  const written = new Lines(limits.textLength);
  writeSheets(
    written,
    book.sheets.map(({ name, at }) => readBiffSheet(stream, at, name, book, limits)),
  );
  const counted = { paragraphs: 0, tables: book.sheets.length, pages: 0 };
  const { lines, ...pages } = await withPictures(written, counted, context);
  return { outcome: "text", format: "xls", ...lines.finish(), ...pages };
}
