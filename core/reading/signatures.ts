/** The first bytes by which files that are no text are known, whatever their name says. */
import type { Format } from "./format.ts";

export type Family = Format | "zip-family" | "ole-family";
type FirstBytes = { family: Family; bytes: number[]; at?: number };

const ascii = (text: string): number[] => Array.from(text, (character) => character.charCodeAt(0));

/** First match wins. Programs come first: one with an archive appended is a program. */
const signatures: FirstBytes[] = [
  { family: "program", bytes: ascii("MZ") },
  { family: "program", bytes: [0x7f, ...ascii("ELF")] },
  { family: "program", bytes: [0xcf, 0xfa, 0xed, 0xfe] },
  { family: "program", bytes: [0xca, 0xfe, 0xba, 0xbe] },
  { family: "program", bytes: ascii("#!") },
  { family: "program", bytes: [0x4c, 0x00, 0x00, 0x00, 0x01, 0x14, 0x02, 0x00] },
  { family: "zip-family", bytes: [0x50, 0x4b, 0x03, 0x04] },
  { family: "zip-family", bytes: [0x50, 0x4b, 0x05, 0x06] },
  { family: "ole-family", bytes: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1] },
  { family: "pdf", bytes: ascii("%PDF-") },
  { family: "rtf", bytes: ascii("{\\rtf") },
  { family: "jpg", bytes: [0xff, 0xd8, 0xff] },
  { family: "png", bytes: [0x89, ...ascii("PNG\r\n"), 0x1a, 0x0a] },
  { family: "tif", bytes: [0x49, 0x49, 0x2a, 0x00] },
  { family: "tif", bytes: [0x4d, 0x4d, 0x00, 0x2a] },
  { family: "gif", bytes: ascii("GIF8") },
  { family: "bmp", bytes: [0x00, 0x00, 0x00, 0x00], at: 6 },
  { family: "webp", bytes: ascii("WEBP"), at: 8 },
  { family: "heic", bytes: ascii("ftyphe"), at: 4 },
  { family: "heic", bytes: ascii("ftypmif1"), at: 4 },
  { family: "heic", bytes: ascii("ftypavif"), at: 4 },
  { family: "media", bytes: ascii("ftyp"), at: 4 },
  { family: "media", bytes: ascii("ID3") },
  { family: "media", bytes: ascii("WAVE"), at: 8 },
  { family: "media", bytes: ascii("AVI "), at: 8 },
  { family: "rar", bytes: ascii("Rar!") },
  { family: "7z", bytes: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c] },
  { family: "gzip", bytes: [0x1f, 0x8b] },
  { family: "tar", bytes: ascii("ustar"), at: 257 },
  { family: "tar", bytes: ascii("BZh") },
  { family: "tar", bytes: [0xfd, ...ascii("7zXZ")] },
  { family: "tar", bytes: ascii("MSCF\0\0\0\0") },
  { family: "caj", bytes: ascii("CAJ\0") },
  { family: "caj", bytes: [...ascii("HN"), 0xc8, 0x00] },
  { family: "caj", bytes: ascii("KDH ") },
];

/** What the first bytes of a file say it is; undefined of text, and of what nobody knows. */
export function familyOf(bytes: Uint8Array): Family | undefined {
  return signatures.find((signature) => matches(bytes, signature))?.family;
}

function matches(bytes: Uint8Array, { family, bytes: wanted, at = 0 }: FirstBytes): boolean {
  if (family === "bmp" && !(bytes[0] === 0x42 && bytes[1] === 0x4d)) return false;
  return wanted.every((byte, index) => bytes[at + index] === byte);
}
