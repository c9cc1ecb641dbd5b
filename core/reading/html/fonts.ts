/** Symbol fonts of a web page: named by the style of an element, by its class, or in the old way by its face. */
import { symbolFont } from "../docx/symbols.ts";

type Attributes = Record<string, string>;

const family = /(?:^|[;{\s])(?:mso-symbol-)?font-family\s*:\s*["']?([^;,"'}]+)/gi;
const rule = /\.([\w-]+)[^{},]*\{([^}]*)\}/g;

export class PageFonts {
  readonly #ofClasses = new Map<string, string>();
  readonly #open: { depth: number; font: string | undefined }[] = [];

  /** Takes the text of a style sheet. */
  describe(sheet: string): void {
    for (const [, name = "", declarations = ""] of sheet.matchAll(rule)) {
      const font = symbolFontIn(declarations);
      if (font !== undefined) this.#ofClasses.set(name.toLowerCase(), font);
    }
  }

  open(depth: number, { style = "", face, class: names = "" }: Attributes): void {
    const ofClass = names.split(/\s+/).map((name) => this.#ofClasses.get(name.toLowerCase()));
    const font =
      symbolFontIn(style) ?? symbolFont(face?.split(",")[0]) ?? ofClass.find((each) => each !== undefined);
    const isNamed = face !== undefined || /(^|[;\s])font(-family)?\s*:/i.test(style);
    if (font !== undefined || isNamed) this.#open.push({ depth, font });
  }

  close(depth: number): void {
    for (let last = this.#open.at(-1); last !== undefined && last.depth >= depth; last = this.#open.at(-1))
      this.#open.pop();
  }

  /** The symbol font that text stands in, if it is one. */
  get current(): string | undefined {
    return this.#open.at(-1)?.font;
  }
}

function symbolFontIn(declarations: string): string | undefined {
  const named = [...declarations.matchAll(family)].map(([, name]) => symbolFont(name));
  return named.find((font) => font !== undefined);
}
