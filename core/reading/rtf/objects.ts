/** Objects of other programs in an RTF file: written down in hexadecimal, read before the text around them. */
import type { ReadText, Refusal } from "../document.ts";
import { writtenObject } from "../ole/embedded.ts";

export type RtfObject = { program: string; bytes: Uint8Array };

/** More objects than any paper has. */
const MAX_OBJECTS = 100;

/** The words of each object, in order; undefined of one that could not be read. */
export async function readObjects(
  objects: readonly RtfObject[],
  readMember: (bytes: Uint8Array) => Promise<ReadText | Refusal>,
): Promise<(string | undefined)[]> {
  const words: (string | undefined)[] = [];
  for (const { bytes } of objects.slice(0, MAX_OBJECTS)) {
    const file = writtenObject(bytes);
    const result = file === undefined ? undefined : await readMember(file);
    if (result?.outcome === "text") words.push(result.text);
    else words.push(result?.reason === "empty" ? "" : undefined);
  }
  return words;
}

/** Bytes gathered from hexadecimal digits; line ends between them mean nothing. */
export class Hexadecimal {
  #bytes = new Uint8Array(1024);
  #length = 0;
  #high: number | undefined;

  add(written: Uint8Array): void {
    for (const byte of written) {
      const digit = digitOf(byte);
      if (digit === undefined) continue;
      if (this.#high === undefined) this.#high = digit;
      else {
        this.#push(this.#high * 16 + digit);
        this.#high = undefined;
      }
    }
  }

  /** Takes bytes as they are. */
  append(bytes: Uint8Array): void {
    for (const byte of bytes) this.#push(byte);
  }

  #push(byte: number): void {
    if (this.#length === this.#bytes.length) {
      const wider = new Uint8Array(this.#length * 2);
      wider.set(this.#bytes);
      this.#bytes = wider;
    }
    this.#bytes[this.#length++] = byte;
  }

  get bytes(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }
}

function digitOf(byte: number): number | undefined {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 32;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : undefined;
}
