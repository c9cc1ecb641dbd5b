/** The drawings of old Office: shapes with the words and pictures they show ([MS-ODRAW] §2.2). */
import type { Held } from "../lines.ts";
import { attempt, type Binary } from "./binary.ts";
import { isPicture, pictureIn, STORED, storedPicture } from "./blips.ts";

const HEADER = 8;
const FIRST_KIND = 0xf000;
const CONTAINER = 0xf;
const GROUP = 0xf003;
const SHAPE_CONTAINER = 0xf004;
const SHAPE = 0xf00a;
const ANCHOR = 0xf010;
const OPTIONS = [0xf00b, 0xf121, 0xf122];
/** The properties that hold the picture of a shape, the text of WordArt and the name. */
const PICTURE = 0x0104;
const TEXT = 0x00c0;
const NAME = 0x0380;
const COMPLEX = 0x8000;
const MAX_DEPTH = 20;

export type Shape = {
  number?: number;
  text?: string;
  name?: string;
  /** Which of the stored pictures it shows, counted from 1. */
  picture?: number;
  /** The shapes around it; only the outermost is tied to the text. */
  groups: number[];
  /** In a workbook, the cell over which it begins. */
  cell?: { row: number; column: number };
};
export type Drawn = { shapes: Shape[]; pictures: Held[] };

/** More than any paper has; a hostile file points at the same records from every character. */
const MAX_RECORDS = 100_000;

export class DrawingWalk {
  readonly #delayed: Binary | undefined;
  #records = 0;

  /** `delayed` is where pictures are kept that stand apart from what speaks of them. */
  constructor(delayed?: Binary) {
    this.#delayed = delayed;
  }

  /** What these records hold. */
  over(records: Binary): Drawn {
    const found: Drawn = { shapes: [], pictures: [] };
    this.#walkInto(found, records, undefined, 0);
    return found;
  }

  #walkInto(found: Drawn, records: Binary, shape: Shape | undefined, depth: number): void {
    for (let at = 0; at + HEADER <= records.length && this.#records < MAX_RECORDS; this.#records++) {
      const version = records.u16(at);
      const kind = records.u16(at + 2);
      // a byte that parts the drawings of a document from each other stands between records
      if (kind < FIRST_KIND) {
        at++;
        continue;
      }
      const size = Math.min(records.u32(at + 4), records.length - at - HEADER);
      const content = records.slice(at + HEADER, size);
      const record = records.slice(at, HEADER + size);
      at += HEADER + size;
      if (kind === SHAPE_CONTAINER) {
        const inner: Shape = { groups: [] };
        found.shapes.push(inner);
        if (depth < MAX_DEPTH) this.#walkInto(found, content, inner, depth + 1);
      } else if ((version & CONTAINER) === CONTAINER && depth < MAX_DEPTH) {
        const before = found.shapes.length;
        this.#walkInto(found, content, shape, depth + 1);
        if (kind === GROUP) group(found.shapes.slice(before));
      } else if (kind === STORED) {
        found.pictures.push(held("stored", record, () => storedPicture(content, this.#delayed)));
      } else if (isPicture(kind)) {
        found.pictures.push(held("placed", record, () => pictureIn(record)));
      } else if (shape !== undefined && kind === SHAPE && size >= 4) shape.number = content.u32(0);
      else if (shape !== undefined && kind === ANCHOR && size >= 18)
        shape.cell = { column: content.u16(2), row: content.u16(6) };
      else if (shape !== undefined && OPTIONS.includes(kind)) takeOptions(shape, content, version >> 4);
    }
  }
}

/** One and the same record is one picture, however many characters lead to it. */
const held = (kind: string, { bytes }: Binary, picture: () => Uint8Array | undefined): Held => ({
  name: `${kind} ${bytes.byteOffset} of ${bytes.buffer.byteLength}`,
  bytes: async () => attempt(picture),
});

/** The first shape of a group stands for all of it. */
function group([whole, ...parts]: readonly Shape[]): void {
  if (whole?.number === undefined) return;
  for (const part of parts) part.groups.push(whole.number);
}

/** Properties of six bytes each; the long ones stand behind all of them, in order. */
function takeOptions(shape: Shape, options: Binary, count: number): void {
  let at = count * 6;
  for (let index = 0; index < count && index * 6 + 6 <= options.length; index++) {
    const code = options.u16(index * 6);
    if ((code & 0x3fff) === PICTURE && (code & COMPLEX) === 0) shape.picture = options.u32(index * 6 + 2);
    if ((code & COMPLEX) === 0) continue;
    const size = options.u32(index * 6 + 2);
    if (at + size > options.length) return;
    const property = code & 0x3fff;
    const text = property === TEXT || property === NAME ? options.utf16(at, size >> 1) : "";
    if (property === TEXT) shape.text = plain(text);
    else if (property === NAME) shape.name = plain(text);
    at += size;
  }
}

function plain(text: string): string | undefined {
  const shown = text.split("\0")[0]?.trim();
  return shown === "" ? undefined : shown;
}
