/** The pages of a TIFF file: faxes and scanners put several into one. */
import utif from "utif";
import type { Picture } from "../../../core/reading/scan/recogniser.ts";
import { scaled } from "./canvas.ts";

/** Quarter turns by TIFF's orientation tag; mirrored pages do not come out of scanners. */
const quartersOf = new Map([
  [3, 2],
  [6, 1],
  [8, 3],
]);

/** The pages in order, turned as they say, the longer side at most `longSide` pixels. */
export function* decodeTiff(bytes: Uint8Array, longSide: number): Generator<Picture> {
  const file = bytes.slice().buffer;
  for (const directory of utif.decode(file)) {
    utif.decodeImage(file, directory);
    const { width, height } = directory;
    const rgba = new Uint8ClampedArray(utif.toRGBA8(directory));
    yield scaled({ width, height, rgba }, longSide, quartersOf.get(directory.t274?.[0] ?? 1) ?? 0);
  }
}
