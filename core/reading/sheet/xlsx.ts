/** Excel workbooks (.xlsx, Transitional and Strict): what is shown, sheet by sheet. */
import type { ReadText } from "../document.ts";
import { mainPart } from "../docx/package.ts";
import { Lines } from "../lines.ts";
import type { ReaderContext } from "../reader.ts";
import { ReadingRefused } from "../refusal.ts";
import { parseXml } from "../xml.ts";
import { openArchive } from "../zip/archive.ts";
import { type Sheet, writeSheets } from "./grid.ts";
import { readWorkbook } from "./workbook.ts";
import { Worksheet } from "./worksheet.ts";

/**
 * Reads an .xlsx: one line a row, cells joined by tabs, values as the cell shows them. Hidden sheets, rows and
 * columns and cell comments are left out. Refuses `malformed` (no workbook), `too_large`, `bomb`, `too_deep`.
 */
export async function readXlsx(bytes: Uint8Array, { limits, archive }: ReaderContext): Promise<ReadText> {
  const opened = archive ?? (await openArchive(bytes, limits));
  const main = await mainPart(opened, limits);
  if (main === undefined) throw new ReadingRefused("malformed");
  const workbook = await readWorkbook(opened, main, limits);
  const sheets: Sheet[] = [];
  for (const { name, member } of workbook.sheets) {
    const worksheet = new Worksheet(workbook, limits);
    if (await parseXml(opened, member, limits, worksheet)) sheets.push(worksheet.finish(name));
  }
  const lines = new Lines(limits.textLength);
  writeSheets(lines, sheets);
  return { outcome: "text", format: "xlsx", ...lines.finish() };
}
