/** Walks the text of an OpenDocument file and writes its lines: what each element means to a reader (ODF 1.3 §4–§9). */
import { drawnIn } from "../docx/symbols.ts";
import { behindStruck, type Counted, Flow, labelled } from "../flow.ts";
import type { Limits } from "../limits.ts";
import type { Held, Lines } from "../lines.ts";
import type { Attributes, XmlHandler } from "../xml.ts";
import { FieldMark, OdtForms } from "./forms.ts";
import { OdtLists } from "./lists.ts";
import type { OdtStyles } from "./styles.ts";

/** `inserts` are the words of objects by their member, once they have been read. */
export type OdtShared = {
  styles: OdtStyles;
  limits: Limits;
  counted: Counted;
  inserts: ReadonlyMap<string, string>;
  pictureOf: (member: string) => Held;
};

type Paragraph = {
  pieces: string[];
  objects: string[];
  label: string;
  hidden: boolean;
  struck: boolean;
} & Span;
type Span = { hidden: boolean; font?: string; isStruck?: boolean };

/** Subtrees that no reader of the page sees. Deleted text is kept in `tracked-changes`, out of the way. */
const unseen = new Set([
  "text:tracked-changes",
  "text:note-citation",
  "text:page-number",
  "text:page-count",
  "text:page-continuation",
  "text:ruby-text",
  "text:hidden-text",
  "text:hidden-paragraph",
  "office:annotation",
  "office:forms",
  "office:scripts",
  "svg:title",
  "svg:desc",
]);

export class OdtStory implements XmlHandler {
  readonly header: Lines[] = [];
  readonly footer: Lines[] = [];
  readonly body: Flow;
  readonly notes: Flow;
  readonly #shared: OdtShared;
  readonly #lists: OdtLists;
  readonly #paragraphs: Paragraph[] = [];
  readonly #spans: Span[] = [];
  readonly #forms = new OdtForms();
  readonly #marks: FieldMark[] = [];
  /** The objects that are shown, by member. */
  readonly objects = new Set<string>();
  readonly #spansOfCells: number[] = [];
  /** Where paragraphs go: the body, a note, a header or footer; innermost last. */
  readonly #flows: Flow[];
  #inForms = false;
  #depth = 0;
  #skipFrom: number | undefined;

  constructor(shared: OdtShared) {
    this.#shared = shared;
    this.#lists = new OdtLists(shared.styles);
    this.body = new Flow("body", shared.limits, shared.counted);
    this.notes = new Flow("note", shared.limits, shared.counted);
    this.#flows = [this.body];
  }

  open(name: string, attributes: Attributes): void {
    this.#depth++;
    if (name === "office:forms") this.#inForms = true;
    else if (this.#inForms) this.#forms.take(name, attributes);
    if (this.#skipFrom !== undefined) return;
    if (unseen.has(name) || this.#isSwitchedOff(name, attributes)) this.#skipFrom = this.#depth;
    else this.#openSeen(name, attributes);
  }

  #openSeen(name: string, attributes: Attributes): void {
    const style = attributes["style-name"];
    switch (name) {
      case "text:p":
      case "text:h":
        this.#openParagraph(name, style, Number(attributes["outline-level"] ?? 1), attributes);
        break;
      case "text:span":
        this.#spans.push(this.#spanOf("text", style));
        break;
      case "draw:control":
        this.#write(this.#forms.shown(attributes.control));
        break;
      case "draw:object":
      case "draw:object-ole":
        this.#insert(attributes.href?.replace(/^\.\//, ""));
        break;
      case "fieldmark":
        this.#marks.push(new FieldMark(attributes["field-type"] ?? attributes.type ?? ""));
        break;
      case "param":
        this.#marks.at(-1)?.describe(attributes);
        break;
      case "content-control":
        if (attributes.checkbox === "true") {
          this.#write(attributes.checked === "true" ? "√" : "□");
          this.#skipFrom = this.#depth;
        }
        break;
      case "text:s":
        this.#write(" ".repeat(Math.min(Number(attributes.c ?? 1), 100)));
        break;
      case "draw:image":
        this.#paste(attributes.href?.replace(/^\.\//, ""));
        break;
      case "text:tab":
        this.#write("\t");
        break;
      case "text:line-break":
        this.#write("\n");
        break;
      case "text:list":
        this.#lists.openList(
          style,
          attributes.id,
          attributes["continue-numbering"] === "true",
          attributes["continue-list"],
        );
        break;
      case "text:list-item":
      case "text:list-header":
        this.#lists.openItem(attributes["start-value"], name === "text:list-item");
        break;
      case "text:note-body":
        this.#flows.push(this.notes);
        break;
      case "table:table":
        this.#flow.openTable();
        break;
      case "table:table-row":
        this.#flow.openRow();
        break;
      case "table:table-cell":
      case "table:covered-table-cell":
        this.#spansOfCells.push(Number(attributes["number-columns-repeated"] ?? 1));
        this.#flow.openCell(name === "table:covered-table-cell");
        break;
      case "style:header":
      case "style:header-left":
      case "style:header-first":
      case "style:footer":
      case "style:footer-left":
      case "style:footer-first":
        this.#openFurniture(name.startsWith("style:header") ? "header" : "footer");
        break;
    }
  }

  close(name: string): void {
    if (name === "office:forms") this.#inForms = false;
    if (this.#skipFrom === undefined) this.#closeSeen(name);
    else if (this.#depth === this.#skipFrom) this.#skipFrom = undefined;
    this.#depth--;
  }

  #closeSeen(name: string): void {
    if (name === "text:p" || name === "text:h") this.#closeParagraph();
    else if (name === "text:span") this.#spans.pop();
    else if (name === "fieldmark") this.#write(this.#marks.pop()?.shown ?? "");
    else if (name === "text:list") this.#lists.closeList();
    else if (name === "text:list-item" || name === "text:list-header") this.#lists.closeItem();
    else if (name === "table:table") this.#flow.closeTable();
    else if (name === "table:table-row") this.#flow.closeRow();
    else if (name === "table:table-cell" || name === "table:covered-table-cell") {
      this.#flow.closeCell(this.#spansOfCells.pop());
    } else if (name === "text:note-body" || /^style:(header|footer)(-left|-first)?$/.test(name)) {
      if (this.#flows.length > 1) this.#flows.pop();
    }
  }

  text(text: string): void {
    if (this.#skipFrom !== undefined) return;
    const paragraph = this.#paragraphs.at(-1);
    if (paragraph === undefined) return;
    const last = paragraph.pieces.at(-1);
    // line ends and blanks of the XML are one blank, at the start of a paragraph none (§6.1.2)
    const single = text.replace(/[ \t\r\n]+/g, " ");
    this.#write(last === undefined || last.endsWith(" ") ? single.replace(/^ /, "") : single);
  }

  /** A picture in the body; that of an object is only a preview of it. */
  #paste(member: string | undefined): void {
    if (member === undefined || this.#flow !== this.body || member.startsWith("ObjectReplacements/")) return;
    this.body.hold(this.#shared.pictureOf(member));
  }

  get #flow(): Flow {
    return this.#flows.at(-1) ?? this.body;
  }

  #write(text: string): void {
    const paragraph = this.#paragraphs.at(-1);
    if (text === "" || paragraph === undefined || this.#spans.some(({ hidden }) => hidden)) return;
    const { font } = this.#spans.findLast((span) => span.font !== undefined) ?? paragraph;
    const { isStruck = false } = this.#spans.findLast((span) => span.isStruck !== undefined) ?? paragraph;
    const drawn = drawnIn(font, text);
    paragraph.pieces.push(paragraph.struck && !isStruck ? behindStruck(drawn) : drawn);
    paragraph.struck = isStruck;
  }

  #spanOf(family: "paragraph" | "text", style: string | undefined): Span {
    const { styles } = this.#shared;
    return {
      hidden: styles.isHidden(family, style),
      font: styles.font(family, style),
      isStruck: styles.isStruck(family, style),
    };
  }

  #insert(object: string | undefined): void {
    if (object === undefined) return;
    const words = this.#shared.inserts.get(object);
    if (words === undefined) this.objects.add(object);
    else if (words !== "") this.#paragraphs.at(-1)?.objects.push(words);
  }

  #isSwitchedOff(name: string, { display, name: master }: Attributes): boolean {
    if (name === "style:master-page") return !this.#shared.styles.masterPages.has(master ?? "");
    if (name === "text:section") return display === "none";
    return /^style:(header|footer)/.test(name) && display === "false";
  }

  #openParagraph(name: string, style: string | undefined, level: number, attributes: Attributes): void {
    const inList = this.#lists.label(style);
    const isNumbered = name === "text:h" && attributes["is-list-header"] !== "true";
    const label = inList !== "" || !isNumbered ? inList : this.#lists.outlineLabel(level);
    this.#paragraphs.push({
      pieces: [],
      objects: [],
      label,
      struck: false,
      ...this.#spanOf("paragraph", style),
    });
  }

  #closeParagraph(): void {
    const paragraph = this.#paragraphs.pop();
    if (paragraph === undefined || paragraph.hidden) return;
    const text = labelled(paragraph.label, paragraph.pieces.join(""));
    if (text !== "" || paragraph.objects.length === 0) this.#flow.paragraph(text);
    for (const words of paragraph.objects) this.#flow.insert(words);
  }

  #openFurniture(part: "header" | "footer"): void {
    const flow = new Flow(part, this.#shared.limits, this.#shared.counted);
    this[part].push(flow.lines);
    this.#flows.push(flow);
  }
}
