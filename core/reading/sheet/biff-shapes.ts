/**
 * Words in the shapes of an .xls, and pictures: a drawing record says where a shape lies, an object record what it is, a text
 * record how much it says, and the record that continues this one says it ([MS-XLS] §2.4.181, §2.4.329).
 */
import type { Held } from "../lines.ts";
import type { Binary } from "../ole/binary.ts";
import { DrawingWalk } from "../ole/shapes.ts";
import { type BiffRecord, kinds } from "./biff.ts";
import { biffString } from "./biff-strings.ts";
import type { Floating } from "./grid.ts";

/** Kinds of objects ([MS-XLS] §2.5.143): a remark on a cell is a shape too, and so are the boxes to tick. */
const REMARK = 0x19;
const CHECK_BOX = 0x0b;
const OPTION = 0x0c;
/** The part of an object record that says whether its box is ticked, and the one that ends it. */
const TICK = 0x12;
/** The head of the record that anchors a shape to cells, 18 bytes of it ([MS-XLS] §2.5.193). */
const anchor = [0x10, 0xf0, 0x12, 0, 0, 0];

type Shape = { kind: number; ticked: boolean };

export class BiffShapes {
  readonly floating: Floating[] = [];
  readonly #pictures: readonly Held[];
  readonly #walk = new DrawingWalk();
  #place = { row: 0, column: 0 };
  #shape: Shape = { kind: 0, ticked: false };
  #awaited = 0;

  /** `pictures` are those of the workbook. */
  constructor(pictures: readonly Held[]) {
    this.#pictures = pictures;
  }

  /** Takes the records of a sheet as they come. */
  take({ kind, data }: BiffRecord): void {
    if (kind === kinds.drawing) this.#takeDrawing(data);
    else if (kind === kinds.object) this.#shape = shapeIn(data);
    else if (kind === kinds.shapeText) this.#awaited = data.length >= 12 ? data.u16(10) : 0;
    else if (kind === kinds.continued && this.#awaited > 0) {
      const wide = (data.u8(0) & 1) !== 0;
      const units = Math.min(this.#awaited, Math.floor((data.length - 1) / (wide ? 2 : 1)));
      this.#write(biffString(data, 0, units));
      this.#awaited = 0;
    }
  }

  #takeDrawing(data: Binary): void {
    this.#place = anchorIn(data) ?? this.#place;
    for (const { picture: number = 0, cell = this.#place } of this.#walk.over(data).shapes) {
      const picture = this.#pictures[number - 1];
      if (picture !== undefined) this.floating.push({ ...cell, lines: [], picture });
    }
  }

  #write(text: string): void {
    const { kind, ticked } = this.#shape;
    if (kind === REMARK) return;
    const box = kind === CHECK_BOX || kind === OPTION ? (ticked ? "√" : "□") : "";
    this.floating.push({ ...this.#place, lines: `${box}${text}`.split(/[\r\n]+/) });
  }
}

/** An object record is a row of parts, each with its kind and its length; the first says what the object is. */
function shapeIn(data: Binary): Shape {
  const shape: Shape = { kind: data.length >= 6 ? data.u16(4) : 0, ticked: false };
  for (let at = 0; at + 6 <= data.length; at += 4 + data.u16(at + 2)) {
    if (data.u16(at) === TICK) shape.ticked = data.u16(at + 4) === 1;
  }
  return shape;
}

function anchorIn(data: Binary): { row: number; column: number } | undefined {
  for (let at = 0; at + 6 + 18 <= data.length; at++) {
    if (!anchor.every((byte, index) => data.bytes[at + 2 + index] === byte)) continue;
    return at + 18 <= data.length ? { column: data.u16(at + 10), row: data.u16(at + 14) } : undefined;
  }
  return undefined;
}
