/** Lists and styles of a Word 2003 XML document, in the words of .docx; they stand before the body. */
import { Counters, type Numbering } from "../docx/numbering.ts";
import { isOn, Styles, type StyleTraits } from "../docx/styles.ts";
import { formatName } from "../word97/lists.ts";
import type { Attributes } from "../xml.ts";

type List = NonNullable<ReturnType<Numbering["lists"]["get"]>>;
type Level = NonNullable<ReturnType<List["levels"]["get"]>>;

export class Definitions {
  readonly #numbering: Numbering = { abstracts: new Map(), lists: new Map() };
  readonly #styles = new Map<string, StyleTraits & { basedOn?: string }>();
  #defaultParagraph: string | undefined;
  #levels: Map<number, Level> | undefined;
  #level: Level | undefined;
  #list: List | undefined;
  #override = 0;
  #style: (StyleTraits & { basedOn?: string }) | undefined;

  /** Takes an element inside `w:lists` or `w:styles`. */
  take(name: string, attributes: Attributes): void {
    const { val } = attributes;
    if (name === "w:style") this.#openStyle(attributes);
    else if (this.#style !== undefined) describeStyle(this.#style, name, val);
    else this.#takeList(name, attributes);
  }

  close(name: string): void {
    if (name === "w:style") this.#style = undefined;
    else if (name === "w:list") this.#list = undefined;
    else if (name === "w:lvl") this.#level = undefined;
  }

  get counters(): Counters {
    return new Counters(this.#numbering);
  }

  get styles(): Styles {
    return new Styles(this.#styles, this.#defaultParagraph);
  }

  #openStyle({ styleId, type, default: isDefault }: Attributes): void {
    this.#style = {};
    if (styleId === undefined) return;
    this.#styles.set(styleId, this.#style);
    if (type === "paragraph" && isDefault !== undefined && isOn(isDefault)) this.#defaultParagraph = styleId;
  }

  #takeList(name: string, { val, listDefId, ilfo, ilvl }: Attributes): void {
    if (name === "w:listDef") {
      this.#levels = new Map();
      this.#numbering.abstracts.set(listDefId ?? "", { levels: this.#levels });
    } else if (name === "w:list") {
      this.#list = { abstractId: "", starts: new Map(), levels: new Map() };
      this.#numbering.lists.set(ilfo ?? "", this.#list);
    } else if (name === "w:ilst" && this.#list !== undefined) this.#list.abstractId = val ?? "";
    else if (name === "w:lvlOverride") this.#override = Number(ilvl ?? 0);
    else if (name === "w:startOverride") this.#list?.starts.set(this.#override, Number(val ?? 1));
    else if (name === "w:lvl") {
      this.#level = { start: 1, format: "decimal", text: "", legal: false };
      (this.#list?.levels ?? this.#levels)?.set(Number(ilvl ?? 0), this.#level);
    } else if (this.#level !== undefined) describeLevel(this.#level, name, val);
  }
}

function describeLevel(level: Level, name: string, val: string | undefined): void {
  if (name === "w:start") level.start = Number(val ?? 1);
  else if (name === "w:nfc") level.format = formatName(Number(val ?? 0));
  else if (name === "w:lvlText") level.text = val ?? "";
  else if (name === "w:pStyle") level.style = val;
}

function describeStyle(
  style: StyleTraits & { basedOn?: string },
  name: string,
  val: string | undefined,
): void {
  if (name === "w:basedOn") style.basedOn = val;
  else if (name === "w:ilfo") style.numId = val;
  else if (name === "w:ilvl") style.ilvl = Number(val ?? 0);
  else if (name === "w:vanish") style.hidden = isOn(val);
}
