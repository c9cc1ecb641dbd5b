/** The ruled lines of a scanned page, from its pixels: thin, dark, longer than any stroke of a character. */
import { joined, type Rule, type Rules } from "../pdf/rules.ts";
import type { Grey } from "./recogniser.ts";
import { turnPage } from "./turning.ts";

/** A line is darker than the paper this far on both sides of it; pixels of a page of about 200 dpi. */
const REACH = 6;
const DARKER = 0.82;
/** Points, of a page set in 16: a dash is two characters long, the side of a cell higher than a character. */
const LEVEL = 45;
const UPRIGHT = 21;
/** A print may lose this many pixels of a line. */
const GAP = 4;

/** Level and upright lines in points, `scale` of them a pixel. The page must lie level. */
export function ruledLines(page: Grey, scale: number): Rules {
  const turned = turnPage(page, 3);
  // in the turned page an upright line is level: x runs down the page, y runs from its right to its left
  const upright = levelLines(turned, UPRIGHT / scale).map(({ at, from, to }) => ({
    at: page.width - at,
    from,
    to,
  }));
  const scaled = ({ at, from, to }: Rule): Rule => ({ at: at * scale, from: from * scale, to: to * scale });
  return {
    level: joined(levelLines(page, LEVEL / scale).map(scaled)),
    upright: joined(upright.map(scaled)),
  };
}

/** Follows dark ridges from left to right; one may climb or fall by a pixel at each step. */
function levelLines({ width, height, pixels }: Grey, shortest: number): Rule[] {
  const found: Rule[] = [];
  let before = runs(height);
  let now = runs(height);
  for (let x = 0; x < width; x++) {
    for (let y = REACH; y < height - REACH; y++) {
      const at = y * width + x;
      const ink = pixels[at] ?? 0;
      const isRidge =
        ink < (pixels[at - REACH * width] ?? 0) * DARKER && ink < (pixels[at + REACH * width] ?? 0) * DARKER;
      const from = longest(before, y);
      if (isRidge) {
        now.start[y] = from < 0 ? x : (before.start[from] ?? x);
        now.height[y] = from < 0 ? y : (before.height[from] ?? y);
        now.last[y] = x;
        continue;
      }
      now.start[y] = -1;
      const start = before.start[y] ?? -1;
      if (start < 0) continue;
      const last = before.last[y] ?? x;
      if (x - last <= GAP) {
        now.start[y] = start;
        now.height[y] = before.height[y] ?? y;
        now.last[y] = last;
      } else if (last - start >= shortest) {
        found.push({ at: ((before.height[y] ?? y) + y) / 2, from: start, to: last });
      }
    }
    [before, now] = [now, before];
  }
  for (let y = REACH; y < height - REACH; y++) {
    const start = before.start[y] ?? -1;
    const last = before.last[y] ?? 0;
    if (start >= 0 && last - start >= shortest)
      found.push({ at: ((before.height[y] ?? y) + y) / 2, from: start, to: last });
  }
  return found;
}

/** For each row of pixels the line that runs through it: where and at which height it began (-1: none), where it was last dark. */
type Runs = { start: Int32Array; height: Int32Array; last: Int32Array };

function runs(height: number): Runs {
  return {
    start: new Int32Array(height).fill(-1),
    height: new Int32Array(height),
    last: new Int32Array(height),
  };
}

/** The row at or beside `y` whose line is longest; -1 when there is none. */
function longest({ start }: Runs, y: number): number {
  let best = -1;
  for (let row = y - 1; row <= y + 1; row++) {
    const from = start[row] ?? -1;
    if (from >= 0 && (best < 0 || from < (start[best] ?? 0))) best = row;
  }
  return best;
}
