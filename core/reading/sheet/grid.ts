/**
 * What every kind of sheet becomes before it is written: rows of shown values. A spreadsheet addresses
 * 16,384 × 1,048,576 cells; only those that hold something exist here, so an empty corner costs nothing.
 */
import type { Held, Lines } from "../lines.ts";
import { ReadingRefused } from "../refusal.ts";

export type SheetCell = { column: number; text: string };
export type SheetRow = { row: number; cells: SheetCell[] };
/** First and last row and column, counted from 0, both included. */
export type Range = { top: number; left: number; bottom: number; right: number };

/** Words in a shape that lies over the cells, or a picture, and the row at which it begins. */
export type Floating = { row: number; column: number; lines: string[]; picture?: Held };

/** A picture that belongs to no row is read behind them all. */
export const BEHIND = Number.POSITIVE_INFINITY;

export type Sheet = {
  name: string;
  /** In the order of the sheet; so are the cells of a row. Hidden ones are left out already. */
  rows: SheetRow[];
  merged: Range[];
  floating?: Floating[];
  /** What is printed at the top and bottom of each page; empty for most. */
  headers: string[];
  footers: string[];
};

/** Cells written of one sheet, those counted that only keep the others in their columns. */
const MAX_WRITTEN = 400_000;
/** Merged ranges that may cover one row; real ones lie side by side. */
const MAX_OPEN_RANGES = 1000;
/** Names that a program gave, not a person. */
const ownName = /^(sheet|工作表|表)\s*\d+$/i;

/** Writes the sheets that hold something: headers and footers first, then one line a row. */
export function writeSheets(lines: Lines, sheets: readonly Sheet[]): void {
  const filled = sheets.filter(
    ({ rows, floating = [] }) =>
      floating.some(({ lines: words, picture }) => words.length > 0 || picture !== undefined) ||
      rows.some(({ cells }) => cells.some(isFilled)),
  );
  for (const part of ["header", "footer"] as const) {
    const texts = filled.flatMap((sheet) => (part === "header" ? sheet.headers : sheet.footers));
    for (const text of new Set(texts)) lines.add(text, { part });
  }
  for (const [table, sheet] of filled.entries()) {
    // one sheet is the paper itself; of several, each is headed by the name on its tab
    if (filled.length > 1 && !ownName.test(sheet.name)) lines.add(sheet.name, { part: "body" });
    writeSheet(lines, sheet, table);
  }
}

function writeSheet(lines: Lines, sheet: Sheet, table: number): void {
  const rows = withoutCovered(sheet).filter(({ cells }) => cells.length > 0);
  const columns = [...new Set(rows.flatMap(({ cells }) => cells.map(({ column }) => column)))].toSorted(
    (a, b) => a - b,
  );
  const shapes = (sheet.floating ?? []).toSorted(later);
  const writeShapes = (upTo: number) => {
    for (let next = shapes.at(-1); next !== undefined && placeOf(next) <= upTo; next = shapes.at(-1)) {
      shapes.pop();
      if (next.picture !== undefined) lines.hold(next.picture);
      for (const line of next.lines) if (line.trim() !== "") lines.add(cellText(line), { part: "body" });
    }
  };
  let written = 0;
  for (const { row, cells } of rows) {
    writeShapes(row);
    const texts = new Map(cells.map(({ column, text }) => [column, text]));
    const last = cells.at(-1)?.column ?? -1;
    for (const column of columns) {
      if (column > last) break;
      if (++written > MAX_WRITTEN) throw new ReadingRefused("too_large");
      const before = column === columns[0] ? "\n" : "\t";
      lines.add(texts.get(column) ?? "", { part: "body", cell: { table, row, column } }, before);
    }
  }
  writeShapes(BEHIND);
}

/** Words are read before the row at which they begin, a picture behind it. */
const placeOf = ({ row, picture }: Floating): number => (picture === undefined ? row : row + 0.5);

function later(a: Floating, b: Floating): number {
  const [first, second] = [placeOf(a), placeOf(b)];
  return first === second ? b.column - a.column : second - first;
}

function isFilled({ text }: SheetCell): boolean {
  return text.trim() !== "";
}

/** The filled cells; of a merged range only the first is shown, whatever is stored beneath it. */
function withoutCovered({ rows, merged }: Sheet): SheetRow[] {
  const waiting = merged.toSorted((a, b) => b.top - a.top);
  let open: Range[] = [];
  return rows.map(({ row, cells }) => {
    open = open.filter(({ bottom }) => bottom >= row);
    for (let next = waiting.at(-1); next !== undefined && next.top <= row; next = waiting.at(-1)) {
      waiting.pop();
      if (next.bottom >= row) open.push(next);
    }
    if (open.length > MAX_OPEN_RANGES) throw new ReadingRefused("too_large");
    const isCovered = ({ column }: SheetCell) =>
      open.some(
        ({ top, left, right }) => column >= left && column <= right && !(row === top && column === left),
      );
    return { row, cells: cells.filter((cell) => isFilled(cell) && !isCovered(cell)) };
  });
}

/** The text of a cell as a stretch of one line: a line break in a cell is a blank; signs that XML cannot hold are spelled. */
export function cellText(text: string): string {
  return text
    .replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/[\r\n\t]+/g, " ")
    .trim();
}
