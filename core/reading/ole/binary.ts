/** Little-endian numbers out of bytes that may be damaged: a place outside of them refuses the file, never crashes. */
import { ReadingRefused } from "../refusal.ts";

export class Binary {
  readonly bytes: Uint8Array;
  readonly #view: DataView;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get length(): number {
    return this.bytes.length;
  }

  u8(at: number): number {
    return this.#view.getUint8(this.#checked(at, 1));
  }

  u16(at: number): number {
    return this.#view.getUint16(this.#checked(at, 2), true);
  }

  i16(at: number): number {
    return this.#view.getInt16(this.#checked(at, 2), true);
  }

  u32(at: number): number {
    return this.#view.getUint32(this.#checked(at, 4), true);
  }

  i32(at: number): number {
    return this.#view.getInt32(this.#checked(at, 4), true);
  }

  f64(at: number): number {
    return this.#view.getFloat64(this.#checked(at, 8), true);
  }

  slice(at: number, length: number): Binary {
    this.#checked(at, length);
    return new Binary(this.bytes.subarray(at, at + length));
  }

  /** UTF-16 text of this many units. */
  utf16(at: number, units: number): string {
    return new TextDecoder("utf-16le").decode(this.slice(at, units * 2).bytes);
  }

  #checked(at: number, length: number): number {
    if (!(at >= 0 && length >= 0 && at + length <= this.bytes.length)) throw new ReadingRefused("malformed");
    return at;
  }
}

/** What stands in a part of the file that it can be read without; undefined where that part is damaged. */
export function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof ReadingRefused) return undefined;
    throw error;
  }
}
