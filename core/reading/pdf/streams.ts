/**
 * Looks at the packed streams of a PDF before pdf.js does: it unpacks each of them whole, and a small file can
 * hold a stream of gigabytes or millions of operators (parts.md §5, §8).
 */
import type { Limits } from "../limits.ts";
import { ReadingRefused } from "../refusal.ts";

/** Deflate packs a thousandfold at most: a smaller stream cannot become dangerous. */
const MAX_RATIO = 1032;
const DICTIONARY = 2048;
const ascii = new TextDecoder("latin1");
const keyword = Array.from("stream", (character) => character.charCodeAt(0));

/** Refuses `bomb` when a stream unpacks beyond its limit or is packed twice over. */
export async function checkStreams(bytes: Uint8Array, limits: Limits): Promise<void> {
  for (const { dictionary, start, end } of streams(bytes)) {
    const packings = dictionary.match(/\/(FlateDecode|Fl|LZWDecode|LZW)\b/g)?.length ?? 0;
    if (packings > 1) throw new ReadingRefused("bomb");
    const cap = isDrawing(dictionary) ? limits.pdfContentBytes : limits.pdfStreamBytes;
    if (packings === 0 || /ASCII(85|Hex)Decode/.test(dictionary) || (end - start) * MAX_RATIO < cap) continue;
    await checkInflated(bytes.subarray(start, end), cap);
  }
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
    const dictionary = ascii.decode(bytes.subarray(Math.max(position, at - DICTIONARY), at));
    const start = at + keyword.length + (bytes[at + keyword.length] === 0x0d ? 2 : 1);
    // the next keyword is that of "endstream"
    const next = find(bytes, start);
    const end = next < 0 ? bytes.length : next;
    yield { dictionary: dictionary.slice(dictionary.lastIndexOf(" obj") + 1), start, end };
    position = end + keyword.length;
  }
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
    if (size > cap) {
      await reader.cancel().catch(() => {});
      throw new ReadingRefused("bomb", "PDF 内容异常庞大，已停止读取，请重新导出后上传");
    }
  }
}
