/** Walks an RTF file and writes its lines: groups, the state that words change, and where text goes. */

import { isPageNumber } from "../docx/fields.ts";
import { replaceSymbols, symbolSign } from "../docx/symbols.ts";
import { type Counted, Flow, labelled } from "../flow.ts";
import type { Limits } from "../limits.ts";
import { type CellShape, MarkedTables } from "../marked-tables.ts";
import { ReadingRefused } from "../refusal.ts";
import { type Destination, destinations, signs, symbolSigns } from "./destinations.ts";
import { RtfFonts } from "./fonts.ts";
import type { RtfHandler } from "./tokens.ts";

/** One story of the file: body, a header, a note, a text box; each has an open paragraph of its own. */
export class Story {
  readonly flow: Flow;
  readonly tables: MarkedTables;
  pieces: string[] = [];
  label = "";

  constructor(flow: Flow, limits: Limits) {
    this.flow = flow;
    this.tables = new MarkedTables(flow, limits);
  }
}

/** What a group inherits from the one around it and loses when it ends. */
type Group = {
  destination: Destination;
  story: Story;
  /** Bytes that follow each `\u` for programs without Unicode. */
  fallback: number;
  hidden: boolean;
  deleted: boolean;
  font?: number;
  wideFont?: number;
  wide: boolean;
  depth: number;
  /** Whether the group stands in the result of a field that shows a page number. */
  pageNumber: boolean;
  optional: boolean;
};

export class RtfDocument implements RtfHandler {
  readonly furniture: Story[] = [];
  readonly body: Story;
  readonly notes: Story;
  readonly #limits: Limits;
  readonly #counted: Counted = { paragraphs: 0, tables: 0 };
  readonly #fonts = new RtfFonts();
  readonly #groups: Group[] = [];
  #group: Group;
  #pending: number[] = [];
  #toSkip = 0;
  #instruction = "";
  #shapes: CellShape[] = [];
  #shape: CellShape = { covered: false };

  constructor(limits: Limits) {
    this.#limits = limits;
    this.body = this.#story("body");
    this.notes = this.#story("note");
    this.#group = {
      destination: "text",
      story: this.body,
      fallback: 1,
      hidden: false,
      deleted: false,
      wide: false,
      depth: 0,
      pageNumber: false,
      optional: false,
    };
  }

  #story(part: "body" | "header" | "footer" | "note"): Story {
    return new Story(new Flow(part, this.#limits, this.#counted), this.#limits);
  }

  openGroup(): void {
    this.#flush();
    this.#toSkip = 0;
    if (this.#groups.length >= this.#limits.xmlDepth) throw new ReadingRefused("too_deep");
    this.#groups.push(this.#group);
    this.#group = { ...this.#group, optional: false };
  }

  closeGroup(): void {
    this.#flush();
    this.#toSkip = 0;
    const closed = this.#group;
    const outer = this.#groups.pop();
    if (outer === undefined) return;
    this.#group = outer;
    if (closed.destination === "instruction" && outer.destination !== "instruction") {
      outer.pageNumber ||= isPageNumber(this.#instruction);
    }
    if (closed.story !== outer.story && closed.story.pieces.length > 0)
      endParagraph(closed.story, closed.depth);
  }

  /** Groups still open: none at the end of a whole file. */
  get openGroups(): number {
    return this.#groups.length;
  }

  word(name: string, value: number | undefined): void {
    this.#flush();
    if (this.#toSkip > 0 && name !== "u" && name !== "uc") {
      this.#toSkip--;
      return;
    }
    const destination = destinations[name];
    if (destination !== undefined) this.#enter(destination, name);
    else if (this.#group.optional) this.#group.destination = "skip";
    this.#group.optional = false;
    if (this.#group.destination !== "skip" && destination === undefined) this.#change(name, value);
  }

  #enter(destination: Destination, name: string): void {
    const group = this.#group;
    // inside a part nobody sees only the text of a drawn box is sought
    if (group.destination === "skip" && destination !== "box") return;
    group.destination = destination;
    if (destination === "instruction") this.#instruction = "";
    else if (destination === "note") group.story = this.notes;
    else if (destination === "header" || destination === "footer") {
      group.story = this.#story(destination);
      this.furniture.push(group.story);
    } else if (destination === "box") {
      // a box is read where it is anchored, before the rest of its paragraph
      group.story = new Story(group.story.flow, this.#limits);
      group.destination = "text";
    }
    if (name === "footnote" || destination === "header" || destination === "footer") {
      group.destination = "text";
      group.depth = 0;
    }
  }

  #change(name: string, value: number | undefined): void {
    const group = this.#group;
    const on = value !== 0;
    const sign = signs[name];
    if (sign !== undefined) this.#write(sign);
    else if (name === "u") this.#unicode(value ?? 0);
    else if (name === "uc") group.fallback = Math.min(Math.max(value ?? 1, 0), 16);
    else if (name === "ansicpg") this.#fonts.page = value ?? 1252;
    else if (name === "f" || name === "af") this.#chooseFont(name, value ?? 0);
    else if (name === "fcharset") this.#fonts.describe(group.font ?? 0, value ?? 0);
    else if (name === "dbch") group.wide = true;
    else if (name === "loch" || name === "hich") group.wide = false;
    else if (name === "v") group.hidden = on;
    else if (name === "deleted") group.deleted = on;
    else if (name === "plain") {
      group.hidden = false;
      group.deleted = false;
    } else this.#structure(name, value);
  }

  #chooseFont(name: string, font: number): void {
    if (name === "f") this.#group.font = font;
    if (this.#group.wide) this.#group.wideFont = font;
  }

  #structure(name: string, value: number | undefined): void {
    const group = this.#group;
    const { tables } = group.story;
    if (name === "par" || name === "sect") endParagraph(group.story, group.depth);
    else if (name === "pard") group.depth = 0;
    else if (name === "intbl") group.depth = Math.max(group.depth, 1);
    else if (name === "itap") group.depth = Math.max(value ?? 0, 0);
    else if (name === "cell") tables.cell(takeParagraph(group.story), 1);
    else if (name === "nestcell") tables.cell(takeParagraph(group.story), Math.max(group.depth, 2));
    else if (name === "row") tables.row(1, this.#shapes);
    else if (name === "nestrow") tables.row(Math.max(group.depth, 2), this.#shapes);
    else if (name === "trowd") this.#shapes = [];
    else if (name === "clvmrg" || name === "clmrg") this.#shape.covered = true;
    else if (name === "cellx" && this.#shapes.length < this.#limits.rowCells) {
      this.#shapes.push(this.#shape);
      this.#shape = { covered: false };
    }
  }

  symbol(sign: string): void {
    this.#flush();
    if (sign === "*") this.#group.optional = true;
    else if (this.#toSkip > 0) this.#toSkip--;
    else if (this.#group.destination === "skip") return;
    else if (sign === "\n" || sign === "\r") this.#structure("par", undefined);
    else this.#write(symbolSigns[sign] ?? "");
  }

  bytes(bytes: Uint8Array): void {
    const rest = this.#toSkip > 0 ? bytes.subarray(this.#toSkip) : bytes;
    this.#toSkip -= bytes.length - rest.length;
    if (this.#group.destination === "skip") return;
    for (const byte of rest) this.#pending.push(byte);
  }

  #unicode(value: number): void {
    this.#write(String.fromCharCode(value & 0xffff));
    this.#toSkip = this.#group.fallback;
  }

  /** Decodes the bytes gathered: two of them may make one character, in hexadecimal or not. */
  #flush(): void {
    if (this.#pending.length === 0) return;
    const bytes = Uint8Array.from(this.#pending);
    this.#pending = [];
    const { font, wideFont } = this.#group;
    const symbolFont = this.#fonts.symbolFont(font);
    if (symbolFont !== undefined && this.#group.destination !== "fonts") {
      this.#write(Array.from(bytes, (byte) => symbolSign(symbolFont, 0xf000 + byte)).join(""));
    } else this.#write(new TextDecoder(this.#fonts.encoding(font, wideFont)).decode(bytes));
  }

  #write(text: string): void {
    const { destination, story, hidden, deleted, pageNumber, font } = this.#group;
    if (destination === "fonts") this.#fonts.name(font ?? 0, text);
    else if (destination === "instruction") this.#instruction = (this.#instruction + text).slice(0, 1000);
    else if (destination === "label") story.label += text;
    else if (destination === "text" && !hidden && !deleted && !pageNumber) {
      story.pieces.push(replaceSymbols(text, this.#fonts.symbolFont(font)));
    }
  }
}

export function endParagraph(story: Story, depth: number): void {
  story.tables.paragraph(takeParagraph(story), depth);
}

function takeParagraph(story: Story): string {
  const text = labelled(story.label.trim(), story.pieces.join(""));
  story.pieces = [];
  story.label = "";
  return text;
}
