/** Walks a web page and writes its lines: what each element means to a reader of the page. */
import { Parser } from "htmlparser2";
import { numeral } from "../docx/numerals.ts";
import { drawnIn } from "../docx/symbols.ts";
import { behindStruck, type Flow, labelled } from "../flow.ts";
import type { Limits } from "../limits.ts";
import type { Held } from "../lines.ts";
import { ReadingRefused } from "../refusal.ts";
import { conditional, PageFields, shapes } from "./conditional.ts";
import { PageFonts } from "./fonts.ts";

type Attributes = Record<string, string>;

const unseen = new Set([
  "head",
  "script",
  "style",
  "template",
  "xml",
  "del",
  "option",
  "svg",
  "object",
  "noscript",
  // of a ruby, the base is the text; the reading above it is a gloss
  "rt",
  "rp",
]);
/** Elements without content, which never close. */
const empty = new Set(["br", "hr", "input", "img", "meta", "link", "col", "base", "wbr"]);
const blocks = new Set(
  "p div h1 h2 h3 h4 h5 h6 li tr td th table thead tbody tfoot caption ul ol dl dt dd center pre blockquote form textarea section article header footer address fieldset body html hr".split(
    " ",
  ),
);
/** Hidden by its own style; `mso-element` are notes and comments that Word keeps beside the text. */
const hiddenStyle =
  /display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden|mso-element\s*:\s*comment/i;
/** The mark of a remark in the text. */
const remark = /(^|\s)MsoCommentReference(\s|$)/i;
const pageField = /mso-field-code\s*:\s*["']?\s*(PAGE|NUMPAGES)\b/i;
const numberTypes: Record<string, string> = {
  a: "lowerLetter",
  A: "upperLetter",
  i: "lowerRoman",
  I: "upperRoman",
};

type List = { ordered: boolean; next: number; format: string };
type OpenCell = { span: number };

const struckElements = new Set(["s", "strike"]);
const struckStyle = /text-decoration(-line)?\s*:[^;]*line-through/i;
const dropCap = /mso-element\s*:\s*dropcap/i;

export class HtmlPage {
  readonly #flow: Flow;
  readonly #limits: Limits;
  readonly #pictureOf: (address: string) => Held | undefined;
  /** Pictures that stand in the paragraph. */
  #pictures: Held[] = [];
  readonly #lists: List[] = [];
  readonly #cells: OpenCell[] = [];
  #depth = 0;
  #skipFrom: number | undefined;
  #text = "";
  #label = "";
  readonly #fonts = new PageFonts();
  readonly #fields = new PageFields();
  #inSheet = false;
  #inShapes = false;
  /** Depth at which struck words, a large first letter, and what stands in for drawn shapes began. */
  #struckFrom: number | undefined;
  #dropCapFrom: number | undefined;
  #standIns = 0;
  #standInsDepth = 0;
  #shapesRead = false;
  #wasStruck = false;
  #dropCap = "";

  constructor(flow: Flow, limits: Limits, pictureOf: (address: string) => Held | undefined) {
    this.#flow = flow;
    this.#pictureOf = pictureOf;
    this.#limits = limits;
  }

  onopentag = (name: string, attributes: Attributes): void => {
    if (++this.#depth > this.#limits.xmlDepth) throw new ReadingRefused("too_deep");
    if (name === "style") this.#inSheet = true;
    if (this.#skipFrom !== undefined) return;
    const style = attributes.style ?? "";
    this.#fonts.open(this.#depth, attributes);
    if (struckElements.has(name) || struckStyle.test(style)) this.#struckFrom ??= this.#depth;
    if (dropCap.test(style)) this.#openDropCap();
    const chosen = name === "option" && "selected" in attributes;
    const hidden =
      "hidden" in attributes ||
      hiddenStyle.test(style) ||
      pageField.test(style) ||
      remark.test(attributes.class ?? "");
    if ((unseen.has(name) && !chosen) || hidden) this.#skipFrom = this.#depth;
    else this.#open(name, attributes);
  };

  onclosetag = (name: string): void => {
    if (this.#skipFrom === undefined) this.#close(name);
    else if (this.#depth === this.#skipFrom) this.#skipFrom = undefined;
    this.#inSheet = false;
    this.#fonts.close(this.#depth);
    if (this.#depth === this.#struckFrom) this.#struckFrom = undefined;
    if (this.#depth === this.#dropCapFrom) this.#closeDropCap();
    // what is never ended ends with the element it stands in
    if (this.#depth === this.#standInsDepth) this.#standIns = 0;
    this.#depth--;
  };

  ontext = (text: string): void => {
    if (this.#inSheet) this.#fonts.describe(text);
    if (this.#skipFrom !== undefined || this.#standIns > 0) return;
    const single = drawnIn(this.#fonts.current, text.replace(/[ \t\r\n\f]+/g, " "));
    const struck = this.#struckFrom !== undefined;
    const apart = this.#wasStruck && !struck ? behindStruck(single) : single;
    this.#text += /(^|[ \n])$/.test(this.#text) ? apart.replace(/^ /, "") : apart;
    this.#wasStruck = struck;
  };

  /** Word says in comments what it draws itself; what browsers show instead is marked by comments, too. */
  oncomment = (comment: string): void => {
    if (/^\[endif\]/i.test(comment) && this.#standIns > 0) this.#standIns--;
    const condition = this.#skipFrom === undefined ? conditional(comment) : undefined;
    if (condition === undefined) return;
    const { on, content } = condition;
    if (this.#standIns > 0 && content === "") this.#standIns++;
    else if (on === "!vml" && this.#shapesRead) {
      this.#standIns = 1;
      this.#standInsDepth = this.#depth;
    }
    if (on === "supportfields") this.#text += this.#fields.take(content);
    else if (content.includes("<w:data>")) this.#fields.takeData(content);
    if (/\bvml\b/.test(on) && !on.startsWith("!") && !this.#inShapes) this.#readShapes(content);
  };

  /** Shapes are read where they are tied to the text, before the rest of its paragraph. */
  #readShapes(content: string): void {
    const found = shapes(content);
    this.#shapesRead = found.length > 0;
    const text = this.#text;
    const label = this.#label;
    this.#inShapes = true;
    for (const shape of found) {
      this.#text = "text" in shape ? shape.text : "";
      this.#label = "";
      if ("markup" in shape)
        new Parser(this, { decodeEntities: true, lowerCaseTags: true }).end(shape.markup);
      this.#endParagraph();
    }
    this.#inShapes = false;
    this.#text = text;
    this.#label = label;
  }

  #openDropCap(): void {
    this.#endParagraph();
    this.#dropCapFrom ??= this.#depth;
  }

  #closeDropCap(): void {
    this.#dropCap = this.#text.trim();
    this.#text = "";
    this.#dropCapFrom = undefined;
  }

  /** Writes what is left open at the end of the page. */
  finish(): void {
    this.#endParagraph();
    if (this.#dropCap !== "") this.#flow.paragraph(this.#dropCap);
  }

  #open(name: string, attributes: Attributes): void {
    // a large first letter is set in a table of its own
    if (this.#dropCapFrom !== undefined) return;
    if (blocks.has(name)) this.#endParagraph();
    if (name === "br") this.#text = `${this.#text.trimEnd()}\n`;
    else if (name === "img") this.#hold(attributes.src ?? "");
    else if (name === "input") this.#text += inputValue(attributes);
    else if (name === "ol" || name === "ul") this.#lists.push(listOf(name, attributes));
    else if (name === "li") this.#label = this.#itemLabel(attributes);
    else if (name === "table") this.#flow.openTable();
    else if (name === "tr") this.#flow.openRow();
    else if (name === "td" || name === "th") {
      this.#cells.push({
        span: Math.min(Number.parseInt(attributes.colspan ?? "1", 10) || 1, this.#limits.rowCells),
      });
      this.#flow.openCell();
    }
  }

  #hold(address: string): void {
    const picture = this.#standIns > 0 ? undefined : this.#pictureOf(address);
    if (picture !== undefined) this.#pictures.push(picture);
  }

  #close(name: string): void {
    if (empty.has(name) || this.#dropCapFrom !== undefined) return;
    if (blocks.has(name)) this.#endParagraph();
    if (name === "ol" || name === "ul") this.#lists.pop();
    else if (name === "table") this.#flow.closeTable();
    else if (name === "tr") this.#flow.closeRow();
    else if (name === "td" || name === "th") this.#flow.closeCell(this.#cells.pop()?.span);
  }

  #itemLabel({ value }: Attributes): string {
    const list = this.#lists.at(-1);
    if (list === undefined || !list.ordered) return "";
    if (value !== undefined) list.next = Number.parseInt(value, 10) || list.next;
    return `${numeral(list.next++, list.format)}.`;
  }

  #endParagraph(): void {
    this.#wasStruck = false;
    const text = this.#text
      .replaceAll("\u00a0", " ")
      .replace(/ *\n */g, "\n")
      .trim();
    const pictures = this.#pictures.splice(0);
    for (const picture of pictures) this.#flow.hold(picture);
    if (text === "" && pictures.length > 0) this.#flow.paragraph("");
    if (text !== "") {
      this.#flow.paragraph(labelled(this.#label, this.#dropCap + text));
      this.#label = "";
      this.#dropCap = "";
    }
    this.#text = "";
  }
}

function listOf(name: string, { start, type }: Attributes): List {
  const next = Number.parseInt(start ?? "1", 10);
  return {
    ordered: name === "ol",
    next: Number.isNaN(next) ? 1 : next,
    format: numberTypes[type ?? ""] ?? "decimal",
  };
}

function inputValue({ type = "text", value = "", checked }: Attributes): string {
  if (type === "checkbox" || type === "radio") return checked === undefined ? "□" : "√";
  return type === "text" ? value : "";
}
