/**
 * Long pictures, as phones keep a conversation or an article they scrolled through: cut into strips of the shape of a page,
 * each where the least ink would be cut, so that no line of text is.
 */
import type { Grey } from "./recogniser.ts";

/** A page is 1.4 times as high as wide; a till receipt and a screenshot of two screens are more than this. */
const LONG = 2;
const STRIP = Math.SQRT2;
/** How far up from its usual end a strip may end sooner, as a share of its height. */
const LOOK_BACK = 0.3;

export type Strip = { top: number; page: Grey };

/** The strips of a long picture from top to bottom; a picture of usual shape is one. */
export function stripsOf(page: Grey): Strip[] {
  const { width, height } = page;
  if (height <= width * LONG) return [{ top: 0, page }];
  const tall = Math.round(width * STRIP);
  const strips: Strip[] = [];
  for (let top = 0; top < height; ) {
    const left = height - top;
    const end = left <= tall * (1 + LOOK_BACK) ? height : calmestRow(page, top + tall, tall * LOOK_BACK);
    strips.push({
      top,
      page: { width, height: end - top, pixels: page.pixels.subarray(top * width, end * width) },
    });
    top = end;
  }
  return strips;
}

/** Rows together that must be calm: between two lines of print there are more. */
const BAND = 5;

/** The middle of the rows up to `last` over which brightness changes least. */
function calmestRow(page: Grey, last: number, back: number): number {
  const first = Math.max(BAND, Math.round(last - back));
  let best = last;
  let least = Number.POSITIVE_INFINITY;
  let unrest = 0;
  const changes = new Float64Array(last - first + BAND);
  for (let index = 0; index < changes.length; index++) {
    changes[index] = changesOf(page, first + index);
    unrest += (changes[index] ?? 0) - (changes[index - BAND] ?? 0);
    // of equally calm rows the last
    if (index < BAND || unrest > least) continue;
    least = unrest;
    best = first + index - (BAND >> 1);
  }
  return best;
}

/** What differs by less is paper and grain. */
const GRAIN = 24;

function changesOf({ width, pixels }: Grey, row: number): number {
  let changes = 0;
  for (let at = row * width + 1; at < (row + 1) * width; at++) {
    const change = Math.abs((pixels[at] ?? 0) - (pixels[at - 1] ?? 0));
    if (change > GRAIN) changes += change;
  }
  return changes;
}
