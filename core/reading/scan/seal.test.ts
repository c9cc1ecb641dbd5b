import { describe, expect, it } from "vitest";
import type { Picture } from "./recogniser.ts";
import { greyOf, sealZones } from "./seal.ts";

const WIDTH = 800;
const HEIGHT = 1000;
type Colour = [number, number, number];
const red: Colour = [220, 40, 40];

function paper(): Picture {
  return { width: WIDTH, height: HEIGHT, rgba: new Uint8ClampedArray(WIDTH * HEIGHT * 4).fill(255) };
}
function fill({ rgba }: Picture, x: number, y: number, width: number, height: number, colour: Colour): void {
  for (let row = y; row < y + height; row++) {
    for (let column = x; column < x + width; column++) rgba.set(colour, (row * WIDTH + column) * 4);
  }
}
function ring(picture: Picture, x: number, y: number, radius: number): void {
  for (let angle = 0; angle < 2 * Math.PI; angle += 0.01) {
    fill(
      picture,
      Math.round(x + radius * Math.cos(angle)),
      Math.round(y + radius * Math.sin(angle)),
      6,
      6,
      red,
    );
  }
  fill(picture, x - 20, y - 20, 40, 40, red);
}
const at = (picture: Picture, x: number, y: number) => greyOf(picture).pixels[y * WIDTH + x] ?? 0;

describe("a red seal", () => {
  it("is as light as paper, the text under it stays dark", () => {
    const picture = paper();
    ring(picture, 500, 700, 90);
    fill(picture, 560, 690, 60, 8, [120, 20, 20]);
    expect(sealZones(picture)).toHaveLength(1);
    expect(at(picture, 500, 700)).toBe(255);
    expect(at(picture, 600, 692)).toBeLessThan(150);
  });

  it("is not a red head, whose characters are text", () => {
    const picture = paper();
    for (let index = 0; index < 8; index++) fill(picture, 120 + index * 70, 80, 50, 50, red);
    expect(sealZones(picture)).toEqual([]);
    expect(at(picture, 130, 100)).toBeLessThan(130);
  });

  it("is not a red pen's tick or line", () => {
    const picture = paper();
    fill(picture, 300, 300, 14, 14, red);
    fill(picture, 100, 500, 600, 4, red);
    expect(sealZones(picture)).toEqual([]);
  });
});
