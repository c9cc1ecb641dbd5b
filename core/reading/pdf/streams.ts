/**
 * Looks at the packed streams of a PDF before pdf.js does: it unpacks each of them whole, and a small file can
 * hold a stream of gigabytes or millions of operators (parts.md §5, §8).
 */
import type { Limits } from "../limits.ts";
import { ReadingRefused } from "../refusal.ts";
import { spelledBytes } from "./spelling.ts";

/** Deflate packs a thousandfold at most: a smaller stream cannot become dangerous. */
const MAX_RATIO = 1032;
const DICTIONARY = 64 * 1024;
/** Above this many bytes a picture packed a thousandfold is blank, and made to fill the memory. */
const BLANK_PICTURE = 16 * 1024 * 1024;
const BLANK_RATIO = 800;
const ascii = new TextDecoder("latin1");
const keyword = Array.from("stream", (character) => character.charCodeAt(0));

/** Tells whether the file holds pictures. Refuses `bomb` when a stream unpacks beyond its limit or is packed twice over. */
export async function checkStreams(bytes: Uint8Array, limits: Limits): Promise<{ pictures: boolean }> {
  let pictures = false;
  for (const { dictionary, start, end } of streams(bytes)) {
    pictures ||= /\/Subtype\s*\/Image/.test(dictionary);
    const packings = dictionary.match(/\/(FlateDecode|Fl|LZWDecode|LZW)\b/g)?.length ?? 0;
    if (packings > 1) throw tooMuch();
    const cap = isDrawing(dictionary) ? limits.pdfContentBytes : limits.pdfStreamBytes;
    if ((end - start) * MAX_RATIO < cap) continue;
    const body = bytes.subarray(start, end);
    const packed = spelledBytes(body, dictionary) ?? body;
    // the name of the packing may stand elsewhere in the file; its first bytes do not
    if (packings > 0 || looksDeflated(packed)) await checkInflated(packed, cap);
  }
  return { pictures };
}

function looksDeflated([first = 0, second = 0]: Uint8Array): boolean {
  return (first & 15) === 8 && (first * 256 + second) % 31 === 0;
}

/** Pages and forms are drawn by streams that declare nothing about themselves; pictures and fonts do. */
function isDrawing(dictionary: string): boolean {
  return !/\/(Subtype\s*\/(?!Form)|Width|Length1|Type\s*\/(ObjStm|XRef|Metadata))/.test(dictionary);
}

function* streams(bytes: Uint8Array): Generator<{ dictionary: string; start: number; end: number }> {
  let position = 0;
  for (;;) {
    const at = find(bytes, position);
    if (at < 0) return;
    const before = ascii.decode(bytes.subarray(Math.max(position, at - DICTIONARY), at));
    const start = at + keyword.length + (bytes[at + keyword.length] === 0x0d ? 2 : 1);
    // the next keyword is that of "endstream"
    const next = find(bytes, start);
    const end = next < 0 ? bytes.length : next;
    yield { dictionary: plainNames(before.slice(before.lastIndexOf(" obj") + 1)), start, end };
    position = end + keyword.length;
  }
}

/** Names may spell any of their characters as #xx (ISO 32000-1 §7.3.5). */
function plainNames(dictionary: string): string {
  return dictionary.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

function find(bytes: Uint8Array, from: number): number {
  let at = bytes.indexOf(keyword[0] ?? 0, from);
  while (at >= 0 && !keyword.every((byte, index) => bytes[at + index] === byte)) {
    at = bytes.indexOf(keyword[0] ?? 0, at + 1);
  }
  return at;
}

async function checkInflated(packed: Uint8Array, cap: number): Promise<void> {
  const inflater = new DecompressionStream("deflate");
  const writer = inflater.writable.getWriter();
  // a broken stream is for pdf.js to judge; what counts here is what came out before it broke
  writer
    .write(new Uint8Array(packed))
    .then(
      () => writer.close(),
      () => {},
    )
    .catch(() => {});
  const reader = inflater.readable.getReader();
  let size = 0;
  for (;;) {
    const chunk = await reader.read().catch(() => undefined);
    if (chunk === undefined || chunk.done) return;
    size += chunk.value.length;
    if (size > cap || (size > BLANK_PICTURE && size > packed.length * BLANK_RATIO)) {
      await reader.cancel().catch(() => {});
      throw tooMuch();
    }
  }
}

function tooMuch(): ReadingRefused {
  return new ReadingRefused("bomb", "PDF 内容异常庞大，已停止读取，请重新导出后上传");
}
