/** Styles of an OpenDocument text: lists and their numbers, and what is hidden (ODF 1.3 part 3, §16). */
import { numeral, patterned } from "../docx/numerals.ts";
import type { Attributes, XmlHandler } from "../xml.ts";

type Style = {
  parent?: string;
  list?: string;
  hidden?: boolean;
  masterPage?: string;
  font?: string;
  struck?: boolean;
};
type Level = {
  format: string;
  /** The first numbers of a format that has no name: "001, 002, 003, ...". */
  first: string;
  pattern?: string;
  prefix: string;
  suffix: string;
  shownLevels: number;
  start: number;
};

/** How ODF names numbers, beside 1, a, A, i and I which it shares with everyone. */
const numberFormats: Record<string, string> = {
  "1": "decimal",
  a: "lowerLetter",
  A: "upperLetter",
  i: "lowerRoman",
  I: "upperRoman",
  "": "none",
  一: "chineseCounting",
  壹: "chineseLegalSimplified",
  甲: "ideographTraditional",
  子: "ideographZodiac",
  "①": "decimalEnclosedCircle",
  "１": "decimalFullWidth",
};

export class OdtStyles implements XmlHandler {
  /** Names of page styles that the text asks for. */
  readonly masterPages = new Set<string>();
  readonly #styles = new Map<string, Style>();
  readonly #lists = new Map<string, Map<number, Level>>();
  readonly #faces = new Map<string, string>();
  #style: Style | undefined;
  #list: Map<number, Level> | undefined;

  open(name: string, attributes: Attributes): void {
    if (name === "style:style") this.#openStyle(attributes);
    else if (name === "style:text-properties") this.#describe(attributes);
    else if (name === "style:font-face") {
      this.#faces.set(attributes.name ?? "", attributes["font-family"] ?? "");
    } else if (name === "text:list-style" || name === "text:outline-style") {
      this.#list = new Map();
      this.#lists.set(name === "text:outline-style" ? OUTLINE : (attributes.name ?? ""), this.#list);
    } else if (name.endsWith("list-level-style-number") || name === "text:outline-level-style") {
      this.#list?.set(Number(attributes.level ?? 1), numberLevel(attributes));
    } else if (name === "text:list-level-style-bullet") {
      this.#list?.set(Number(attributes.level ?? 1), bulletLevel(attributes));
    }
  }

  close(name: string): void {
    if (name === "style:style") this.#style = undefined;
  }

  #describe(attributes: Attributes): void {
    const style = this.#style;
    if (style === undefined) return;
    const line = attributes["text-line-through-style"] ?? attributes["text-line-through-type"];
    if (attributes.display === "none") style.hidden = true;
    if (line !== undefined) style.struck = line !== "none";
    style.font = attributes["font-name"] ?? attributes["font-family"] ?? style.font;
  }

  #openStyle(attributes: Attributes): void {
    this.#style = {
      parent: attributes["parent-style-name"],
      list: attributes["list-style-name"],
      masterPage: attributes["master-page-name"],
    };
    if (attributes["master-page-name"]) this.masterPages.add(attributes["master-page-name"]);
    this.#styles.set(key(attributes.family, attributes.name), this.#style);
  }

  isHidden(family: "paragraph" | "text", name: string | undefined): boolean {
    return this.#inherited(family, name, ({ hidden }) => hidden) ?? false;
  }

  isStruck(family: "paragraph" | "text", name: string | undefined): boolean | undefined {
    return this.#inherited(family, name, ({ struck }) => struck);
  }

  /** The font that a style names, by the name of its family. */
  font(family: "paragraph" | "text", name: string | undefined): string | undefined {
    const font = this.#inherited(family, name, (style) => style.font);
    return font === undefined ? undefined : (this.#faces.get(font) ?? font);
  }

  /** The list style that a paragraph style brings along. */
  listOf(name: string | undefined): string | undefined {
    return this.#inherited("paragraph", name, ({ list }) => list);
  }

  /** The label at this level (from 1), where `counts` holds how far each level has come. */
  label(list: string, level: number, counts: ReadonlyMap<number, number>): string {
    const levels = this.#lists.get(list);
    const own = levels?.get(level);
    if (own === undefined) return "";
    const shown = (at: number) => {
      const { start = 1, format = "decimal", first } = levels?.get(at) ?? {};
      const value = counts.get(at) ?? start;
      return patterned(value, first) ?? numeral(value, format);
    };
    if (own.pattern !== undefined)
      return own.pattern.replace(/%(\d+)%/g, (_, at: string) => shown(Number(at)));
    if (own.format === "none") return own.prefix + own.suffix;
    const highest = Math.max(1, level - own.shownLevels + 1);
    const numbers = Array.from({ length: level - highest + 1 }, (_, i) => shown(highest + i)).filter(Boolean);
    return own.prefix + numbers.join(".") + own.suffix;
  }

  start(list: string, level: number): number {
    return this.#lists.get(list)?.get(level)?.start ?? 1;
  }

  #inherited<T>(
    family: string,
    name: string | undefined,
    trait: (style: Style) => T | undefined,
  ): T | undefined {
    const seen = new Set<string>();
    for (let current = name; current !== undefined && !seen.has(current); ) {
      seen.add(current);
      const style = this.#styles.get(key(family, current));
      const found = style === undefined ? undefined : trait(style);
      if (found !== undefined) return found;
      current = style?.parent;
    }
    return undefined;
  }
}

/** The list style of headings, which has no name of its own. */
export const OUTLINE = "\u0000outline";

/** Paragraph and character styles may share a name. */
function key(family: string | undefined, name: string | undefined): string {
  return `${family ?? ""} ${name ?? ""}`;
}

function numberLevel(attributes: Attributes): Level {
  const format = attributes["num-format"] ?? "";
  const named = numberFormats[format] ?? numberFormats[Array.from(format)[0] ?? ""] ?? "decimal";
  return {
    format: named,
    first: format,
    pattern: named === "none" ? undefined : attributes["num-list-format"],
    prefix: attributes["num-prefix"] ?? "",
    suffix: attributes["num-suffix"] ?? "",
    shownLevels: Math.min(Number(attributes["display-levels"] ?? 1), 10),
    start: Number(attributes["start-value"] ?? 1),
  };
}

function bulletLevel(attributes: Attributes): Level {
  const sign = attributes["bullet-char"] ?? "";
  const shown = /[\ue000-\uf8ff]/.test(sign) ? "•" : sign;
  return { format: "none", first: "", prefix: shown, suffix: "", shownLevels: 1, start: 1 };
}
