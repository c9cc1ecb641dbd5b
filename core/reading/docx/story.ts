/**
 * One story of a Word file (body, header, notes) as it is walked, and the lines it writes: the paragraph, run and
 * table that are open. What each element does to it is in `elements.ts`.
 */
import type { Part } from "../document.ts";
import { behindStruck, Flow, labelled } from "../flow.ts";
import type { Limits } from "../limits.ts";
import type { Held, Lines } from "../lines.ts";
import { Controls } from "./controls.ts";
import { Fields } from "./fields.ts";
import { Formula } from "./formula.ts";
import type { Counters } from "./numbering.ts";
import type { Stores } from "./stores.ts";
import type { Styles } from "./styles.ts";
import { drawnIn } from "./symbols.ts";
import type { OpenTable } from "./tables.ts";

/** What the stories of one document share: they count paragraphs, tables and list numbers together. */
export type Shared = {
  styles: Styles;
  counters: Counters;
  limits: Limits;
  paragraphs: number;
  tables: number;
};

/** What stands in a story, in order: lines, or an embedded document still to be read. */
export type Piece = Lines | { chunk: string };

/**
 * What a story needs from outside of its part. It is found out by walking the story: where there is such need, it is
 * walked again with what was wanted.
 */
export type Outside = {
  stores?: Stores;
  /** The words of objects, charts and diagrams by the relation that leads to them; "" for one without any. */
  inserts: ReadonlyMap<string, string>;
  /** Fields that begin and never end; see {@link Fields}. */
  unclosed: ReadonlySet<number>;
  /** The picture to which a relation leads; none in a part whose pictures are furniture. */
  pictureOf?: (relation: string) => Held | undefined;
};

export const nothing: Outside = { inserts: new Map(), unclosed: new Set() };

/** References the body makes to headers and footers, section by section. */
export type Section = {
  references: { kind: "header" | "footer"; type: string; id: string }[];
  titlePage: boolean;
};

type Paragraph = {
  pieces: string[];
  /** Objects that stand in the paragraph; their words follow it. */
  objects: string[];
  /** The run in which the paragraph of a text box stands, or none. */
  around: Run;
  style?: string;
  numId?: string;
  ilvl?: number;
  hiddenMark: boolean;
  deletedMark: boolean;
  /** A large first letter, which Word keeps as a paragraph of its own. */
  dropCap: boolean;
  struck: boolean;
};
type Run = { hidden?: boolean; style?: string; font?: string; struck?: boolean };

export class Story {
  readonly pieces: Piece[];
  readonly sections: Section[] = [];
  readonly flow: Flow;
  readonly #shared: Shared;
  readonly #path: string[] = [];
  /** Depth at which a subtree nobody sees began; nothing inside it counts. */
  #skipFrom: number | undefined;
  readonly #paragraphs: Paragraph[] = [];
  readonly #alternatives: { taken: boolean }[] = [];
  readonly #outside: Outside;
  readonly #fields: Fields;
  readonly controls = new Controls();
  readonly wanted = { stores: false, parts: new Map<string, string>() };
  readonly formula = new Formula();
  /** The name of the drawn shape last begun. */
  shape = "";
  #run: Run = {};
  /** Text of a paragraph whose mark was deleted: it runs on into the next one. */
  #runOn = "";
  #inText = false;
  #inInstruction = false;

  constructor(part: Part, shared: Shared, outside: Outside = nothing) {
    this.#shared = shared;
    this.#outside = outside;
    this.#fields = new Fields(outside.unclosed);
    this.flow = new Flow(part, shared.limits, shared);
    this.pieces = [this.flow.lines];
  }

  /** Goes into an element. */
  enter(name: string): void {
    this.#path.push(name);
  }

  /** Comes out of the element last gone into. */
  leave(): void {
    if (this.#path.length === this.#skipFrom) this.#skipFrom = undefined;
    this.#path.pop();
  }

  /** Whether what stands here is seen by anybody. */
  get seen(): boolean {
    return this.#skipFrom === undefined;
  }

  text(text: string): void {
    if (this.#skipFrom !== undefined) return;
    if (this.#inInstruction) this.#fields.instruction(text);
    else if (this.#inText) this.write(drawnIn(this.#font(), text.replace(/[\r\n\t]/g, " ")));
  }

  /** Looks away until the element just opened is closed. */
  skip(): void {
    this.#skipFrom ??= this.#path.length;
  }

  get parent(): string | undefined {
    return this.#path.at(-2);
  }

  get grandparent(): string | undefined {
    return this.#path.at(-3);
  }

  get fields(): Fields {
    return this.#fields;
  }

  /** Text at this point of the paragraph, if a reader sees it. */
  write(text: string): void {
    if (text === "" || !this.#fields.visible || this.#isHidden()) return;
    this.#push(this.controls.replacement() ?? text);
  }

  #push(text: string): void {
    const paragraph = this.#paragraphs.at(-1);
    if (paragraph === undefined || text === "") return;
    const struck = this.#isStruck();
    paragraph.pieces.push(paragraph.struck && !struck ? behindStruck(text) : text);
    paragraph.struck = struck;
  }

  #isStruck(): boolean {
    const { struck, style } = this.#run;
    return struck ?? (style === undefined ? undefined : this.#shared.styles.traits(style).struck) ?? false;
  }

  /** The font of Latin letters here; symbol fonts are set for these. */
  #font(): string | undefined {
    const { styles } = this.#shared;
    const { font, style } = this.#run;
    return (
      font ??
      (style === undefined ? undefined : styles.traits(style).font) ??
      styles.paragraph(this.#paragraphs.at(-1)?.style).font
    );
  }

  #isHidden(): boolean {
    const { styles } = this.#shared;
    return (
      this.#run.hidden ??
      (this.#run.style === undefined ? undefined : styles.traits(this.#run.style).hidden) ??
      styles.paragraph(this.#paragraphs.at(-1)?.style).hidden ??
      false
    );
  }

  listenToText(on: boolean): void {
    this.#inText = on;
  }

  listenToInstruction(on: boolean): void {
    this.#inInstruction = on;
  }

  openParagraph(): void {
    this.#paragraphs.push({
      pieces: this.#runOn === "" ? [] : [this.#runOn],
      objects: [],
      around: this.#run,
      hiddenMark: false,
      deletedMark: false,
      dropCap: false,
      struck: false,
    });
    this.#runOn = "";
    this.#run = {};
  }

  get paragraph(): Paragraph | undefined {
    return this.#paragraphs.at(-1);
  }

  get run(): Run {
    return this.#run;
  }

  openRun(): void {
    this.#run = {};
  }

  closeParagraph(): void {
    this.#push(this.controls.rest());
    const paragraph = this.#paragraphs.pop();
    this.#run = paragraph?.around ?? {};
    this.formula.end();
    if (paragraph === undefined) return;
    const text = paragraph.pieces.join("");
    if (paragraph.deletedMark || (paragraph.dropCap && text.trim() !== "")) this.#runOn = text;
    else if (text !== "" || !(paragraph.hiddenMark || paragraph.objects.length > 0))
      this.flow.paragraph(labelled(this.#label(paragraph, text), text));
    for (const object of paragraph.objects) this.flow.insert(object);
  }

  /** The end of a control: what it holds is written, unless it has been. */
  endContent(): void {
    this.#push(this.controls.rest());
  }

  /** A line of words that is drawn: WordArt. */
  draw(text: string | undefined): void {
    if (text === undefined || /watermark/i.test(this.shape)) return;
    this.openParagraph();
    this.#push(text.replace(/\s*[\r\n]+\s*/g, "\n"));
    this.closeParagraph();
  }

  /** The words of another part that stands here: an object of another program, a chart, a control of the toolbox. */
  insert(relation: string | undefined, program = "", inLine = false): void {
    if (relation === undefined || !this.#fields.visible || this.#isHidden()) return;
    const words = this.#outside.inserts.get(relation);
    if (words === undefined) this.wanted.parts.set(relation, program);
    else if (inLine) this.#push(words);
    else if (words !== "") this.#paragraphs.at(-1)?.objects.push(words);
  }

  /** Begins the content of a control; its value may be in a store. */
  settleControl(): void {
    if (this.controls.settle(this.#outside.stores)) this.wanted.stores = true;
  }

  #label(paragraph: Paragraph, text: string): string {
    const { styles, counters } = this.#shared;
    const inherited = styles.paragraph(paragraph.style);
    const numId = paragraph.numId ?? inherited.numId;
    if (numId === undefined || numId === "0" || (inherited.hidden === true && text === "")) return "";
    const tied = paragraph.style === undefined ? undefined : counters.levelOfStyle(numId, paragraph.style);
    return counters.label(numId, paragraph.ilvl ?? inherited.ilvl ?? tied ?? 0);
  }

  get table(): OpenTable | undefined {
    return this.flow.table;
  }

  embed(chunk: string): void {
    this.pieces.push({ chunk }, this.flow.startLines());
  }

  /** A picture; that of an object is only a preview of it. */
  paste(picture: string | undefined): void {
    if (picture === undefined || !this.seen || this.#path.includes("w:object")) return;
    const held = this.#outside.pictureOf?.(picture);
    if (held !== undefined) this.flow.hold(held);
  }

  openAlternatives(): void {
    this.#alternatives.push({ taken: false });
  }

  closeAlternatives(): void {
    this.#alternatives.pop();
  }

  /** The first alternative is read; the others show the same thing to older programs. */
  alternative(): void {
    const alternatives = this.#alternatives.at(-1);
    if (alternatives === undefined || !alternatives.taken) {
      if (alternatives !== undefined) alternatives.taken = true;
    } else this.skip();
  }

  openSection(): void {
    this.sections.push({ references: [], titlePage: false });
  }

  get section(): Section | undefined {
    return this.sections.at(-1);
  }
}
