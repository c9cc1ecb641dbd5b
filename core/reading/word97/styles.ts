/** The style sheet of a Word 97 file: lists and hidden text that styles bring along ([MS-DOC] §2.9.271). */
import type { Binary } from "../ole/binary.ts";
import { type ParagraphTraits, paragraphTraits, type RunTraits, runTraits } from "./properties.ts";

const PARAGRAPH = 1;
const CHARACTER = 2;
const NONE = 0xfff;

type Style = { base: number; paragraph?: Binary; run?: Binary };
export type StyleTraits = { list?: number; level?: number; run: RunTraits };

export class Word97Styles {
  readonly #styles: (Style | undefined)[] = [];
  readonly #traits = new Map<number, StyleTraits>();

  constructor(sheet: Binary) {
    if (sheet.length < 6) return;
    const headerSize = sheet.u16(0);
    const count = sheet.u16(2);
    const baseSize = sheet.u16(4);
    let at = 2 + headerSize;
    for (let index = 0; index < count && at + 2 <= sheet.length; index++) {
      const size = sheet.u16(at);
      this.#styles.push(size === 0 ? undefined : readStyle(sheet.slice(at + 2, size), baseSize));
      at += 2 + size;
    }
  }

  /** The traits of a style with those it inherits. */
  traits(index: number): StyleTraits {
    const known = this.#traits.get(index) ?? this.#inherited(index);
    this.#traits.set(index, known);
    return known;
  }

  #inherited(index: number): StyleTraits {
    const chain: Style[] = [];
    for (let current = index; current !== NONE && chain.length < 50; ) {
      const style = this.#styles[current];
      if (style === undefined) break;
      chain.unshift(style);
      current = style.base;
    }
    const paragraph: Partial<ParagraphTraits> = {};
    let run: RunTraits = {};
    for (const style of chain) {
      if (style.paragraph !== undefined) {
        const { list, level } = paragraphTraits(style.paragraph, paragraph);
        Object.assign(paragraph, { list, level });
      }
      if (style.run !== undefined) run = runTraits(style.run, run);
    }
    return { list: paragraph.list, level: paragraph.level, run };
  }
}

function readStyle(data: Binary, baseSize: number): Style {
  const kind = data.u16(2) & 15;
  const base = data.u16(2) >> 4;
  const count = data.u16(4) & 15;
  const nameUnits = data.u16(baseSize);
  let at = even(baseSize + 2 + nameUnits * 2 + 2);
  const changes: Binary[] = [];
  for (let i = 0; i < count && at + 2 <= data.length; i++) {
    const size = Math.min(data.u16(at), data.length - at - 2);
    changes.push(data.slice(at + 2, size));
    at = even(at + 2 + size);
  }
  const [first, second] = changes;
  if (kind === CHARACTER) return { base, run: first };
  if (kind !== PARAGRAPH || first === undefined || first.length < 2) return { base };
  return { base, paragraph: first.slice(2, first.length - 2), run: second };
}

function even(offset: number): number {
  return offset + (offset & 1);
}
