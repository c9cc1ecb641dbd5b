/** A Word 97 file opened: its streams and the table of where everything stands, the FIB ([MS-DOC] §2.5). */
import { attempt, type Binary } from "../ole/binary.ts";
import { type Storage, Streams } from "../ole/streams.ts";
import { ReadingRefused } from "../refusal.ts";

const WORD_97 = 0x00c1;
/** Where the pairs of offset and length begin, and their numbers in that table (FibRgFcLcb97). */
const PAIRS = 154;
const structures = {
  styles: 1,
  sections: 6,
  headers: 11,
  fonts: 15,
  characterRuns: 12,
  paragraphRuns: 13,
  documentProperties: 31,
  pieces: 33,
  anchors: 40,
  drawings: 50,
  boxes: 56,
  lists: 73,
  listOverrides: 74,
} as const;

export type Structure = keyof typeof structures;
/** Lengths of the stories, in characters; they stand one behind the other in this order. */
export type StoryLengths = Record<
  "body" | "notes" | "headers" | "macros" | "comments" | "endnotes" | "boxes",
  number
>;

export class Word97File {
  readonly document: Binary;
  readonly table: Binary;
  /** Pictures and the values of form fields, at places that characters name; empty when the file has none. */
  readonly data: Binary;
  /** Objects of other programs by number. */
  readonly objects: Map<string, Storage>;

  /** Refuses `encrypted`, `unsupported` (Word 95 and before), `malformed`. */
  constructor(bytes: Uint8Array) {
    const streams = new Streams(bytes);
    const document = streams.read("WordDocument");
    if (document === undefined) throw new ReadingRefused("malformed");
    const flags = document.u16(10);
    if ((flags & 0x0100) !== 0) throw new ReadingRefused("encrypted");
    if (document.u16(2) < WORD_97) {
      throw new ReadingRefused(
        "unsupported",
        "这是 Word 95 或更早的文档，请用 Word 或 WPS 另存为 .docx 后上传",
      );
    }
    const table = streams.read((flags & 0x0200) === 0 ? "0Table" : "1Table");
    if (table === undefined) throw new ReadingRefused("malformed");
    this.document = document;
    this.table = table;
    this.data = attempt(() => streams.read("Data")) ?? table.slice(0, 0);
    this.objects = streams.storages("ObjectPool");
  }

  /** A structure of the table stream; empty when the file has none. */
  structure(name: Structure): Binary {
    const at = PAIRS + structures[name] * 8;
    return this.table.slice(this.document.u32(at), this.document.u32(at + 4));
  }

  offset(name: Structure): number {
    return this.document.u32(PAIRS + structures[name] * 8);
  }

  get lengths(): StoryLengths {
    const length = (index: number) => Math.max(0, this.document.i32(64 + index * 4));
    return {
      body: length(3),
      notes: length(4),
      headers: length(5),
      macros: length(6),
      comments: length(7),
      endnotes: length(8),
      boxes: length(9),
    };
  }
}

/** A PLC: n + 1 positions, then n records of `size` bytes ([MS-DOC] §2.2.2). */
export function plc(data: Binary, size: number): { positions: number[]; records: Binary[] } {
  const count = Math.max(0, Math.floor((data.length - 4) / (4 + size)));
  if (data.length === 0) return { positions: [], records: [] };
  return {
    positions: Array.from({ length: count + 1 }, (_, i) => data.u32(i * 4)),
    records: Array.from({ length: count }, (_, i) => data.slice((count + 1) * 4 + i * size, size)),
  };
}
