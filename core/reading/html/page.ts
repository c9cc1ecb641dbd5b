/** Walks a web page and writes its lines: what each element means to a reader of the page. */
import { numeral } from "../docx/numerals.ts";
import { type Flow, labelled } from "../flow.ts";
import type { Limits } from "../limits.ts";
import { ReadingRefused } from "../refusal.ts";

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
]);
/** Elements without content, which never close. */
const empty = new Set(["br", "hr", "input", "img", "meta", "link", "col", "base", "wbr"]);
const blocks = new Set(
  "p div h1 h2 h3 h4 h5 h6 li tr td th table thead tbody tfoot caption ul ol dl dt dd center pre blockquote form section article header footer address fieldset body html hr".split(
    " ",
  ),
);
/** Hidden by its own style; `mso-element` are notes and comments that Word keeps beside the text. */
const hiddenStyle =
  /display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden|mso-element\s*:\s*comment/i;
const pageField = /mso-field-code\s*:\s*["']?\s*(PAGE|NUMPAGES)\b/i;
const numberTypes: Record<string, string> = {
  a: "lowerLetter",
  A: "upperLetter",
  i: "lowerRoman",
  I: "upperRoman",
};

type List = { ordered: boolean; next: number; format: string };
type OpenCell = { span: number };

export class HtmlPage {
  readonly #flow: Flow;
  readonly #limits: Limits;
  readonly #lists: List[] = [];
  readonly #cells: OpenCell[] = [];
  #depth = 0;
  #skipFrom: number | undefined;
  #text = "";
  #label = "";

  constructor(flow: Flow, limits: Limits) {
    this.#flow = flow;
    this.#limits = limits;
  }

  onopentag = (name: string, attributes: Attributes): void => {
    if (++this.#depth > this.#limits.xmlDepth) throw new ReadingRefused("too_deep");
    if (this.#skipFrom !== undefined) return;
    const style = attributes.style ?? "";
    const chosen = name === "option" && "selected" in attributes;
    const hidden = "hidden" in attributes || hiddenStyle.test(style) || pageField.test(style);
    if ((unseen.has(name) && !chosen) || hidden) this.#skipFrom = this.#depth;
    else this.#open(name, attributes);
  };

  onclosetag = (name: string): void => {
    if (this.#skipFrom === undefined) this.#close(name);
    else if (this.#depth === this.#skipFrom) this.#skipFrom = undefined;
    this.#depth--;
  };

  ontext = (text: string): void => {
    if (this.#skipFrom !== undefined) return;
    const single = text.replace(/[ \t\r\n\f]+/g, " ");
    this.#text += /(^|[ \n])$/.test(this.#text) ? single.replace(/^ /, "") : single;
  };

  /** Writes what is left open at the end of the page. */
  finish(): void {
    this.#endParagraph();
  }

  #open(name: string, attributes: Attributes): void {
    if (blocks.has(name)) this.#endParagraph();
    if (name === "br") this.#text = `${this.#text.trimEnd()}\n`;
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

  #close(name: string): void {
    if (empty.has(name)) return;
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
    const text = this.#text
      .replaceAll("\u00a0", " ")
      .replace(/ *\n */g, "\n")
      .trim();
    if (text !== "") {
      this.#flow.paragraph(labelled(this.#label, text));
      this.#label = "";
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
