/** Words of a page in blocks: columns of lines and tables, in the order they are read. */
import { asTyped } from "../glyphs.ts";
import type { Box } from "./boxes.ts";
import { findTables, type GridCell, type GridTable } from "./cells.ts";
import { type Line, least, looksRuled, readingColumns } from "./layout.ts";
import { joinLines, measureOf } from "./paragraphs.ts";
import type { Rules } from "./rules.ts";

/** A column of lines, or a table; in the order they are read. */
export type Block = { column: Line[] } | { rows: TableCell[][] };
/** `downwards` when it holds a label set one character a line. */
export type TableCell = { column: number; paragraphs: CellText[]; downwards?: boolean };
export type CellText = { text: string; confidence?: number };

/** The text of a page without its order of lines, to judge it by. */
export function textOf(blocks: readonly Block[]): string {
  return blocks
    .flatMap((block) =>
      "column" in block ? block.column : block.rows.flat().flatMap((cell) => cell.paragraphs),
    )
    .map(({ text }) => asTyped(text))
    .join("\n");
}

/** Puts boxes in reading order. Ruled lines are looked for only where there may be a table. */
export async function arrange(boxes: readonly Box[], findRules: () => Promise<Rules>): Promise<Block[]> {
  if (boxes.length === 0) return [];
  if (!looksRuled(boxes)) return readingColumns(boxes).map((column) => ({ column }));

  const { tables, around } = findTables(boxes, await findRules());
  const blocks: Block[] = [];
  let top = Number.NEGATIVE_INFINITY;
  for (const table of tables) {
    const above = around.filter(({ y }) => y > top && y <= table.top);
    blocks.push(...readingColumns(above).map((column) => ({ column })), { rows: readTable(table) });
    top = table.top;
  }
  const rest = around.filter(({ y }) => y > top);
  return [...blocks, ...readingColumns(rest).map((column) => ({ column }))];
}

function readTable(table: GridTable): TableCell[][] {
  const lefts = [...new Set(table.rows.flat().map(({ left }) => Math.round(left)))].toSorted((a, b) => a - b);
  return table.rows.map((row) =>
    row.map((cell) => ({ column: lefts.indexOf(Math.round(cell.left)), ...readCell(cell) })),
  );
}

/** Ems across, at most, of a cell that holds a label only. */
const NARROW = 8;

/** The paragraphs of a cell; a label set downwards, one character a line, is one word. */
function readCell(cell: GridCell): Omit<TableCell, "column"> {
  const lines = readingColumns(cell.boxes).flat();
  if (lines.every(({ text }) => Array.from(text).length === 1)) {
    const text = lines.map((line) => line.text).join("");
    return { paragraphs: [{ text, ...least(lines) }], downwards: lines.length > 1 };
  }
  const measure = measureOf(lines, cell.right);
  const padding = Math.min(measure.left - cell.left, 8);
  const height = Math.max(...lines.map((line) => line.height));
  // in a narrow cell the rest of a label stands centred below it
  const left = cell.right - cell.left < height * NARROW ? cell.right : measure.left;
  const edges = { ...measure, left, right: cell.right - padding, shortest: 2 };
  return { paragraphs: joinLines(lines, edges).map(({ text, lines: set }) => ({ text, ...least(set) })) };
}
