/** Styles as far as they change what is read: automatic numbers and hidden text, with inheritance. */
import type { Limits } from "../limits.ts";
import { type Attributes, parseXml } from "../xml.ts";
import type { Archive } from "../zip/archive.ts";
import { symbolFont } from "./symbols.ts";

export type StyleTraits = {
  numId?: string;
  ilvl?: number;
  hidden?: boolean;
  font?: string;
  struck?: boolean;
};
type Style = StyleTraits & { basedOn?: string };

export class Styles {
  readonly #styles: Map<string, Style>;
  readonly #defaultParagraph: string | undefined;

  constructor(styles: Map<string, Style>, defaultParagraph: string | undefined) {
    this.#styles = styles;
    this.#defaultParagraph = defaultParagraph;
  }

  /** The traits of a style with those it inherits; a paragraph without a style has the default one. */
  paragraph(id: string | undefined): StyleTraits {
    return this.traits(id ?? this.#defaultParagraph);
  }

  traits(id: string | undefined): StyleTraits {
    const traits: StyleTraits = {};
    const seen = new Set<string>();
    let current = id;
    while (current !== undefined && !seen.has(current)) {
      seen.add(current);
      const style = this.#styles.get(current);
      traits.numId ??= style?.numId;
      traits.ilvl ??= style?.ilvl;
      traits.hidden ??= style?.hidden;
      traits.font ??= style?.font;
      traits.struck ??= style?.struck;
      current = style?.basedOn;
    }
    return traits;
  }
}

/** The font of Latin letters: a symbol font stands in any of its places. */
export function latinFont(attributes: Attributes): string | undefined {
  const { ascii, cs, hAnsi = attributes["h-ansi"] } = attributes;
  return [ascii, hAnsi, cs].find((font) => symbolFont(font) !== undefined) ?? ascii ?? hAnsi;
}

/** `w:vanish` and its like: on when present, unless it says otherwise. */
export function isOn(val: string | undefined): boolean {
  return val !== "0" && val !== "false" && val !== "off";
}

export async function readStyles(archive: Archive, member: string, limits: Limits): Promise<Styles> {
  const styles = new Map<string, Style>();
  let defaultParagraph: string | undefined;
  let style: Style | undefined;
  await parseXml(archive, member, limits, {
    open(name, { val, styleId, type, default: isDefault, ...fonts }) {
      if (name === "w:style" && styleId !== undefined) {
        style = {};
        styles.set(styleId, style);
        if (type === "paragraph" && isDefault !== undefined && isOn(isDefault)) defaultParagraph = styleId;
      } else if (style === undefined) return;
      else if (name === "w:basedOn") style.basedOn = val;
      else if (name === "w:numId") style.numId = val;
      else if (name === "w:ilvl") style.ilvl = Number(val ?? 0);
      else if (name === "w:vanish") style.hidden = isOn(val);
      else if (name === "w:strike" || name === "w:dstrike") style.struck = isOn(val);
      else if (name === "w:rFonts") style.font = latinFont(fonts);
    },
    close(name) {
      if (name === "w:style") style = undefined;
    },
  });
  return new Styles(styles, defaultParagraph);
}
