import { describe, expect, it } from "vitest";
import type { Grey } from "./recogniser.ts";
import { stripsOf } from "./strips.ts";

const WIDTH = 300;

/** Lines of print: 20 rows of strokes, then 14 of paper. */
function printedPage(height: number): Grey {
  const pixels = new Uint8Array(WIDTH * height).fill(250);
  for (let y = 0; y < height; y++) {
    if (y % 34 >= 20) continue;
    for (let x = 20; x < WIDTH - 20; x += 6) pixels.fill(20, y * WIDTH + x, y * WIDTH + x + 3);
  }
  return { width: WIDTH, height, pixels };
}

describe("strips of a long picture", () => {
  it("leave a page whole", () => {
    const page = printedPage(600);
    expect(stripsOf(page)).toEqual([{ top: 0, page }]);
  });

  it("are cut between lines of print, and together are the picture", () => {
    const page = printedPage(4000);
    const strips = stripsOf(page);
    expect(strips.length).toBeGreaterThan(8);
    let top = 0;
    for (const strip of strips) {
      expect(strip.top).toBe(top);
      if (top > 0) expect(top % 34).toBeGreaterThanOrEqual(20);
      expect(strip.page.pixels).toHaveLength(WIDTH * strip.page.height);
      top += strip.page.height;
    }
    expect(top).toBe(4000);
  });
});
