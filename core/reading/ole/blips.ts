/** Pictures among the drawings of old Office, each a record of its own ([MS-ODRAW] §2.2.22–2.2.32). */
import type { Binary } from "./binary.ts";

const HEADER = 8;
/** Records of pictures in pixels; drawings in vectors have others. */
const JPEG = 0xf01d;
const PNG = 0xf01e;
const DIB = 0xf01f;
const TIFF = 0xf029;
const CMYK_JPEG = 0xf02a;
const pictures = [JPEG, PNG, DIB, TIFF, CMYK_JPEG];
/** The record that says where a picture is kept: perhaps behind itself, with its name between them. */
export const STORED = 0xf007;
const STORED_SIZE = 36;
/** In front of the picture: one digest or two, and a mark. */
const DIGEST = 16;

export const isPicture = (kind: number): boolean => pictures.includes(kind);

/** The file in a record of a picture; undefined of every other record. */
export function pictureIn(record: Binary): Uint8Array | undefined {
  const kind = record.length < HEADER ? 0 : record.u16(2);
  if (!isPicture(kind)) return undefined;
  const isTwofold = ((record.u16(0) >> 4) & 1) === 1;
  const start = HEADER + DIGEST * (isTwofold ? 2 : 1) + 1;
  const size = Math.min(record.u32(4), record.length - HEADER) + HEADER - start;
  if (size <= 0) return undefined;
  const { bytes } = record.slice(start, size);
  return kind === DIB ? withFileHead(bytes) : bytes;
}

/** The file that a {@link STORED} record, without its head, speaks of; `delayed` is where pictures are kept apart. */
export function storedPicture(content: Binary, delayed?: Binary): Uint8Array | undefined {
  if (content.length < STORED_SIZE) return undefined;
  const at = STORED_SIZE + content.u8(33);
  if (content.length > at + HEADER) return pictureIn(content.slice(at, content.length - at));
  const place = content.u32(28);
  return delayed === undefined || place >= delayed.length
    ? undefined
    : pictureIn(delayed.slice(place, delayed.length - place));
}

const FILE_HEAD = 14;
const OLD_HEAD = 12;
const MASKS = 3;

/** A bitmap as it stands in memory lacks the head of a file, which says where the pixels begin. */
export function withFileHead(bitmap: Uint8Array): Uint8Array | undefined {
  if (bitmap.length < 40) return undefined;
  const view = new DataView(bitmap.buffer, bitmap.byteOffset, bitmap.length);
  const head = view.getUint32(0, true);
  const isOld = head === OLD_HEAD;
  const depth = view.getUint16(isOld ? 10 : 14, true);
  const named = isOld ? 0 : view.getUint32(32, true);
  const colours = named > 0 ? Math.min(named, 256) : depth <= 8 ? 2 ** depth : 0;
  const masks = head === 40 && view.getUint32(16, true) === MASKS ? 12 : 0;
  const file = new Uint8Array(FILE_HEAD + bitmap.length);
  const written = new DataView(file.buffer);
  file.set([0x42, 0x4d]);
  written.setUint32(2, file.length, true);
  written.setUint32(10, FILE_HEAD + head + masks + colours * (isOld ? 3 : 4), true);
  file.set(bitmap, FILE_HEAD);
  return file;
}
