/** Where a PDF page shows pictures that are worth reading, and how one of them is cut out of the page as it is drawn. */
import type { PDFPageProxy } from "pdfjs-dist";
import { scanBlocks } from "../scan/blocks.ts";
import type { Picture, Recogniser } from "../scan/recogniser.ts";
import type { Block } from "./blocks.ts";
import type { Box, Matrix } from "./boxes.ts";
import { type OperatorCodes, type Operators, picturePlaces } from "./rules.ts";

/** In points, y downwards. */
export type Frame = { left: number; top: number; right: number; bottom: number };

/** A stamp, an emblem and a signature are smaller: points, and a share of the page. */
const SMALLEST = { side: 60, share: 0.06 };
/** A scanning program cuts a page into strips that touch. */
const TOUCHING = 2;
/** A picture with so much of the page's words on it lies below them: a letterhead, a pattern. A stamped date is shorter. */
const GROUND = { share: 0.3, characters: 60 };

/** The pictures among the words of a page. */
export function framesOf(
  operators: Operators,
  codes: OperatorCodes,
  viewport: Matrix,
  page: { width: number; height: number },
  boxes: readonly Box[],
): Frame[] {
  const frames: Frame[] = [];
  for (const frame of picturePlaces(operators, codes, viewport).toSorted((a, b) => a.top - b.top)) {
    const above = frames.find(
      (other) =>
        Math.abs(other.left - frame.left) < TOUCHING &&
        Math.abs(other.right - frame.right) < TOUCHING &&
        Math.abs(other.bottom - frame.top) < TOUCHING,
    );
    if (above) above.bottom = frame.bottom;
    else frames.push({ ...frame });
  }
  const all = boxes.reduce((sum, { text }) => sum + text.length, 0);
  return frames.filter((frame) => {
    const { left, top, right, bottom } = frame;
    const large =
      Math.min(right - left, bottom - top) >= SMALLEST.side &&
      (right - left) * (bottom - top) >= page.width * page.height * SMALLEST.share;
    const upon = boxes.reduce((sum, box) => sum + (isOn(box, frame) ? box.text.length : 0), 0);
    return large && upon <= Math.max(all * GROUND.share, GROUND.characters);
  });
}

const isOn = ({ x, y }: Box, { left, top, right, bottom }: Frame): boolean =>
  x >= left && x <= right && y >= top && y <= bottom;

/** Recognises what stands in a frame. */
export async function seeFrame(page: PDFPageProxy, frame: Frame, recogniser: Recogniser): Promise<Block[]> {
  const { width } = page.getViewport({ scale: 1 });
  const drawn = await recogniser.render(page);
  page.cleanup();
  return scanBlocks(cut(drawn, frame, drawn.width / width), recogniser);
}

function cut({ width, height, rgba }: Picture, frame: Frame, scale: number): Picture {
  const left = Math.max(0, Math.floor(frame.left * scale));
  const top = Math.max(0, Math.floor(frame.top * scale));
  const right = Math.min(width, Math.ceil(frame.right * scale));
  const bottom = Math.min(height, Math.ceil(frame.bottom * scale));
  const wide = Math.max(1, right - left);
  const down = Math.max(1, bottom - top);
  const pixels = new Uint8ClampedArray(wide * down * 4);
  for (let row = 0; row < down; row++) {
    const from = ((top + row) * width + left) * 4;
    pixels.set(rgba.subarray(from, from + wide * 4), row * wide * 4);
  }
  return { width: wide, height: down, rgba: pixels };
}
