/** The parts of an .xlsx that its sheets share: their order and names, the strings, the number formats. */
import { readRelations } from "../docx/package.ts";
import type { Limits } from "../limits.ts";
import { ReadingRefused } from "../refusal.ts";
import { parseXml } from "../xml.ts";
import type { Archive } from "../zip/archive.ts";
import { patternOf } from "./display.ts";
import { cellText } from "./grid.ts";

export type SheetPart = { name: string; member: string };
export type Workbook = {
  /** Sheets that are shown, in the order of their tabs. */
  sheets: SheetPart[];
  strings: string[];
  /** Number pattern by cell style. */
  patterns: string[];
  from1904: boolean;
};

/** Reads what is shared, beginning at the workbook part `main`. */
export async function readWorkbook(archive: Archive, main: string, limits: Limits): Promise<Workbook> {
  const relations = await readRelations(archive, main, limits);
  const memberOfKind = (kind: string) => relations.find((relation) => relation.kind === kind)?.member ?? "";
  const sheets: SheetPart[] = [];
  let from1904 = false;
  const found = await parseXml(archive, main, limits, {
    open(name, { name: title, id, state, date1904 }) {
      if (name === "workbookPr") from1904 = date1904 === "1" || date1904 === "true";
      if (name !== "sheet" || state === "hidden" || state === "veryHidden") return;
      const relation = relations.find((candidate) => candidate.id === id);
      // charts have tabs too, and nothing to read
      if (relation?.kind === "worksheet") sheets.push({ name: title ?? "", member: relation.member });
    },
  });
  if (!found) throw new ReadingRefused("malformed");
  return {
    sheets,
    from1904,
    strings: await readStrings(archive, memberOfKind("sharedStrings"), limits),
    patterns: await readPatterns(archive, memberOfKind("styles"), limits),
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

async function readPatterns(archive: Archive, member: string, limits: Limits): Promise<string[]> {
  const own = new Map<number, string>();
  const patterns: string[] = [];
  let inCellFormats = false;
  await parseXml(archive, member, limits, {
    open(name, { numFmtId, formatCode }) {
      if (name === "numFmt") own.set(Number(numFmtId), formatCode ?? "General");
      else if (name === "cellXfs") inCellFormats = true;
      else if (name === "xf" && inCellFormats) patterns.push(patternOf(Number(numFmtId ?? 0), own));
    },
    close(name) {
      if (name === "cellXfs") inCellFormats = false;
    },
  });
  return patterns;
}
