/** Excel workbooks (.xlsx, Transitional and Strict): what is shown, sheet by sheet. */
import type { ReadText } from "../document.ts";
import { mainPart, readRelations } from "../docx/package.ts";
import { Lines } from "../lines.ts";
import { sayUnread } from "../objects.ts";
import type { ReaderContext } from "../reader.ts";
import { ReadingRefused } from "../refusal.ts";
import { withPictures } from "../scan/pasted.ts";
import { parseXml } from "../xml.ts";
import { type Archive, openArchive } from "../zip/archive.ts";
import { Calculation } from "./calculation.ts";
import { readDrawings } from "./drawing.ts";
import { type Embedded, writeEmbedded } from "./embedded.ts";
import { type Floating, type Sheet, writeSheets } from "./grid.ts";
import { withoutEmptyCells } from "./thinning.ts";
import { readWorkbook, type SheetPart } from "./workbook.ts";
import { Worksheet } from "./worksheet.ts";

type Walked = { part: SheetPart; worksheet: Worksheet; floating: Floating[]; embedded: Embedded[] };

/**
 * Reads an .xlsx: one line a row, cells joined by tabs, values as the cell shows them, words in shapes and pictures where
 * they lie. Hidden sheets, rows and columns and cell comments are left out; formulas without a result are calculated when
 * they are simple. Refuses `malformed` (no workbook), `too_large`, `bomb`, `too_deep`.
 */
export async function readXlsx(bytes: Uint8Array, context: ReaderContext): Promise<ReadText> {
  const { limits } = context;
  const archive = context.archive ?? (await openArchive(bytes, limits));
  const main = await mainPart(archive, limits);
  if (main === undefined) throw new ReadingRefused("malformed");
  const workbook = await readWorkbook(archive, main, limits);
  const walked: Walked[] = [];
  const walk = async (part: SheetPart) => {
    const worksheet = new Worksheet(part.name, workbook, limits);
    const found = await parseXml(archive, part.member, limits, worksheet, withoutEmptyCells);
    if (found)
      walked.push({
        part,
        worksheet,
        ...(part.hidden ? nothing : await around(archive, part, worksheet.programs, context)),
      });
  };
  for (const part of workbook.sheets) if (!part.hidden) await walk(part);
  const shown = [...walked];
  if (shown.some(({ worksheet }) => worksheet.hasOpenFormulas)) {
    // formulas may count what stands on sheets that nobody sees
    for (const part of workbook.sheets) if (part.hidden && !part.isChart) await walk(part);
  }
  const calculation = new Calculation(walked.map(({ worksheet }) => worksheet.cells));
  const open = shown.flatMap(({ worksheet }) => worksheet.calculate(calculation));
  const sheets = shown.map(({ worksheet, floating }): Sheet => worksheet.finish(floating));

  const written = new Lines(limits.textLength);
  writeSheets(written, sheets);
  const members = shown.flatMap(({ embedded }) => embedded);
  const counted = { paragraphs: 0, tables: sheets.length, pages: 0 };
  const unread = await writeEmbedded(written, archive, members, counted, context);
  const { lines, ...pages } = await withPictures(written, { ...counted, pages: 0 }, context);
  if (open.length > 0 && lines.isEmpty) throw new ReadingRefused("unsupported", onlyFormulas);
  return {
    outcome: "text",
    format: "xlsx",
    ...lines.finish(),
    ...pages,
    ...sayUnread(unread, lines),
    ...(open.length > 0 && { unreadFormulas: open }),
  };
}

const onlyFormulas = "表格里只有没有存下结果的公式，请用 Excel 或 WPS 打开并保存一次后重新上传";
const nothing = { floating: [], embedded: [] };

/** What lies over a sheet: words in shapes, and files put into it. */
async function around(
  archive: Archive,
  { member }: SheetPart,
  programs: ReadonlyMap<string, string>,
  { limits }: ReaderContext,
): Promise<Pick<Walked, "floating" | "embedded">> {
  const relations = await readRelations(archive, member, limits);
  return {
    floating: await readDrawings(archive, relations, limits),
    embedded: relations
      .filter(({ kind }) => kind === "package" || kind === "oleObject")
      .map(({ id, member: file }) => ({ member: file, program: programs.get(id) ?? "Package" })),
  };
}
