/**
 * Blanks inside a line. The recogniser runs words together that stand apart (two labels on a line), so a line
 * is cut where the paper shows through and its pieces are recognised one by one.
 */
import { heightOf, lengthOf } from "./place.ts";
import type { Grey, Point, Quad } from "./recogniser.ts";

/** A blank this long in heights of the place was typed; two marks side by side leave less (，“ or ：（). */
const BLANK = 1.2;
/** A shorter piece is one character of a label set wide (时　间), or a stroke the recogniser would take for a dash. */
const MIN_LENGTH = 1.6;
/** Left at either end of a piece, in heights. */
const MARGIN = 0.15;
/** Ink is darker than the paper by this. */
const DARKER = 0.78;
/** Rows of the place that are looked at, from its upper edge: its margins touch the lines above and below. */
const CORE = [0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8];

/** The pieces of a line between its wide blanks; the line itself when it has none. The page must lie level. */
export function splitAtGaps(page: Grey, quad: Quad): Quad[] {
  const length = Math.floor(lengthOf(quad));
  const wide = heightOf(quad) * BLANK;
  const shortest = heightOf(quad) * MIN_LENGTH;
  if (length < wide * 3) return [quad];
  const blank = blankColumns(page, quad, length);
  const gaps: { from: number; to: number }[] = [];
  let from = -1;
  for (let column = 0; column <= length; column++) {
    if (column < length && blank[column] === 1) {
      if (from < 0) from = column;
      continue;
    }
    const before = from - (gaps.at(-1)?.to ?? 0);
    if (from > 0 && column - from >= wide && Math.min(before, length - column) >= shortest)
      gaps.push({ from, to: column });
    from = -1;
  }
  const margin = heightOf(quad) * MARGIN;
  const cuts = [0, ...gaps.flatMap((gap) => [gap.from + margin, gap.to - margin]), length];
  const pieces: Quad[] = [];
  for (let index = 0; index + 1 < cuts.length; index += 2) {
    pieces.push(part(quad, (cuts[index] ?? 0) / length, (cuts[index + 1] ?? length) / length));
  }
  return pieces;
}

function between(p: Point, q: Point, share: number): Point {
  return { x: p.x + (q.x - p.x) * share, y: p.y + (q.y - p.y) * share };
}

function part([a, b, c, d]: Quad, from: number, to: number): Quad {
  return [between(a, b, from), between(a, b, to), between(d, c, to), between(d, c, from)];
}

/** 1 for each column of the place that shows no ink. */
function blankColumns({ width, height, pixels }: Grey, [a, b, c, d]: Quad, length: number): Uint8Array {
  const darkest = new Uint8Array(length).fill(255);
  for (let column = 0; column < length; column++) {
    const upper = between(a, b, column / length);
    const lower = between(d, c, column / length);
    for (const share of CORE) {
      for (const shift of [-1, 0, 1]) {
        const { x, y } = between(upper, lower, share);
        const at = (Math.round(y) + shift) * width + Math.round(x);
        if (x < 0 || x >= width || y < 1 || y >= height - 1) continue;
        darkest[column] = Math.min(darkest[column] ?? 255, pixels[at] ?? 255);
      }
    }
  }
  const paper = darkest.toSorted()[Math.floor(length * 0.98)] ?? 255;
  return darkest.map((ink) => (ink < paper * DARKER ? 0 : 1));
}
