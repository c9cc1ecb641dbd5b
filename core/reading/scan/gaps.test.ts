import { describe, expect, it } from "vitest";
import { splitAtGaps } from "./gaps.ts";
import type { Grey, Quad } from "./recogniser.ts";
import { ruledLines } from "./rules.ts";

const WIDTH = 600;
const HEIGHT = 200;
/** A page with these black rectangles: x, y, width, height. */
function page(...inked: [number, number, number, number][]): Grey {
  const pixels = new Uint8Array(WIDTH * HEIGHT).fill(250);
  for (const [x, y, width, height] of inked) {
    for (let row = y; row < y + height; row++) pixels.fill(20, row * WIDTH + x, row * WIDTH + x + width);
  }
  return { width: WIDTH, height: HEIGHT, pixels };
}
/** Characters of 20 pixels from `x` on, with 4 between them. */
const word = (x: number, count: number) =>
  Array.from({ length: count }, (_, index): [number, number, number, number] => [x + index * 24, 60, 20, 20]);
const line: Quad = [
  { x: 40, y: 55 },
  { x: 560, y: 55 },
  { x: 560, y: 85 },
  { x: 40, y: 85 },
];

describe("a line with blanks", () => {
  it("is cut where two words stand apart", () => {
    const pieces = splitAtGaps(page(...word(45, 6), ...word(300, 10)), line);
    expect(pieces).toHaveLength(2);
    expect(pieces[0]?.[1].x).toBeGreaterThan(184);
    expect(pieces[0]?.[1].x).toBeLessThan(200);
    expect(pieces[1]?.[0].x).toBeGreaterThan(280);
  });

  it("stays whole between characters, after a mark, and in a label set wide", () => {
    expect(splitAtGaps(page(...word(45, 20)), line)).toEqual([line]);
    expect(splitAtGaps(page(...word(45, 6), ...word(205, 14)), line)).toEqual([line]);
    expect(splitAtGaps(page(...word(45, 1), ...word(150, 16)), line)).toEqual([line]);
  });
});

describe("ruled lines", () => {
  it("are found at their place, strokes of characters are not", () => {
    const rules = ruledLines(page([50, 40, 400, 3], [50, 40, 3, 100], ...word(80, 10)), 0.5);
    expect(rules.level).toEqual([
      { at: expect.closeTo(20, 0), from: expect.closeTo(25, -1), to: expect.closeTo(226, -1) },
    ]);
    expect(rules.upright).toEqual([
      { at: expect.closeTo(26, 0), from: expect.closeTo(20, -1), to: expect.closeTo(70, -1) },
    ]);
  });

  it("bridge a small gap and follow a small slope", () => {
    const pieces = Array.from({ length: 40 }, (_, index): [number, number, number, number] => [
      50 + index * 10,
      100 + Math.floor(index / 8),
      index === 20 ? 7 : 10,
      3,
    ]);
    expect(ruledLines(page(...pieces), 0.5).level).toHaveLength(1);
  });
});
