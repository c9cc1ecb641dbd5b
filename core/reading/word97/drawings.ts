/** Words that are drawn in a Word 97 file: the text of WordArt by the number of its shape ([MS-ODRAW] §2.2). */
import { attempt, type Binary } from "../ole/binary.ts";

const HEADER = 8;
const FIRST_KIND = 0xf000;
const CONTAINER = 0xf;
const SHAPE_CONTAINER = 0xf004;
const SHAPE = 0xf00a;
const OPTIONS = [0xf00b, 0xf121, 0xf122];
/** The properties that hold the text of WordArt and the name of a shape. */
const TEXT = 0x00c0;
const NAME = 0x0380;
const COMPLEX = 0x8000;
const MAX_DEPTH = 20;

type Shape = { number?: number; text?: string; name?: string };

/** More than any paper has; a hostile file points at the same records from every character. */
const MAX_RECORDS = 100_000;

export class Drawings {
  readonly #drawings: Binary;
  readonly #data: Binary;
  #records = 0;

  constructor(drawings: Binary, data: Binary) {
    this.#drawings = drawings;
    this.#data = data;
  }

  /** The words of every shape beside the text that draws some; marks behind the text of a page are none. */
  words(): Map<number, string> {
    const words = new Map<number, string>();
    for (const { number, text, name = "" } of this.#shapesIn(this.#drawings)) {
      if (number !== undefined && text !== undefined && !/watermark/i.test(name)) words.set(number, text);
    }
    return words;
  }

  /** The words of a shape that stands in a line of text, among the data of the file. */
  wordsInLine(place: number): string | undefined {
    return attempt(
      () => this.#shapesIn(dataAt(this.#data, place)).find(({ text }) => text !== undefined)?.text,
    );
  }

  #shapesIn(records: Binary): Shape[] {
    const shapes: Shape[] = [];
    this.#walk(records, undefined, shapes, 0);
    return shapes;
  }

  #walk(records: Binary, shape: Shape | undefined, shapes: Shape[], depth: number): void {
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
      at += HEADER + size;
      if (kind === SHAPE_CONTAINER) {
        const inner: Shape = {};
        shapes.push(inner);
        if (depth < MAX_DEPTH) this.#walk(content, inner, shapes, depth + 1);
      } else if ((version & CONTAINER) === CONTAINER && depth < MAX_DEPTH) {
        this.#walk(content, shape, shapes, depth + 1);
      } else if (shape !== undefined && kind === SHAPE && size >= 4) shape.number = content.u32(0);
      else if (shape !== undefined && OPTIONS.includes(kind)) takeOptions(shape, content, version >> 4);
    }
  }
}

/** Data behind a header of its own, which begins with the length of both ([MS-DOC] §2.9.169, §2.9.192). */
export function dataAt(data: Binary, place: number): Binary {
  const size = Math.min(data.u32(place), data.length - place);
  const header = Math.min(data.u16(place + 4), size);
  return data.slice(place + header, size - header);
}

/** Properties of six bytes each; the long ones stand behind all of them, in order. */
function takeOptions(shape: Shape, options: Binary, count: number): void {
  let at = count * 6;
  for (let index = 0; index < count && index * 6 + 6 <= options.length; index++) {
    const code = options.u16(index * 6);
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
