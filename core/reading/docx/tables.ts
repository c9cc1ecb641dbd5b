/** Tables being read: cells collected row by row, then put on lines. A nested table stands inside its cell. */
import type { Cell, Part } from "../document.ts";
import type { Lines } from "../lines.ts";

export type Stretch = {
  text: string;
  before: "\n" | "\t" | "";
  paragraph?: number;
  cell?: Cell;
  part: Part;
};

type OpenCell = { column: number; continues: boolean; stretches: Stretch[] };
export type OpenTable = {
  table: number;
  row: number;
  column: number;
  cells: OpenCell[];
  rowDeleted: boolean;
  span: number;
};

export function openTable(table: number): OpenTable {
  return { table, row: -1, column: 0, cells: [], rowDeleted: false, span: 1 };
}

/** The stretches of the row just ended: one line, unless a cell holds several paragraphs. */
export function closeRow(table: OpenTable, part: Part): Stretch[] {
  return table.cells.flatMap((cell, index): Stretch[] => {
    const place: Cell = { table: table.table, row: table.row, column: cell.column };
    const first = index === 0 ? "\n" : "\t";
    const kept = cell.continues ? [] : upright(cell.stretches.filter(({ text }) => text.trim() !== ""));
    if (kept.length === 0) return [{ text: "", before: first, cell: place, part }];
    return kept.map((stretch, at) => ({
      ...stretch,
      cell: stretch.cell ?? place,
      before: at === 0 ? first : stretch.before,
    }));
  });
}

/** Labels of narrow cells are written downwards, one character a paragraph: 学 习 过 程 is one word. */
function upright(stretches: Stretch[]): Stretch[] {
  const downwards =
    stretches.length > 1 &&
    stretches.every(({ text, cell }) => cell === undefined && Array.from(text.trim()).length === 1);
  return downwards
    ? stretches.map((stretch) => ({ ...stretch, text: stretch.text.trim(), before: "" }))
    : stretches;
}

export function writeStretch(lines: Lines, { text, before, ...origin }: Stretch): void {
  lines.add(text, origin, before);
}
