/** What is drawn in a Word 97 file: the text of WordArt, and pictures, by the number of their shape ([MS-ODRAW] §2.2). */
import type { Held } from "../lines.ts";
import { attempt, type Binary } from "../ole/binary.ts";
import { DrawingWalk } from "../ole/shapes.ts";

/** How the data says that shapes follow, perhaps behind the name of a file; other kinds are metafiles ([MS-DOC] §2.9.157). */
const DRAWN = [0x64, 0x66];

export class Drawings {
  readonly #drawings: Binary;
  readonly #data: Binary;
  readonly #walk: DrawingWalk;

  /** `document` keeps the pictures that float beside the text, `data` those that stand in it. */
  constructor(drawings: Binary, data: Binary, document: Binary) {
    this.#drawings = drawings;
    this.#data = data;
    this.#walk = new DrawingWalk(document);
  }

  /** What the shapes beside the text show, with the numbers by which each may be tied to it; marks behind the text are none. */
  floating(): { numbers: number[]; words?: string; picture?: Held }[] {
    const { shapes, pictures } = this.#walk.over(this.#drawings);
    return shapes.flatMap(({ number, text, name = "", picture = 0, groups }) => {
      if (number === undefined || /watermark/i.test(name)) return [];
      const stored = pictures[picture - 1];
      const shown = {
        ...(text !== undefined && { words: text }),
        ...(stored !== undefined && { picture: stored }),
      };
      return [{ numbers: [number, ...groups], ...shown }];
    });
  }

  /** What a shape shows that stands in a line of text, among the data of the file. */
  inLine(place: number): { words?: string; pictures: Held[] } {
    const found = attempt(() =>
      DRAWN.includes(this.#data.u16(place + 6)) ? this.#walk.over(dataAt(this.#data, place)) : undefined,
    );
    const words = found?.shapes.find(({ text }) => text !== undefined)?.text;
    return { ...(words !== undefined && { words }), pictures: found?.pictures ?? [] };
  }
}

/** Data behind a header of its own, which begins with the length of both ([MS-DOC] §2.9.169, §2.9.192). */
export function dataAt(data: Binary, place: number): Binary {
  const size = Math.min(data.u32(place), data.length - place);
  const header = Math.min(data.u16(place + 4), size);
  return data.slice(place + header, size - header);
}
