/** Turning a page and the places found on it: by quarters when it was laid in sideways, by a little when askew. */
import type { Grey, Point, Quad } from "./recogniser.ts";

/** The page turned clockwise by 0–3 quarters. */
export function turnPage(page: Grey, quarters: number): Grey {
  if (quarters === 0) return page;
  const { width, height, pixels } = page;
  const sideways = quarters % 2 === 1;
  const turned: Grey = {
    width: sideways ? height : width,
    height: sideways ? width : height,
    pixels: new Uint8Array(pixels.length),
  };
  // where the first pixel goes, and how far the target moves with each step right and down
  const start = [0, height - 1, width * height - 1, (width - 1) * height][quarters] ?? 0;
  const right = [1, height, -1, -height][quarters] ?? 1;
  const down = [width, -1, -width, 1][quarters] ?? width;
  for (let y = 0, from = 0; y < height; y++) {
    for (let x = 0, to = start + y * down; x < width; x++, from++, to += right) {
      turned.pixels[to] = pixels[from] ?? 0;
    }
  }
  return turned;
}

/** A place of a page, after the page was turned; its corners begin at the upper left again. */
export function turnQuad([a, b, c, d]: Quad, { width, height }: Grey, quarters: number): Quad {
  const turn = ({ x, y }: Point): Point => {
    if (quarters === 1) return { x: height - y, y: x };
    if (quarters === 2) return { x: width - x, y: height - y };
    if (quarters === 3) return { x: y, y: width - x };
    return { x, y };
  };
  const corners: Quad = [turn(a), turn(b), turn(c), turn(d)];
  return clockwise(corners);
}

/** The corners clockwise from the upper left. */
export function clockwise(corners: readonly Point[]): Quad {
  const [first, second, third, fourth] = corners.toSorted((p, q) => p.x - q.x);
  const none = { x: 0, y: 0 };
  const left = [first ?? none, second ?? none].toSorted((p, q) => p.y - q.y);
  const right = [third ?? none, fourth ?? none].toSorted((p, q) => p.y - q.y);
  return [left[0] ?? none, right[0] ?? none, right[1] ?? none, left[1] ?? none];
}

/** The page rotated about its middle so that what rose by `angle` (radians, downwards positive) lies level. */
export function levelPage(page: Grey, angle: number): Grey {
  const { width, height, pixels } = page;
  const level = new Uint8Array(pixels.length).fill(255);
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  for (let y = 0; y < height; y++) {
    const dy = y - height / 2;
    let fromX = width / 2 - (width / 2) * cos - dy * sin;
    let fromY = height / 2 - (width / 2) * sin + dy * cos;
    for (let x = 0; x < width; x++, fromX += cos, fromY += sin) {
      const left = Math.floor(fromX);
      const top = Math.floor(fromY);
      if (left < 0 || top < 0 || left >= width - 1 || top >= height - 1) continue;
      const at = top * width + left;
      const sideways = fromX - left;
      const down = fromY - top;
      const upper = (pixels[at] ?? 0) * (1 - sideways) + (pixels[at + 1] ?? 0) * sideways;
      const lower = (pixels[at + width] ?? 0) * (1 - sideways) + (pixels[at + width + 1] ?? 0) * sideways;
      level[y * width + x] = upper * (1 - down) + lower * down;
    }
  }
  return { width, height, pixels: level };
}

/** A place of a page, after {@link levelPage}. */
export function levelQuad([a, b, c, d]: Quad, { width, height }: Grey, angle: number): Quad {
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const level = (point: Point): Point => {
    const x = point.x - width / 2;
    const y = point.y - height / 2;
    return { x: x * cos + y * sin + width / 2, y: -x * sin + y * cos + height / 2 };
  };
  return [level(a), level(b), level(c), level(d)];
}
