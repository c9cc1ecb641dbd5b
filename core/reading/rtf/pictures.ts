/** Pictures of an RTF file: written down in hexadecimal or put in as they are (RTF 1.9.1, "Pictures"). */
import type { Held } from "../lines.ts";
import { withFileHead } from "../ole/blips.ts";

/** The words that say how a picture is kept, and what makes a file of it; undefined of drawings in vectors. */
const kinds: Record<string, ((bytes: Uint8Array) => Uint8Array | undefined) | undefined> = {
  jpegblip: (bytes) => bytes,
  pngblip: (bytes) => bytes,
  dibitmap: withFileHead,
  emfblip: () => undefined,
  wmetafile: () => undefined,
  macpict: () => undefined,
  pmmetafile: () => undefined,
  wbitmap: () => undefined,
};

export class RtfPictures {
  #count = 0;
  #kind = "";

  /** Takes a word of the picture's description. */
  describe(word: string): void {
    if (kinds[word] !== undefined) this.#kind = word;
  }

  /** The picture whose bytes have been gathered. */
  close(written: Uint8Array): Held {
    const fileOf = kinds[this.#kind];
    this.#kind = "";
    return { name: `picture ${this.#count++}`, bytes: async () => fileOf?.(written) };
  }
}
