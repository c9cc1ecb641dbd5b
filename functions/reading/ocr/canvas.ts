/** Drawing pictures at the size the recogniser wants. */
import type { Image, SKRSContext2D } from "@napi-rs/canvas";
import type { Picture } from "../../../core/reading/scan/recogniser.ts";

// Imported when this module is: a static import would load the engine with the bundle, scan or no scan.
const { createCanvas, ImageData, loadImage } = await import("@napi-rs/canvas");

/** Longer than this in widths a picture is no page but many, one below the other. */
const LONG = 2;
/** So many pages of it are kept sharp: twenty screens of a phone, and what memory allows. */
const PAGES = 5;

/** The size with its longer side at most `longSide`; a long picture as wide as a page would be, or its characters would vanish. */
function fitting(width: number, height: number, longSide: number): { width: number; height: number } {
  const shortSide = longSide / Math.SQRT2;
  const isLong = Math.max(width, height) > Math.min(width, height) * LONG;
  const scale = isLong
    ? Math.min(
        1,
        shortSide / Math.min(width, height),
        Math.sqrt((PAGES * longSide * shortSide) / width / height),
      )
    : Math.min(1, longSide / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** White paper of this size to draw on. */
export function paper(width: number, height: number): SKRSContext2D {
  const context = createCanvas(width, height).getContext("2d");
  context.fillStyle = "white";
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = "high";
  return context;
}

/** Decodes a picture file and gives its pixels, scaled down to fit; EXIF's orientation is obeyed. */
export const pixelsOf = async (bytes: Uint8Array, longSide: number): Promise<Picture> =>
  drawn(await loadImage(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)), longSide);

/** The pixels of a decoded picture, scaled down to fit. */
function drawn(image: Image, longSide: number): Picture {
  const { width, height } = fitting(image.width, image.height, longSide);
  const context = paper(width, height);
  context.drawImage(image, 0, 0, width, height);
  return { width, height, rgba: context.getImageData(0, 0, width, height).data };
}

/** The same picture turned clockwise by quarters, scaled down to fit. */
export function scaled({ width, height, rgba }: Picture, longSide: number, quarters: number): Picture {
  const source = createCanvas(width, height);
  source.getContext("2d").putImageData(new ImageData(rgba, width, height), 0, 0);
  const sideways = quarters % 2 === 1;
  const size = fitting(sideways ? height : width, sideways ? width : height, longSide);
  const context = paper(size.width, size.height);
  context.translate(size.width / 2, size.height / 2);
  context.rotate((quarters * Math.PI) / 2);
  const wide = sideways ? size.height : size.width;
  const down = sideways ? size.width : size.height;
  context.drawImage(source, -wide / 2, -down / 2, wide, down);
  return { ...size, rgba: context.getImageData(0, 0, size.width, size.height).data };
}
