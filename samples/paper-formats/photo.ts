/** Printed pages → a photograph of them, as a phone takes it: askew, from an angle, in uneven light, packed hard. */
import { createCanvas, ImageData } from "@napi-rs/canvas";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { Picture } from "../../core/reading/scan/recogniser.ts";
import { render } from "../../functions/reading/ocr/picture.ts";
import type { Block } from "./block.ts";
import { writePdf } from "./pdf.ts";

export interface Shot {
  /** Degrees clockwise. */
  readonly skew: number;
  /** How much smaller the far edge of the paper is, as a share; `tilt` the upper, `yaw` the right one. */
  readonly tilt?: number;
  readonly yaw?: number;
  /** How much darker the far corner is, as a share. */
  readonly shadow?: number;
  /** Quarters clockwise that the camera was turned; written down in EXIF, not in the pixels. */
  readonly quarters?: 0 | 1 | 2 | 3;
  /** Of the longer side, pixels. */
  readonly pixels?: number;
}

/** A table top of grey wood. */
const TABLE = 96;
const ROOM = 0.06;
const QUALITY = 60;

/** A4 pages of these blocks, printed. */
export async function printed(blocks: readonly Block[]): Promise<Picture[]> {
  const task = getDocument({ data: writePdf(blocks), disableFontFace: true, verbosity: 0 });
  const document = await task.promise;
  const pages: Picture[] = [];
  for (let number = 1; number <= document.numPages; number++)
    pages.push(await render(await document.getPage(number)));
  await task.destroy();
  return pages;
}

/** Two pages lying open side by side. */
export function openBook(left: Picture, right: Picture): Picture {
  const width = left.width + right.width;
  const height = Math.max(left.height, right.height);
  const sheet = createCanvas(width, height);
  const context = sheet.getContext("2d");
  context.fillStyle = "white";
  context.fillRect(0, 0, width, height);
  for (const [page, x] of [
    [left, 0],
    [right, left.width],
  ] as const)
    context.putImageData(new ImageData(page.rgba, page.width, page.height), x, 0);
  return { width, height, rgba: context.getImageData(0, 0, width, height).data };
}

/** Pages pasted below each other without an end, as a phone keeps a conversation it scrolled through. */
export function longScreenshot(pages: readonly Picture[], width: number): Buffer {
  const heights = pages.map((page) => Math.round((page.height * width) / page.width));
  const sheet = createCanvas(
    width,
    heights.reduce((sum, height) => sum + height, 0),
  );
  const context = sheet.getContext("2d");
  let top = 0;
  for (const [index, page] of pages.entries()) {
    const one = createCanvas(page.width, page.height);
    one.getContext("2d").putImageData(new ImageData(page.rgba, page.width, page.height), 0, 0);
    context.drawImage(one, 0, top, width, heights[index] ?? 0);
    top += heights[index] ?? 0;
  }
  return sheet.toBuffer("image/jpeg", QUALITY);
}

/** Takes the photograph. Answers a JPEG. */
export function writePhoto(page: Picture, shot: Shot): Buffer {
  const { skew, tilt = 0, yaw = 0, shadow = 0, quarters = 0, pixels = 3000 } = shot;
  const scale = pixels / Math.max(page.width, page.height) / (1 + 2 * ROOM);
  const width = Math.round(page.width * scale * (1 + 2 * ROOM));
  const height = Math.round(page.height * scale * (1 + 2 * ROOM));
  const rgba = new Uint8ClampedArray(width * height * 4);
  const angle = (skew * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle) * scale, Math.sin(angle) * scale];
  const noise = noiseFrom(skew * 1000 + width);
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0; x < width; x++, to += 4) {
      const dx = x - width / 2;
      const dy = y - height / 2;
      // where the ray through this pixel meets the paper
      const far = 1 + (tilt * -dy) / height + (yaw * dx) / width;
      const u = ((dx * cos + dy * sin) / scale / scale) * far + page.width / 2;
      const v = ((dy * cos - dx * sin) / scale / scale) * far + page.height / 2;
      const light = 1 - shadow * (0.5 + dx / width / 2 + dy / height / 2) + noise();
      for (let channel = 0; channel < 3; channel++)
        rgba[to + channel] = sample(page, u, v, channel) * light * (channel === 2 ? 0.94 : 1);
      rgba[to + 3] = 255;
    }
  }
  return jpeg({ width, height, rgba }, quarters);
}

function sample({ width, height, rgba }: Picture, u: number, v: number, channel: number): number {
  const left = Math.floor(u);
  const top = Math.floor(v);
  if (left < 0 || top < 0 || left >= width - 1 || top >= height - 1) return TABLE;
  const at = (top * width + left) * 4 + channel;
  const down = width * 4;
  const [sx, sy] = [u - left, v - top];
  const upper = (rgba[at] ?? 0) * (1 - sx) + (rgba[at + 4] ?? 0) * sx;
  const lower = (rgba[at + down] ?? 0) * (1 - sx) + (rgba[at + down + 4] ?? 0) * sx;
  return upper * (1 - sy) + lower * sy;
}

/** Grain of the sensor, the same for the same photograph. */
function noiseFrom(seed: number): () => number {
  let state = Math.abs(Math.floor(seed)) + 1;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return (state / 2_147_483_648 - 0.5) * 0.08;
  };
}

/** EXIF's word for a picture whose pixels are to be turned clockwise by so many quarters. */
const ORIENTATION = [1, 6, 3, 8] as const;

function jpeg({ width, height, rgba }: Picture, quarters: 0 | 1 | 2 | 3): Buffer {
  const upright = createCanvas(width, height);
  upright.getContext("2d").putImageData(new ImageData(rgba, width, height), 0, 0);
  const sideways = quarters % 2 === 1;
  const taken = createCanvas(sideways ? height : width, sideways ? width : height);
  const context = taken.getContext("2d");
  context.translate(taken.width / 2, taken.height / 2);
  context.rotate((-quarters * Math.PI) / 2);
  context.drawImage(upright, -width / 2, -height / 2);
  const bytes = taken.toBuffer("image/jpeg", QUALITY);
  return Buffer.concat([bytes.subarray(0, 2), exif(ORIENTATION[quarters]), bytes.subarray(2)]);
}

/** A segment with one entry: the orientation. */
function exif(orientation: number): Buffer {
  const tiff = Buffer.from("4d4d002a00000008000101120003000000010000000000000000", "hex");
  tiff.writeUInt16BE(orientation, 18);
  const body = Buffer.concat([Buffer.from("Exif\0\0", "latin1"), tiff]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}
