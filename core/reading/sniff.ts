/**
 * What a file is, by its content and never by its name. The first bytes decide the family; zip and compound
 * files are opened to see which member of the family they are, and hostile ones end there.
 */
import type { Refusal } from "./document.ts";
import type { Format } from "./format.ts";
import type { Limits } from "./limits.ts";
import { compoundKind } from "./ole/kind.ts";
import { decodeText } from "./plain/encoding.ts";
import { ReadingRefused, refuse } from "./refusal.ts";
import { isCsv } from "./sheet/csv.ts";
import type { Budget } from "./zip/archive.ts";
import type { Sniffed } from "./zip/kind.ts";

type Family = Format | "zip-family" | "ole-family";
type Signature = { family: Family; bytes: number[]; at?: number };

const ascii = (text: string): number[] => Array.from(text, (character) => character.charCodeAt(0));

/** First match wins. Programs come first: one with an archive appended is a program. */
const signatures: Signature[] = [
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

/**
 * The format of a file, or why it is refused already: hostile archive, password, macro, no known kind.
 * `budget` is what an archive may still inflate when it is itself the member of one.
 */
export async function sniff(bytes: Uint8Array, limits: Limits, budget?: Budget): Promise<Sniffed | Refusal> {
  const family = signatures.find((signature) => matches(bytes, signature))?.family;
  if (family === "ole-family") return compoundKind(bytes);
  if (family === "zip-family") return await archiveKind(bytes, limits, budget);
  if (family !== undefined) return { format: family };
  return textKind(bytes);
}

function matches(bytes: Uint8Array, { family, bytes: wanted, at = 0 }: Signature): boolean {
  if (family === "bmp" && !(bytes[0] === 0x42 && bytes[1] === 0x4d)) return false;
  return wanted.every((byte, index) => bytes[at + index] === byte);
}

async function archiveKind(bytes: Uint8Array, limits: Limits, budget?: Budget): Promise<Sniffed | Refusal> {
  const { packageKind } = await import("./zip/kind.ts");
  try {
    return await packageKind(bytes, limits, budget);
  } catch (error) {
    if (error instanceof ReadingRefused) return refuse(error.reason, "zip", error.sentence);
    throw error;
  }
}

/** The head of a web archive; browsers put who saved it and when before its version (RFC 2045 §4). */
const webArchive =
  /^((From|Subject|Date|Snapshot-Content-Location):[^\n]{0,500}\n){0,5}MIME-Version:[\s\S]{0,400}(multipart\/related|text\/html)/i;

/** The head of a letter: servers write where it came from. A web archive has been through none. */
const letter = /^(Received|Return-Path|Message-ID):\s*\S/im;

/** Markup that looks like text, by its first element. */
const markup: { format: Format; start: RegExp }[] = [
  // whatever stands before it, a document type above all, is judged by the reader
  { format: "wordml", start: /^<\?xml\b[\s\S]*<(w:wordDocument|pkg:package)\b/ },
  { format: "html", start: /^(<\?xml[^>]*\?>\s*)?<(!doctype\s+html|html|head|body|meta)\b/i },
  // what a program exports may be a piece of a page
  { format: "html", start: /^<(p|div|table|h[1-6]|center|font|span|style|title)\b[^<>]{0,500}>/i },
  { format: "eml", start: letter },
  { format: "html", start: webArchive },
  { format: "xml", start: /^<\?xml\b/ },
];

function textKind(bytes: Uint8Array): Sniffed | Refusal {
  const text = decodeText(bytes);
  if (text === undefined) return refuse("wrong_type");
  const start = behindComments(text.slice(0, 4096));
  const kind = markup.find((candidate) => candidate.start.test(start))?.format;
  return { format: kind ?? (isCsv(text) ? "csv" : "txt") };
}

/** Markup behind the comments at its front: searched for step by step, because one pattern would try every way to part them. */
function behindComments(text: string): string {
  let start = text.trimStart();
  while (start.startsWith("<!--")) {
    const end = start.indexOf("-->");
    if (end < 0) break;
    start = start.slice(end + 3).trimStart();
  }
  return start;
}
