/** What the head of a picture file declares, read by hand: a decoder would set aside the memory first. */
import type { Limits } from "../limits.ts";
import { ReadingRefused } from "../refusal.ts";
import type { PictureFormat } from "./recogniser.ts";

type Size = { width: number; height: number };

/** Above so many pixels a byte no picture of a page packs: the file was made to swell. */
const SWELLING = 1000;

/**
 * The sizes of the pages of a picture file, each within the limits. Refuses `truncated` when the end is missing, `malformed`
 * when there is no size, `bomb` or `too_large` above the limit of pixels.
 */
export function measurePicture(bytes: Uint8Array, format: PictureFormat, limits: Limits): { sizes: Size[] } {
  const sizes = readers[format](bytes, new DataView(bytes.buffer, bytes.byteOffset, bytes.length));
  if (sizes.length === 0) throw new ReadingRefused("malformed");
  for (const { width, height } of sizes) {
    if (width === 0 || height === 0) throw new ReadingRefused("malformed");
    const pixels = width * height;
    if (pixels <= limits.picturePixels) continue;
    if (pixels > bytes.length * SWELLING) throw new ReadingRefused("bomb", tooManyPixels);
    throw new ReadingRefused("too_large", tooManyPixels);
  }
  return { sizes };
}

const tooManyPixels = "图片尺寸过大，请缩小到 5000 万像素以内后重新上传";

const readers: Record<PictureFormat, (bytes: Uint8Array, view: DataView) => Size[]> = {
  png: pngSize,
  jpg: jpgSize,
  tif: tifSizes,
  bmp: bmpSize,
  gif: gifSize,
};

const BMP_HEAD = 54;

function bmpSize(bytes: Uint8Array, view: DataView): Size[] {
  if (bytes.length < BMP_HEAD || view.getUint32(10, true) >= bytes.length)
    throw new ReadingRefused("truncated");
  // rows that stand from the top downwards are counted below zero
  return [{ width: Math.abs(view.getInt32(18, true)), height: Math.abs(view.getInt32(22, true)) }];
}

const GIF_HEAD = 13;

function gifSize(bytes: Uint8Array, view: DataView): Size[] {
  if (bytes.length < GIF_HEAD) throw new ReadingRefused("truncated");
  return [{ width: view.getUint16(6, true), height: view.getUint16(8, true) }];
}

const PNG_HEAD = 33;

function pngSize(bytes: Uint8Array, view: DataView): Size[] {
  const end = new TextDecoder("latin1").decode(bytes.subarray(-1024));
  if (bytes.length < PNG_HEAD || !end.includes("IEND")) throw new ReadingRefused("truncated");
  return [{ width: view.getUint32(16), height: view.getUint32(20) }];
}

/** Markers that begin a frame carry its size; these three of their row do not. */
const notFrames = new Set([0xc4, 0xc8, 0xcc]);
const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;

function jpgSize(bytes: Uint8Array, view: DataView): Size[] {
  let size: Size | undefined;
  for (let at = 2; at + 9 < bytes.length; ) {
    if (bytes[at] !== 0xff) throw new ReadingRefused("malformed");
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (marker >= 0xc0 && marker <= 0xcf && !notFrames.has(marker))
      size = { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    if (marker === START_OF_SCAN) {
      if (!endsAfter(bytes, at)) throw new ReadingRefused("truncated");
      return size === undefined ? [] : [size];
    }
    at += 2 + view.getUint16(at + 2);
  }
  throw new ReadingRefused("truncated");
}

function endsAfter(bytes: Uint8Array, start: number): boolean {
  for (let at = bytes.lastIndexOf(END_OF_IMAGE); at > start; at = bytes.lastIndexOf(END_OF_IMAGE, at - 1)) {
    if (bytes[at - 1] === 0xff) return true;
  }
  return false;
}

const TIFF_WIDTH = 256;
const TIFF_HEIGHT = 257;
const SHORT = 3;
/** A chain of more directories than this runs in a circle. */
const MAX_DIRECTORIES = 1000;

function tifSizes(bytes: Uint8Array, view: DataView): Size[] {
  const little = bytes[0] === 0x49;
  const sizes: Size[] = [];
  try {
    for (let at = view.getUint32(4, little); at !== 0; ) {
      const entries = view.getUint16(at, little);
      const size = { width: 0, height: 0 };
      for (let index = 0; index < entries; index++) {
        const entry = at + 2 + index * 12;
        const tag = view.getUint16(entry, little);
        const isShort = view.getUint16(entry + 2, little) === SHORT;
        const value = isShort ? view.getUint16(entry + 8, little) : view.getUint32(entry + 8, little);
        if (tag === TIFF_WIDTH) size.width = value;
        if (tag === TIFF_HEIGHT) size.height = value;
      }
      sizes.push(size);
      if (sizes.length > MAX_DIRECTORIES) throw new ReadingRefused("bomb");
      at = view.getUint32(at + 2 + entries * 12, little);
    }
  } catch (error) {
    // an offset beyond the end of the file
    if (error instanceof RangeError) throw new ReadingRefused("truncated");
    throw error;
  }
  return sizes;
}
