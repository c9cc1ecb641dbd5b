/** The parts of an .xlsx that its sheets share: their order and names, the strings, the number formats. */
import { readRelations } from "../docx/package.ts";
import type { Limits } from "../limits.ts";
import type { Held } from "../lines.ts";
import { ReadingRefused } from "../refusal.ts";
import { parseXml } from "../xml.ts";
import type { Archive } from "../zip/archive.ts";
import { readCellPictures } from "./cell-pictures.ts";
import { patternOf } from "./display.ts";
import { cellText } from "./grid.ts";

/** `isChart` when the tab shows a chart and no cells. */
export type SheetPart = { name: string; member: string; hidden: boolean; isChart: boolean };
export type Workbook = {
  /** In the order of their tabs. */
  sheets: SheetPart[];
  strings: string[];
  /** Number pattern by cell style. */
  patterns: string[];
  /** Cell styles that show truth as a box with a tick or without. */
  checkBoxes: Set<number>;
  /** Pictures in cells, by the names under which cells call them. */
  pictures: ReadonlyMap<string, Held>;
  from1904: boolean;
  /** Whether the results that the file holds are to be calculated anew when it is opened. */
  recalculates: boolean;
};

/** Reads what is shared, beginning at the workbook part `main`. */
export async function readWorkbook(archive: Archive, main: string, limits: Limits): Promise<Workbook> {
  const relations = await readRelations(archive, main, limits);
  const memberOfKind = (kind: string) => relations.find((relation) => relation.kind === kind)?.member ?? "";
  const sheets: SheetPart[] = [];
  let from1904 = false;
  let recalculates = false;
  const found = await parseXml(archive, main, limits, {
    open(name, { name: title, id, state, date1904, fullCalcOnLoad }) {
      if (name === "workbookPr") from1904 = date1904 === "1" || date1904 === "true";
      if (name === "calcPr") recalculates = fullCalcOnLoad === "1" || fullCalcOnLoad === "true";
      if (name !== "sheet") return;
      const relation = relations.find((candidate) => candidate.id === id);
      const hidden = state === "hidden" || state === "veryHidden";
      if (relation?.kind !== "worksheet" && relation?.kind !== "chartsheet") return;
      const isChart = relation.kind === "chartsheet";
      sheets.push({ name: title ?? "", member: relation.member, hidden, isChart });
    },
  });
  if (!found) throw new ReadingRefused("malformed");
  return {
    sheets,
    from1904,
    recalculates,
    pictures: await readCellPictures(archive, relations, limits),
    strings: await readStrings(archive, memberOfKind("sharedStrings"), limits),
    ...(await readStyles(archive, memberOfKind("styles"), limits)),
  };
}

/** The shared strings; of a string in runs all runs, of phonetic guides nothing. */
async function readStrings(archive: Archive, member: string, limits: Limits): Promise<string[]> {
  const strings: string[] = [];
  let pieces: string[] = [];
  let length = 0;
  let inText = false;
  let phonetic = false;
  await parseXml(archive, member, limits, {
    open(name) {
      if (name === "si") pieces = [];
      else if (name === "rPh") phonetic = true;
      else if (name === "t") inText = !phonetic;
    },
    text(text) {
      if (!inText) return;
      length += text.length;
      if (length > limits.textLength) throw new ReadingRefused("too_large");
      pieces.push(text);
    },
    close(name) {
      if (name === "si") strings.push(cellText(pieces.join("")));
      else if (name === "rPh") phonetic = false;
      else if (name === "t") inText = false;
    },
  });
  return strings;
}

async function readStyles(
  archive: Archive,
  member: string,
  limits: Limits,
): Promise<Pick<Workbook, "patterns" | "checkBoxes">> {
  const own = new Map<number, string>();
  const patterns: string[] = [];
  const checkBoxes = new Set<number>();
  let inCellFormats = false;
  await parseXml(archive, member, limits, {
    open(name, { numFmtId, formatCode }) {
      if (name === "numFmt") own.set(Number(numFmtId), formatCode ?? "General");
      else if (name === "cellXfs") inCellFormats = true;
      else if (name === "xf" && inCellFormats) patterns.push(patternOf(Number(numFmtId ?? 0), own));
      // so far the one thing that Excel adds to a cell format in this way is the check box
      else if (name === "xfComplement" && inCellFormats) checkBoxes.add(patterns.length - 1);
    },
    close(name) {
      if (name === "cellXfs") inCellFormats = false;
    },
  });
  return { patterns, checkBoxes };
}
