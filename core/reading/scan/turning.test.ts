import { describe, expect, it } from "vitest";
import { liesSideways, skewOf, slopeOf } from "./place.ts";
import type { Grey, Quad } from "./recogniser.ts";
import { clockwise, levelPage, levelQuad, turnPage, turnQuad } from "./turning.ts";

const page: Grey = { width: 3, height: 2, pixels: Uint8Array.of(1, 2, 3, 4, 5, 6) };
const strip = (x: number, y: number, length: number, slope: number): Quad => {
  const fall = length * Math.tan(slope);
  return [
    { x, y },
    { x: x + length, y: y + fall },
    { x: x + length, y: y + fall + 20 },
    { x, y: y + 20 },
  ];
};

describe("a page laid in sideways", () => {
  it("is turned by quarters", () => {
    expect(turnPage(page, 1)).toEqual({ width: 2, height: 3, pixels: Uint8Array.of(4, 1, 5, 2, 6, 3) });
    expect(turnPage(page, 2).pixels).toEqual(Uint8Array.of(6, 5, 4, 3, 2, 1));
    expect(turnPage(turnPage(page, 1), 3)).toEqual(page);
  });

  it("takes its places along, corners again from the upper left", () => {
    const place = strip(10, 20, 100, 0);
    const sheet: Grey = { width: 200, height: 300, pixels: new Uint8Array() };
    const turned = turnQuad(place, sheet, 1);
    expect(turned).toEqual(
      clockwise([
        { x: 280, y: 10 },
        { x: 260, y: 10 },
        { x: 260, y: 110 },
        { x: 280, y: 110 },
      ]),
    );
    expect(turnQuad(turned, { width: 300, height: 200, pixels: new Uint8Array() }, 3)).toEqual(place);
    expect([liesSideways([place]), liesSideways([turned])]).toEqual([false, true]);
  });
});

describe("a page laid in askew", () => {
  const askew = 0.02;
  const lines = [0, 1, 2].map((index) => strip(50, 100 + index * 60, 400, askew));

  it("is as askew as its long lines, whatever a short one says", () => {
    expect(skewOf([...lines, strip(50, 400, 70, 0.4)])).toBeCloseTo(askew);
    expect(skewOf([])).toBe(0);
  });

  it("lies level afterwards, ink and places alike", () => {
    const sheet: Grey = { width: 500, height: 300, pixels: new Uint8Array(500 * 300).fill(255) };
    for (let x = 50; x < 450; x++) {
      const y = Math.round(100 + (x - 50) * Math.tan(askew));
      for (let stroke = 0; stroke < 4; stroke++) sheet.pixels[(y + stroke) * 500 + x] = 0;
    }
    const level = levelPage(sheet, askew);
    const inked = (x: number) =>
      Array.from({ length: 300 }, (_, y) => y).filter((y) => (level.pixels[y * 500 + x] ?? 255) < 128);
    expect(Math.abs((inked(100)[0] ?? 0) - (inked(400)[0] ?? 99))).toBeLessThanOrEqual(1);
    expect(lines.map((quad) => slopeOf(levelQuad(quad, sheet, askew)))).toEqual(
      lines.map(() => expect.closeTo(0, 3)),
    );
  });
});
