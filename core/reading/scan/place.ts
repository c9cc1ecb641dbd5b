/** Measures of a place found on a page: how long and high it is, which way it lies. Pixels and radians. */
import type { Quad } from "./recogniser.ts";

export function lengthOf([a, b, c, d]: Quad): number {
  return (Math.hypot(b.x - a.x, b.y - a.y) + Math.hypot(c.x - d.x, c.y - d.y)) / 2;
}

export function heightOf([a, b, c, d]: Quad): number {
  return (Math.hypot(d.x - a.x, d.y - a.y) + Math.hypot(c.x - b.x, c.y - b.y)) / 2;
}

/** How far the line falls from left to right. */
export function slopeOf([a, b, c, d]: Quad): number {
  return Math.atan2((b.y + c.y - a.y - d.y) / 2, (b.x + c.x - a.x - d.x) / 2);
}

/** Longer than this in heights, a place tells which way its line runs. */
const LONG = 3;

export function isLong(quad: Quad): boolean {
  return lengthOf(quad) > heightOf(quad) * LONG;
}

function isTall(quad: Quad): boolean {
  return heightOf(quad) > lengthOf(quad) * 1.5;
}

/** Whether the lines of a page run up or down: the page lies on its side. */
export function liesSideways(places: readonly Quad[]): boolean {
  const weight = (chosen: readonly Quad[]) =>
    chosen.reduce((sum, quad) => sum + Math.max(lengthOf(quad), heightOf(quad)), 0);
  return weight(places.filter(isTall)) > weight(places.filter((quad) => !isTall(quad)));
}

/** How askew the page lies: the slope that its long lines have in the middle of all, the longer the weightier. */
export function skewOf(places: readonly Quad[]): number {
  const slopes = places
    .filter(isLong)
    .map((quad) => ({ slope: slopeOf(quad), weight: lengthOf(quad) }))
    .toSorted((a, b) => a.slope - b.slope);
  let rest = slopes.reduce((sum, { weight }) => sum + weight, 0) / 2;
  for (const { slope, weight } of slopes) {
    rest -= weight;
    if (rest <= 0) return slope;
  }
  return 0;
}
