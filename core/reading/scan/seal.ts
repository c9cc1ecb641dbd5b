/**
 * From colours to one channel. Where a red seal covers text the red channel alone is taken, in which red ink is
 * as light as paper; elsewhere red stays dark, for a red head is text (parts.md §5, §8).
 */
import type { Grey, Picture } from "./recogniser.ts";

/** Side of the squares in which red is looked for; pixels of a page of about 200 dpi. */
const SQUARE = 8;
/** Red above the other colours by this much is ink, not a warm light. */
const INK = 45;
/** A seal's shorter and longer side, as a share of the page's shorter side: 20–60 mm on A4. */
const SMALLEST = 0.08;
const LARGEST = 0.4;
/** A seal is about as wide as high; a head of red characters is a band. */
const ROUND = 1.8;
/** How much of the squares between its edges a seal fills at most and at least. */
const FILLED = 0.12;

type Zone = { left: number; top: number; right: number; bottom: number; squares: number };

/** The page in one channel, its seals blanked out as far as ink goes. */
export function greyOf(picture: Picture): Grey {
  const { width, height, rgba } = picture;
  const pixels = new Uint8Array(width * height);
  for (let at = 0, from = 0; at < pixels.length; at++, from += 4) {
    pixels[at] = ((rgba[from] ?? 0) * 77 + (rgba[from + 1] ?? 0) * 150 + (rgba[from + 2] ?? 0) * 29) >> 8;
  }
  for (const zone of sealZones(picture)) {
    const { left, top, right, bottom } = zone;
    const brighter = WHITE / inkOf(picture, zone);
    for (let y = top; y < bottom; y++) {
      for (let x = left; x < right; x++)
        pixels[y * width + x] = Math.min(WHITE, (rgba[(y * width + x) * 4] ?? 0) * brighter);
    }
  }
  return { width, height, pixels };
}

const WHITE = 255;
/** A seal's ink is no paler than paper in the red channel, and no darker than this. */
const DARKEST = 150;

/**
 * How light the ink of a seal is in the red channel. What is as light becomes white: the ring's grey shadow would
 * join the lines it crosses, and the detector would lose them. The darkest fifth is where print shows through.
 */
function inkOf({ width, rgba }: Picture, { left, top, right, bottom }: Omit<Zone, "squares">): number {
  const counted = new Uint32Array(WHITE + 1);
  let inked = 0;
  for (let y = top; y < bottom; y += 2) {
    for (let x = left; x < right; x += 2) {
      const at = (y * width + x) * 4;
      const red = rgba[at] ?? 0;
      if (red - Math.max(rgba[at + 1] ?? 0, rgba[at + 2] ?? 0) <= INK) continue;
      counted[red] = (counted[red] ?? 0) + 1;
      inked++;
    }
  }
  let below = inked / 5;
  const level = counted.findIndex((count) => {
    below -= count;
    return below < 0;
  });
  return Math.max(DARKEST, level);
}

/** Where seals are, in pixels, with a margin of one square. */
export function sealZones({ width, height, rgba }: Picture): Omit<Zone, "squares">[] {
  const columns = Math.ceil(width / SQUARE);
  const rows = Math.ceil(height / SQUARE);
  const red = new Uint8Array(columns * rows);
  // every other pixel is enough to see ink
  for (let y = 0; y < height; y += 2) {
    for (let x = 0; x < width; x += 2) {
      const at = (y * width + x) * 4;
      const others = Math.max(rgba[at + 1] ?? 0, rgba[at + 2] ?? 0);
      if ((rgba[at] ?? 0) - others <= INK) continue;
      const square = Math.floor(y / SQUARE) * columns + Math.floor(x / SQUARE);
      red[square] = (red[square] ?? 0) + 1;
    }
  }
  const side = Math.min(width, height) / SQUARE;
  return zones(red, columns, rows)
    .filter((zone) => isSeal(zone, side))
    .map(({ left, top, right, bottom }) => ({
      left: Math.max(0, (left - 1) * SQUARE),
      top: Math.max(0, (top - 1) * SQUARE),
      right: Math.min(width, (right + 2) * SQUARE),
      bottom: Math.min(height, (bottom + 2) * SQUARE),
    }));
}

function isSeal({ left, top, right, bottom, squares }: Zone, side: number): boolean {
  const sideways = right - left + 1;
  const down = bottom - top + 1;
  const longer = Math.max(sideways, down);
  const shorter = Math.min(sideways, down);
  if (longer > shorter * ROUND || shorter < side * SMALLEST || longer > side * LARGEST) return false;
  return squares > sideways * down * FILLED;
}

/** A square with fewer red pixels than this shows the fringe of a black stroke. */
const FEWEST = 2;
/** Squares this near belong together: the ring of a seal and the star in it, the characters of a head. */
const REACH = 4;

/** Groups of red squares that lie near each other. */
function zones(red: Uint8Array, columns: number, rows: number): Zone[] {
  const found: Zone[] = [];
  const open = (index: number) => (red[index] ?? 0) >= FEWEST;
  for (let start = 0; start < red.length; start++) {
    if (!open(start)) continue;
    const zone: Zone = { left: columns, top: rows, right: 0, bottom: 0, squares: 0 };
    const waiting = [start];
    red[start] = 0;
    for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
      const x = index % columns;
      const y = Math.floor(index / columns);
      zone.left = Math.min(zone.left, x);
      zone.right = Math.max(zone.right, x);
      zone.top = Math.min(zone.top, y);
      zone.bottom = Math.max(zone.bottom, y);
      zone.squares++;
      for (let ny = Math.max(0, y - REACH); ny <= Math.min(rows - 1, y + REACH); ny++) {
        for (let nx = Math.max(0, x - REACH); nx <= Math.min(columns - 1, x + REACH); nx++) {
          const next = ny * columns + nx;
          if (!open(next)) continue;
          red[next] = 0;
          waiting.push(next);
        }
      }
    }
    found.push(zone);
  }
  return found;
}
