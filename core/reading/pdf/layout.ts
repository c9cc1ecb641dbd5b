/** From boxes to lines in reading order: same baseline, then columns, then top to bottom. */
import type { Box } from "./boxes.ts";
import { separator, withoutInventedBlanks } from "./spacing.ts";

/** A line of text and the room it takes; `height` is the largest font size on it, `confidence` the least. */
export type Line = {
  text: string;
  x: number;
  y: number;
  right: number;
  height: number;
  confidence?: number;
};
type Row = { boxes: Box[]; y: number; height: number };

/** Puts the boxes of a page (or of one cell) on lines, column by column in the order a person reads them. */
export function readingColumns(boxes: readonly Box[]): Line[][] {
  const segments = rowsOf(boxes).flatMap(splitAtGutters);
  return bands(segments).flatMap((band) => band.map((column) => rowsOf(column).map(toLine)));
}

/** Whether a page may hold a table, so that its ruled lines are worth looking for. */
export function looksRuled(boxes: readonly Box[]): boolean {
  return rowsOf(boxes).filter((row) => splitAtGutters(row).length > 1).length >= 2;
}

const OPEN_ROWS = 4;

/** Boxes on the same baseline, top to bottom, each row from left to right. */
export function rowsOf(boxes: readonly Box[]): Row[] {
  const found: Row[] = [];
  for (const box of boxes.toSorted((a, b) => a.y - b.y)) {
    // from top to bottom, only the last rows can still be open
    const row = found.slice(-OPEN_ROWS).findLast((candidate) => {
      return Math.abs(candidate.y - box.y) < Math.min(candidate.height, box.height) * 0.5;
    });
    if (row === undefined) found.push({ boxes: [box], y: box.y, height: box.height });
    else row.boxes.push(box);
  }
  for (const row of found) row.boxes.sort((a, b) => a.x - b.x);
  return found;
}

function toLine(row: Row): Line {
  let text = "";
  let right = Number.NEGATIVE_INFINITY;
  let before: Box | undefined;
  for (const box of row.boxes) {
    text += (before === undefined ? "" : separator(before, box)) + withoutInventedBlanks(box);
    right = Math.max(right, box.x + box.width);
    before = box;
  }
  const height = row.boxes.reduce((most, box) => Math.max(most, box.height), 0);
  return { text: text.trim(), x: row.boxes[0]?.x ?? 0, y: row.y, right, height, ...least(row.boxes) };
}

/** The least confidence among pieces that were recognised; nothing when none was. */
export function least(pieces: readonly { confidence?: number }[]): { confidence?: number } {
  const known = pieces.flatMap(({ confidence }) => confidence ?? []);
  return known.length === 0 ? {} : { confidence: Math.min(...known) };
}

/** Pieces of a row between wide gaps, each still made of its boxes. */
type Segment = { boxes: Box[]; x: number; right: number; y: number; characters: number };

function splitAtGutters(row: Row): Segment[] {
  const segments: Segment[] = [];
  for (const box of row.boxes) {
    const last = segments.at(-1);
    const right = box.x + box.width;
    if (last !== undefined && box.x - last.right < box.height) {
      last.boxes.push(box);
      last.right = Math.max(last.right, right);
      last.characters += box.text.length;
    } else segments.push({ boxes: [box], x: box.x, right, y: row.y, characters: box.text.length });
  }
  return segments;
}

/** A line that crosses the gutter (title, heading) ends the columns above it and begins those below. */
function bands(segments: readonly Segment[]): Box[][][] {
  const gutter = findGutter(segments);
  if (gutter === undefined) return [[boxesOf(segments)]];
  const found: Segment[][] = [];
  let crossing: boolean | undefined;
  for (const segment of segments.toSorted((a, b) => a.y - b.y)) {
    const crosses = segment.x < gutter && segment.right > gutter;
    if (crosses !== crossing) found.push([]);
    crossing = crosses;
    found.at(-1)?.push(segment);
  }
  return found.map((band) => {
    const left = band.filter((segment) => segment.right <= gutter);
    const right = band.filter((segment) => segment.x >= gutter);
    return isProse(left) && isProse(right) ? [boxesOf(left), boxesOf(right)] : [boxesOf(band)];
  });
}

function boxesOf(segments: readonly Segment[]): Box[] {
  return segments.flatMap(({ boxes }) => boxes);
}

/** The x that fewest segments cross, if the page falls into two columns there. */
function findGutter(segments: readonly Segment[]): number | undefined {
  if (segments.length < 8) return undefined;
  const left = Math.min(...segments.map(({ x }) => x));
  const right = Math.max(...segments.map((segment) => segment.right));
  let best: { x: number; crossings: number } | undefined;
  for (let step = 30; step <= 70; step++) {
    const x = left + ((right - left) * step) / 100;
    const crossings = segments.filter((segment) => segment.x < x && segment.right > x).length;
    if (best === undefined || crossings < best.crossings) best = { x, crossings };
  }
  return best !== undefined && best.crossings <= segments.length * 0.2 ? best.x : undefined;
}

/** Columns of running text have mostly full lines; columns of a form or table do not. */
function isProse(column: readonly Segment[]): boolean {
  if (column.length < 3) return false;
  const width = Math.max(...column.map(({ right }) => right)) - Math.min(...column.map(({ x }) => x));
  const full = column.filter((segment) => segment.right - segment.x > width * 0.8 && segment.characters >= 8);
  return full.length >= column.length * 0.5;
}
