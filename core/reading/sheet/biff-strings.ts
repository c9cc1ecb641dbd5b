/** Strings of .xls: one byte or two a character, and the shared ones that run on over several records ([MS-XLS] §2.5.293). */

import type { Limits } from "../limits.ts";
import type { Binary } from "../ole/binary.ts";
import { ReadingRefused } from "../refusal.ts";

/** A string behind its length: a byte of flags, then its characters. */
export function biffString(data: Binary, at: number, units: number): string {
  return (data.u8(at) & 1) === 0 ? latin(data.slice(at + 1, units)) : data.utf16(at + 1, units);
}

/** The low halves of UTF-16 units whose high halves are 0. */
function latin({ bytes }: Binary): string {
  return new TextDecoder("utf-16le").decode(
    Uint8Array.from({ length: bytes.length * 2 }, (_, i) => (i % 2 === 0 ? (bytes[i / 2] ?? 0) : 0)),
  );
}

/** Walks the records of the shared strings as one; a string cut by the end of a record begins anew with flags. */
class Continued {
  readonly #parts: readonly Binary[];
  #part = 0;
  #at: number;

  constructor(parts: readonly Binary[], at: number) {
    this.#parts = parts;
    this.#at = at;
  }

  #next(): Binary {
    let part = this.#parts[this.#part];
    while (part !== undefined && this.#at >= part.length) {
      part = this.#parts[++this.#part];
      this.#at = 0;
    }
    if (part === undefined) throw new ReadingRefused("malformed");
    return part;
  }

  u8(): number {
    return this.#next().u8(this.#at++);
  }

  u16(): number {
    return this.u8() | (this.u8() << 8);
  }

  u32(): number {
    return (this.u16() | (this.u16() << 16)) >>> 0;
  }

  skip(count: number): void {
    for (let left = count; left > 0; ) {
      const part = this.#next();
      const step = Math.min(left, part.length - this.#at);
      this.#at += step;
      left -= step;
    }
  }

  characters(count: number, flags: number): string {
    const pieces: string[] = [];
    let wide = (flags & 1) !== 0;
    for (let left = count; left > 0; ) {
      const before = this.#part;
      const part = this.#next();
      if (this.#part !== before) {
        wide = (part.u8(this.#at++) & 1) !== 0;
        continue;
      }
      const units = Math.min(left, Math.floor((part.length - this.#at) / (wide ? 2 : 1)));
      if (units === 0) throw new ReadingRefused("malformed");
      pieces.push(wide ? part.utf16(this.#at, units) : latin(part.slice(this.#at, units)));
      this.#at += units * (wide ? 2 : 1);
      left -= units;
    }
    return pieces.join("");
  }
}

const RICH = 8;
const EXTENDED = 4;

/** The shared strings of a workbook, from their record and the ones that continue it. */
export function sharedStrings(parts: readonly Binary[], limits: Limits): string[] {
  const reader = new Continued(parts, 8);
  const count = parts[0]?.u32(4) ?? 0;
  if (count > limits.textLength) throw new ReadingRefused("too_large");
  const strings: string[] = [];
  for (let index = 0; index < count; index++) {
    const units = reader.u16();
    const flags = reader.u8();
    const runs = (flags & RICH) === 0 ? 0 : reader.u16();
    const extension = (flags & EXTENDED) === 0 ? 0 : reader.u32();
    strings.push(reader.characters(units, flags));
    reader.skip(runs * 4 + extension);
  }
  return strings;
}

/** A string of Excel 5 and 95: bytes in the code page of the file. */
export function codePageString({ bytes }: Binary, codePage: number): string {
  return new TextDecoder(codePage === 936 || codePage === 1200 ? "gb18030" : "windows-1252").decode(bytes);
}
