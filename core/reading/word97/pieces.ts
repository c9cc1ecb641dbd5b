/** The piece table: which bytes of the file each character comes from ([MS-DOC] §2.4.1, §2.9.38). */

import type { Limits } from "../limits.ts";
import type { Binary } from "../ole/binary.ts";
import { ReadingRefused } from "../refusal.ts";
import { plc } from "./file.ts";

const COMPRESSED = 0x40000000;

type Piece = { start: number; end: number; offset: number; width: 1 | 2 };

export class Pieces {
  /** The characters of all stories, by character position. */
  readonly text: string;
  readonly #pieces: Piece[] = [];

  constructor(document: Binary, clx: Binary, limits: Limits) {
    const { positions, records } = plc(pieceTable(clx), 8);
    const texts: string[] = [];
    for (const [index, record] of records.entries()) {
      const start = positions[index] ?? 0;
      const end = positions[index + 1] ?? start;
      if (end < start || start !== (this.#pieces.at(-1)?.end ?? 0)) throw new ReadingRefused("malformed");
      // every story may be as long as a text, not more
      if (end > limits.textLength * 2) throw new ReadingRefused("too_large");
      const code = record.u32(2);
      const width = (code & COMPRESSED) === 0 ? 2 : 1;
      const offset = width === 2 ? code & 0x3fffffff : (code & 0x3fffffff) >> 1;
      const bytes = document.slice(offset, (end - start) * width).bytes;
      texts.push(
        new TextDecoder(width === 2 ? "utf-16le" : "windows-1252", { ignoreBOM: true }).decode(bytes),
      );
      this.#pieces.push({ start, end, offset, width });
    }
    this.text = texts.join("");
  }

  /** The byte offset of a character, and up to which character its piece goes on. */
  locate(position: number): { offset: number; width: 1 | 2; end: number } | undefined {
    let low = 0;
    let high = this.#pieces.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#pieces[middle]?.end ?? 0) <= position) low = middle + 1;
      else high = middle;
    }
    const piece = this.#pieces[low];
    if (piece === undefined) return undefined;
    return {
      offset: piece.offset + (position - piece.start) * piece.width,
      width: piece.width,
      end: piece.end,
    };
  }
}

/** Changes of formatting (1) may stand before the piece table (2). */
function pieceTable(clx: Binary): Binary {
  for (let at = 0; at < clx.length; ) {
    const kind = clx.u8(at);
    if (kind === 2) return clx.slice(at + 5, clx.u32(at + 1));
    if (kind !== 1) break;
    at += 3 + clx.u16(at + 1);
  }
  throw new ReadingRefused("malformed");
}
