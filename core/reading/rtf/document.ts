/** Walks an RTF file and writes its lines: groups, the state that words change, and where text goes. */

import { type FormValue, isPageNumber, shownBy } from "../docx/fields.ts";
import { drawnIn, symbolSign } from "../docx/symbols.ts";
import { type Counted, Flow } from "../flow.ts";
import type { Limits } from "../limits.ts";
import type { CellShape } from "../marked-tables.ts";
import { ReadingRefused } from "../refusal.ts";
import { type Destination, destinations, signs, sought, symbolSigns } from "./destinations.ts";
import { RtfFonts } from "./fonts.ts";
import type { Group } from "./group.ts";
import { Hexadecimal, type RtfObject } from "./objects.ts";
import { RtfPictures } from "./pictures.ts";
import { RtfStory } from "./story.ts";
import type { RtfHandler } from "./tokens.ts";

/** Of an instruction, a name, or words that are drawn. */
const MAX_LENGTH = 1000;
const AS_AT_FIRST = 25;
const isData = (destination: Destination) => destination === "object" || destination === "picture";

export class RtfDocument implements RtfHandler {
  readonly furniture: RtfStory[] = [];
  readonly body: RtfStory;
  readonly notes: RtfStory;
  readonly #limits: Limits;
  readonly counted: Counted = { paragraphs: 0, tables: 0 };
  readonly #fonts = new RtfFonts();
  readonly #groups: Group[] = [];
  #group: Group;
  #pending: number[] = [];
  #toSkip = 0;
  #instruction = "";
  /** Objects of other programs, in order. */
  readonly objects: RtfObject[] = [];
  readonly #words: readonly (string | undefined)[];
  readonly #pictures = new RtfPictures();
  /** What is gathered of an object or a picture. */
  #data = new Hexadecimal();
  #program = "";
  #form: FormValue & { first?: number } = { entries: [] };
  #property = "";
  #value = "";
  /** The words of the drawn shape that is described. */
  #drawn = "";
  #shapes: CellShape[] = [];
  #shape: CellShape = { covered: false };

  /** `words` are those of the objects, once they have been read. */
  constructor(limits: Limits, words: readonly (string | undefined)[] = []) {
    this.#limits = limits;
    this.#words = words;
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
      resultUnseen: false,
      shape: false,
      struck: false,
      dropCap: false,
      optional: false,
    };
  }

  #story(part: "body" | "header" | "footer" | "note"): RtfStory {
    return new RtfStory(new Flow(part, this.#limits, this.counted), this.#limits);
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
    if (closed.destination !== outer.destination) this.#endDestination(closed.destination);
    if (closed.shape && !outer.shape) this.#endShape();
    if (closed.story !== outer.story && closed.story.holds) closed.story.endParagraph(closed.depth);
  }

  #endDestination(destination: Destination): void {
    if (destination === "instruction") {
      const shown = shownBy(this.#instruction, this.#form);
      this.#write(shown);
      this.#group.resultUnseen ||= shown !== "" || isPageNumber(this.#instruction);
    } else if (destination === "value") {
      if (this.#property === "gtextUNICODE") this.#drawn = this.#value;
      else if (this.#property === "wzName" && /watermark/i.test(this.#value)) this.#drawn = "";
    } else if (destination === "object") {
      const words = this.#words[this.objects.length];
      this.objects.push({ program: this.#program.trim(), bytes: this.#data.bytes });
      if (words === undefined || this.#group.hidden || this.#group.deleted) return;
      this.#group.story.insert(words);
      this.#group.resultUnseen = true;
    } else if (destination === "picture") {
      const picture = this.#pictures.close(this.#data.bytes);
      if (this.#isSeen) this.#group.story.hold(picture);
    }
  }

  /** What a shape draws is read where it is anchored, before the rest of its paragraph. */
  #endShape(): void {
    const words = this.#drawn.trim();
    this.#drawn = "";
    if (words !== "") this.#group.story.flow.paragraph(words);
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
    if (name === "shpinst" || name === "picprop") group.shape = true;
    if (group.destination === "skip" && !sought.includes(destination)) return;
    group.destination = destination;
    if (destination === "instruction") {
      this.#instruction = "";
      this.#form = { entries: [] };
    } else if (destination === "form") this.#form = { entries: [] };
    else if (destination === "entry") this.#form.entries.push("");
    else if (destination === "property") this.#property = "";
    else if (destination === "value") this.#value = "";
    else if (destination === "program") this.#program = "";
    else if (destination === "object" || destination === "picture") this.#data = new Hexadecimal();
    else if (destination === "note") group.story = this.notes;
    else if (destination === "header" || destination === "footer") {
      group.story = this.#story(destination);
      this.furniture.push(group.story);
    } else if (destination === "box") {
      // a box is read where it is anchored, before the rest of its paragraph
      group.story = new RtfStory(group.story.flow, this.#limits);
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
    else if (group.destination === "picture") this.#pictures.describe(name);
    else if (name === "u") this.#unicode(value ?? 0);
    else if (name === "uc") group.fallback = Math.min(Math.max(value ?? 1, 0), 16);
    else if (name === "ansicpg") this.#fonts.page = value ?? 1252;
    else if (name === "f" || name === "af") this.#chooseFont(name, value ?? 0);
    else if (name === "fcharset") this.#fonts.describe(group.font ?? 0, value ?? 0);
    else if (name === "dbch") group.wide = true;
    else if (name === "loch" || name === "hich") group.wide = false;
    else if (name === "v") group.hidden = on;
    else if (name === "deleted") group.deleted = on;
    else if (name === "strike" || name === "striked") group.struck = on;
    else if (name === "ffres" || name === "ffdefres") this.#choose(name, value ?? 0);
    else if (name === "plain") {
      group.hidden = false;
      group.deleted = false;
      group.struck = false;
    } else this.#structure(name, value);
  }

  /** The value of a form field: which of its list, or whether its box is ticked; 25 means as it was at first. */
  #choose(name: string, value: number): void {
    if (value === AS_AT_FIRST || (name === "ffdefres" && this.#form.chosen !== undefined)) return;
    this.#form.chosen = value;
    this.#form.checked = value === 1;
  }

  #chooseFont(name: string, font: number): void {
    if (name === "f") this.#group.font = font;
    if (this.#group.wide) this.#group.wideFont = font;
  }

  #structure(name: string, value: number | undefined): void {
    const group = this.#group;
    const { story } = group;
    const { tables } = story;
    if (name === "par" || name === "sect") story.endParagraph(group.depth, group.dropCap);
    else if (name === "pard") {
      group.depth = 0;
      group.dropCap = false;
    } else if (name === "dropcapt") group.dropCap = (value ?? 0) > 0;
    else if (name === "intbl") group.depth = Math.max(group.depth, 1);
    else if (name === "itap") group.depth = Math.max(value ?? 0, 0);
    else if (name === "cell") story.endCell(1);
    else if (name === "nestcell") story.endCell(Math.max(group.depth, 2));
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
    if (isData(this.#group.destination)) this.#data.add(rest);
    else for (const byte of rest) this.#pending.push(byte);
  }

  binary(bytes: Uint8Array): void {
    if (isData(this.#group.destination)) this.#data.append(bytes);
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
    const { font, wideFont, destination } = this.#group;
    const symbolFont = this.#fonts.symbolFont(font);
    if (symbolFont !== undefined && (destination === "text" || destination === "label")) {
      this.#write(Array.from(bytes, (byte) => symbolSign(symbolFont, 0xf000 + byte)).join(""));
    } else this.#write(new TextDecoder(this.#fonts.encoding(font, wideFont)).decode(bytes));
  }

  #write(text: string): void {
    const { destination, story, font } = this.#group;
    const short = (before: string) => (before + text).slice(0, MAX_LENGTH);
    if (destination === "fonts") this.#fonts.name(font ?? 0, text);
    else if (destination === "instruction") this.#instruction = short(this.#instruction);
    else if (destination === "property") this.#property = short(this.#property);
    else if (destination === "value") this.#value = short(this.#value);
    else if (destination === "program") this.#program = short(this.#program);
    else if (destination === "entry") this.#form.entries.push(short(this.#form.entries.pop() ?? ""));
    else if (destination === "label") story.label(text);
    else if (destination === "text") this.#writeSeen(text);
  }

  #writeSeen(text: string): void {
    const { story, struck, font } = this.#group;
    if (this.#isSeen) story.write(drawnIn(this.#fonts.symbolFont(font), text), struck);
  }

  get #isSeen(): boolean {
    const { hidden, deleted, resultUnseen } = this.#group;
    return !hidden && !deleted && !resultUnseen;
  }
}
