/** Tables with ruled lines: which words stand in one cell, and the cells in reading order. */
import type { Box } from "./boxes.ts";
import type { Rule, Rules } from "./rules.ts";

export type GridCell = { top: number; bottom: number; left: number; right: number; boxes: Box[] };
/** Cells that touch, row by row; a tall cell stands in the row where it begins. */
export type GridTable = { top: number; bottom: number; rows: GridCell[][] };

const NEAR = 3;

/** Sorts the boxes of a page into the tables it shows and the text around them. */
export function findTables(boxes: readonly Box[], rules: Rules): { tables: GridTable[]; around: Box[] } {
  const cells = new Map<string, GridCell>();
  const around: Box[] = [];
  for (const box of boxes) {
    const frame = frameOf(box, rules);
    if (frame === undefined) {
      around.push(box);
      continue;
    }
    const key = [frame.top, frame.bottom, frame.left, frame.right].map(Math.round).join();
    const cell = cells.get(key) ?? { ...frame, boxes: [] };
    cells.set(key, cell);
    cell.boxes.push(box);
  }
  const tables: GridTable[] = [];
  for (const group of touching([...cells.values()])) {
    // a frame round a page or a notice is not a table
    if (group.length < 2) around.push(...group.flatMap((cell) => cell.boxes));
    else tables.push(toTable(group));
  }
  return { tables, around };
}

/** The nearest rule on each of the four sides; undefined when one side is open. */
function frameOf(box: Box, { level, upright }: Rules): Omit<GridCell, "boxes"> | undefined {
  const x = box.x + Math.min(box.width, box.height) / 2;
  const y = box.y - box.height * 0.35;
  const top = nearest(level, x, y, -1);
  const bottom = nearest(level, x, y, 1);
  const left = nearest(upright, y, x, -1);
  const right = nearest(upright, y, x, 1);
  if (top === undefined || bottom === undefined || left === undefined || right === undefined)
    return undefined;
  return { top, bottom, left, right };
}

/** Where the nearest rule lies before (-1) or behind (1) `position`, among those that reach `sideways`. */
function nearest(
  rules: readonly Rule[],
  sideways: number,
  position: number,
  side: -1 | 1,
): number | undefined {
  let found: number | undefined;
  for (const { at, from, to } of rules) {
    if (sideways < from - NEAR || sideways > to + NEAR || (at - position) * side < 0) continue;
    if (found === undefined || (found - at) * side > 0) found = at;
  }
  return found;
}

/** Groups of cells whose heights follow each other without a break. */
function touching(cells: readonly GridCell[]): GridCell[][] {
  const groups: GridCell[][] = [];
  let bottom = Number.NEGATIVE_INFINITY;
  for (const cell of cells.toSorted((a, b) => a.top - b.top || a.left - b.left)) {
    if (cell.top > bottom + NEAR * 2) groups.push([]);
    groups.at(-1)?.push(cell);
    bottom = Math.max(bottom, cell.bottom);
  }
  return groups;
}

function toTable(cells: readonly GridCell[]): GridTable {
  const rows: GridCell[][] = [];
  for (const cell of cells) {
    const row = rows.at(-1);
    const top = row?.[0]?.top;
    if (row !== undefined && top !== undefined && Math.abs(cell.top - top) < NEAR) row.push(cell);
    else rows.push([cell]);
  }
  for (const row of rows) row.sort((a, b) => a.left - b.left);
  const bottom = Math.max(...cells.map((cell) => cell.bottom));
  return { top: cells[0]?.top ?? 0, bottom, rows };
}
