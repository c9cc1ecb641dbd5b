/** Two pages that lie open beside each other in one picture: the left one is read before the right one. */
import type { Box } from "../pdf/boxes.ts";
import { rowsOf } from "../pdf/layout.ts";
import type { Rules } from "../pdf/rules.ts";

/** An open book is wider than high; a page on its side is too, so more is asked. */
const WIDE = 1.15;
/** Where the fold may lie, as shares of the width that the words take. */
const FOLD = { from: 0.36, to: 0.64 };
/** Blank on both sides of the fold together, in heights of the type. */
const BLANK = 2;
const FEWEST_ROWS = 3;
/** Characters in the middle one of a page's lines; cells of a table and labels of a form have fewer. */
const LINE = 6;
/** Pieces a row: more make a table. */
const PIECES = 1.4;
/** Rows that stand as high as one on the other side, as a share of all; in a table nearly all do. */
const LEVEL = 0.7;
/** Ruled lines that run over the fold belong to a table. */
const CROSSING = 2;

/** The boxes of a picture page by page: one list, or two when pages lie open. */
export function facingPages(
  boxes: readonly Box[],
  { width, height }: { width: number; height: number },
  rules: () => Rules,
): (readonly Box[])[] {
  if (width < height * WIDE) return [boxes];
  const fold = foldOf(boxes);
  if (fold === undefined) return [boxes];
  const left = boxes.filter(({ x }) => x < fold);
  const right = boxes.filter(({ x }) => x >= fold);
  const [leftRows, rightRows] = [rowsOf(left), rowsOf(right)];
  if (Math.min(leftRows.length, rightRows.length) < FEWEST_ROWS) return [boxes];
  if (Math.min(middleLine(left), middleLine(right)) < LINE) return [boxes];
  const crowded = left.length > leftRows.length * PIECES || right.length > rightRows.length * PIECES;
  if (crowded && standLevel(leftRows, rightRows)) return [boxes];
  const crossing = rules().level.filter(({ from, to }) => from < fold && to > fold);
  return crossing.length > CROSSING ? [boxes] : [left, right];
}

/** The middle of the widest blank from top to bottom near the middle of the words. */
function foldOf(boxes: readonly Box[]): number | undefined {
  const sorted = boxes.toSorted((a, b) => a.x - b.x);
  const first = sorted[0]?.x ?? 0;
  const last = Math.max(...sorted.map(({ x, width }) => x + width));
  const [from, to] = [first + (last - first) * FOLD.from, first + (last - first) * FOLD.to];
  const type = boxes.map(({ height }) => height).toSorted((a, b) => a - b)[boxes.length >> 1] ?? 0;
  let reached = first;
  let best: { at: number; wide: number } | undefined;
  for (const { x, width } of sorted) {
    const at = (reached + x) / 2;
    const wide = x - reached;
    if (at > from && at < to && wide > Math.max(best?.wide ?? 0, type * BLANK)) best = { at, wide };
    reached = Math.max(reached, x + width);
  }
  return best?.at;
}

function middleLine(boxes: readonly Box[]): number {
  return boxes.map(({ text }) => text.length).toSorted((a, b) => a - b)[boxes.length >> 1] ?? 0;
}

type Row = { y: number; height: number };

function standLevel(left: readonly Row[], right: readonly Row[]): boolean {
  const [fewer, more] = left.length < right.length ? [left, right] : [right, left];
  const level = fewer.filter(({ y, height }) => more.some((row) => Math.abs(row.y - y) < height * 0.35));
  return level.length >= fewer.length * LEVEL;
}
