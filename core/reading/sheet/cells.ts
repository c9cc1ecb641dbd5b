/** The cells of an .xlsx that somebody filled in for us: what each shows, by its row and column. */
import { mainPart } from "../docx/package.ts";
import { defaultLimits, type Limits } from "../limits.ts";
import { ReadingRefused } from "../refusal.ts";
import { parseXml } from "../xml.ts";
import { openArchive } from "../zip/archive.ts";
import { Calculation } from "./calculation.ts";
import type { Sheet } from "./grid.ts";
import { withoutEmptyCells } from "./thinning.ts";
import { readWorkbook } from "./workbook.ts";
import { Worksheet } from "./worksheet.ts";

/** A form of lines has no pictures and no programs: what is larger than this is none. */
const FORM_LIMITS: Limits = {
  ...defaultLimits,
  fileBytes: 1024 * 1024,
  zipEntries: 100,
  zipInflatedBytes: 16 * 1024 * 1024,
  xmlPartBytes: 8 * 1024 * 1024,
  xmlElements: 200_000,
  sheetCells: 100_000,
  rowCells: 100,
  textLength: 500_000,
};

/** The sheets that are shown, in the order of their tabs. @throws ReadingRefused */
export async function readForm(bytes: Uint8Array, limits: Limits = FORM_LIMITS): Promise<Sheet[]> {
  if (bytes.length > limits.fileBytes) throw new ReadingRefused("too_large");
  const archive = await openArchive(bytes, limits);
  const main = await mainPart(archive, limits);
  if (main === undefined) throw new ReadingRefused("malformed");
  const workbook = await readWorkbook(archive, main, limits);
  const sheets: Sheet[] = [];
  for (const part of workbook.sheets.filter(({ hidden, isChart }) => !hidden && !isChart)) {
    const worksheet = new Worksheet(part.name, workbook, limits);
    if (!(await parseXml(archive, part.member, limits, worksheet, withoutEmptyCells))) continue;
    worksheet.calculate(new Calculation([worksheet.cells]));
    sheets.push(worksheet.finish([]));
  }
  return sheets;
}
