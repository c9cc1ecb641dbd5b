/** Which encoding the bytes of an RTF text are in: said by the font they stand in, or by the whole file. */

import { symbolFont } from "../docx/symbols.ts";

/** Code pages and font character sets (`\fcharset`) by the encoding they stand for. */
const pages: Record<number, string> = {
  936: "gb18030",
  950: "big5",
  932: "shift_jis",
  949: "euc-kr",
  65001: "utf-8",
};
const charsets: Record<number, string> = { 134: "gb18030", 136: "big5", 128: "shift_jis", 129: "euc-kr" };
const SYMBOL = 2;

export class RtfFonts {
  /** `\ansicpg` of the file. */
  page = 1252;
  readonly #charsets = new Map<number, number>();
  readonly #names = new Map<number, string>();
  /** What was asked before; every run of text asks. */
  readonly #symbolFonts = new Map<number, { name: string | undefined }>();

  describe(font: number, charset: number): void {
    this.#charsets.set(font, charset);
    this.#symbolFonts.delete(font);
  }

  name(font: number, part: string): void {
    this.#names.set(font, ((this.#names.get(font) ?? "") + part).slice(0, 100));
    this.#symbolFonts.delete(font);
  }

  /** The encoding of bytes in this font; `wide` is the font set for East Asian characters. */
  encoding(font: number | undefined, wide: number | undefined): string {
    for (const candidate of [font, wide]) {
      const charset = this.#charsets.get(candidate ?? -1);
      const encoding = charset === undefined ? undefined : charsets[charset];
      if (encoding !== undefined) return encoding;
    }
    return pages[this.page] ?? "windows-1252";
  }

  /** The name of a symbol font, whose characters have a meaning of their own; else undefined. */
  symbolFont(font: number | undefined): string | undefined {
    if (font === undefined) return undefined;
    const known = this.#symbolFonts.get(font);
    if (known !== undefined) return known.name;
    const found = this.#findSymbolFont(font);
    this.#symbolFonts.set(font, { name: found });
    return found;
  }

  #findSymbolFont(font: number): string | undefined {
    const name = (this.#names.get(font) ?? "").replace(/;.*$/, "").trim();
    // not every program says of a symbol font that it is one
    return this.#charsets.get(font) === SYMBOL || symbolFont(name) !== undefined ? name : undefined;
  }
}
