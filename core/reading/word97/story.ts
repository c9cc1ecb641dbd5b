/** Walks the characters of one story of a Word 97 file and writes its lines ([MS-DOC] §2.4.2, §2.4.3). */
import { Fields } from "../docx/fields.ts";
import type { Counters } from "../docx/numbering.ts";
import { drawnIn, symbolSign } from "../docx/symbols.ts";
import { behindStruck, type Flow, labelled } from "../flow.ts";
import type { Limits } from "../limits.ts";
import type { Held } from "../lines.ts";
import { MarkedTables } from "../marked-tables.ts";
import { attempt, type Binary } from "../ole/binary.ts";
import { type Drawings, dataAt } from "./drawings.ts";
import { formValue } from "./forms.ts";
import type { ObjectWords } from "./objects.ts";
import type { Pieces } from "./pieces.ts";
import { type ParagraphTraits, paragraphTraits, type RunTraits, runTraits } from "./properties.ts";
import { type Run, runAt } from "./runs.ts";
import type { Word97Styles } from "./styles.ts";

/** What the stories of one file share. */
export type Word97Text = {
  pieces: Pieces;
  paragraphs: readonly Run[];
  characters: readonly Run[];
  styles: Word97Styles;
  counters: Counters;
  limits: Limits;
  fonts: readonly string[];
  data: Binary;
  drawings: Drawings;
  /** The words of objects of other programs, by the name of their storage. */
  objects: ReadonlyMap<string, ObjectWords>;
  /** The programs of objects that could not be read. */
  unread: string[];
};

/** Lines to be written before the paragraph in which this character stands: a box at its anchor. */
export type Anchored = { position: number; write: (flow: Flow) => void };

const CELL_END = "\u0007";
const PARAGRAPH_END = "\r";
const PAGE_END = "\f";
/** A picture, an object or the data of a form field. */
const PLACED = "\u0001";
/** Characters that stand for something else; all other control characters show nothing. */
const signs: Record<string, string | undefined> = {
  "\t": "\t",
  "\u000b": "\n",
  "\u001e": "-",
  "\u00a0": " ",
};
const fieldMarks: Record<string, string | undefined> = {
  "\u0013": "begin",
  "\u0014": "separate",
  "\u0015": "end",
};

/** Fields that begin and never end, in the order in which they begin. */
function unclosedFields(text: string, start: number, end: number): Set<number> {
  const fields = new Fields();
  for (let at = start; at < Math.min(end, text.length); at++) {
    const mark = fieldMarks[text.charAt(at)];
    if (mark !== undefined) fields.mark(mark);
  }
  return new Set(fields.open);
}

export class Word97Story {
  readonly #text: Word97Text;
  readonly #flow: Flow;
  readonly #tables: MarkedTables;
  readonly #anchored: Anchored[];
  #fields = new Fields();
  #pieces: string[] = [];
  #struck = false;
  /** The words of objects that stand in the paragraph; they follow it. */
  #objects: string[] = [];
  /** Pictures that stand in the paragraph; they follow it, too. */
  #pictures: Held[] = [];
  #lastObject: number | undefined;
  /** A large first letter, to be read with the paragraph behind it. */
  #dropCap = "";

  constructor(text: Word97Text, flow: Flow, anchored: readonly Anchored[] = []) {
    this.#text = text;
    this.#flow = flow;
    this.#tables = new MarkedTables(flow, text.limits);
    this.#anchored = anchored.toSorted((a, b) => b.position - a.position);
  }

  /** Writes the characters from `start` up to `end`. */
  write(start: number, end: number): void {
    const all = this.#text.pieces.text;
    this.#fields = new Fields(unclosedFields(all, start, end));
    let runEnd = start;
    let traits: RunTraits = {};
    for (let position = start; position < Math.min(end, all.length); position++) {
      if (position >= runEnd) ({ traits, runEnd } = this.#runAt(position));
      const sign = all.charAt(position);
      if (sign === PARAGRAPH_END || sign === CELL_END || sign === PAGE_END)
        this.#endParagraph(position, sign, traits);
      else this.#character(sign, traits);
    }
    if (this.#pieces.length > 0 || this.#dropCap !== "") this.#tables.paragraph(this.#take(), 0);
    this.#tables.finish();
  }

  /** The properties from a character on, and up to which one they hold. */
  #runAt(position: number): { traits: RunTraits; runEnd: number } {
    const { pieces, characters, paragraphs, styles } = this.#text;
    const place = pieces.locate(position);
    if (place === undefined) return { traits: {}, runEnd: position + 1 };
    const run = runAt(characters, place.offset);
    const runEnd =
      run === undefined
        ? position + 1
        : position + Math.max(1, Math.ceil((run.end - place.offset) / place.width));
    const own = run === undefined ? {} : runTraits(run.changes);
    const paragraphStyle = runAt(paragraphs, place.offset)?.style ?? 0;
    const inherited = styles.traits(own.style ?? paragraphStyle).run;
    return {
      traits: run === undefined ? inherited : runTraits(run.changes, inherited),
      runEnd: Math.min(runEnd, place.end),
    };
  }

  #character(sign: string, traits: RunTraits): void {
    const { hidden, deleted, symbol, struck = false } = traits;
    if (deleted === true) return;
    const mark = fieldMarks[sign];
    if (mark !== undefined) {
      this.#pieces.push(this.#fields.mark(mark));
      // an object is named by the mark in front of the picture that shows it ([MS-DOC] §2.6.1, sprmCPicLocation)
      if (traits.isObject === true && traits.place !== undefined) this.#insert(traits, traits.place);
    } else if (sign === PLACED && traits.place !== undefined) this.#placed(traits, traits.place);
    else if (!this.#fields.visible) this.#fields.instruction(sign);
    else if (hidden === true) return;
    else {
      const shown = symbol === undefined || sign !== "(" ? this.#shown(sign, traits) : this.#drawn(symbol);
      this.#pieces.push(this.#struck && !struck ? behindStruck(shown) : shown);
      this.#struck = struck;
    }
  }

  #shown(sign: string, { font }: RunTraits): string {
    const { fonts } = this.#text;
    return signs[sign] ?? (sign < " " ? "" : drawnIn(font === undefined ? undefined : fonts[font], sign));
  }

  #drawn({ font, code }: { font: number; code: number }): string {
    return symbolSign(this.#text.fonts[font], code);
  }

  #insert({ hidden }: RunTraits, place: number): void {
    const { objects, unread } = this.#text;
    // some programs name the object at its mark and at its picture
    if (place === this.#lastObject) return;
    this.#lastObject = place;
    const words = objects.get(`_${place}`);
    if (words === undefined) {
      const [, program] = /^\s*(?:EMBED|LINK)\s+(\S*)/i.exec(this.#fields.code) ?? [];
      if (program !== undefined) unread.push(program);
    } else if (!this.#fields.visible || hidden === true) return;
    else if (words.inLine) this.#pieces.push(words.text);
    else if (words.text !== "") this.#objects.push(words.text);
  }

  /** A character that stands for what is kept among the data of the file. */
  #placed({ isData, isObject, hidden }: RunTraits, place: number): void {
    const { data, drawings } = this.#text;
    if (isObject === true) this.#insert({ hidden }, place);
    else if (isData === true) {
      const value = attempt(() => formValue(dataAt(data, place)));
      if (value !== undefined) this.#fields.hold(value);
    } else if (this.#fields.visible && hidden !== true) {
      const { words = "", pictures } = drawings.inLine(place);
      this.#pieces.push(words);
      this.#pictures.push(...pictures);
    }
  }

  #endParagraph(position: number, sign: string, { deleted, hidden }: RunTraits): void {
    this.#writeAnchored(position);
    const { traits, style } = this.#paragraphAt(position);
    const { depth } = traits;
    for (const picture of this.#pictures.splice(0)) this.#tables.hold(picture, depth);
    if (depth > 0 && (traits.rowEnd || traits.innerRowEnd)) {
      this.#pieces = [];
      this.#tables.row(
        depth,
        traits.covered.map((covered) => ({ covered })),
      );
    } else if (depth > 0 && (sign === CELL_END || traits.innerCellEnd)) {
      const text = this.#labelled(traits, style);
      if (this.#objects.length > 0) this.#tables.paragraph(text, depth);
      this.#writeObjects(depth);
      this.#tables.cell(this.#objects.length > 0 ? "" : text, depth);
      this.#objects = [];
    } else if (deleted === true) {
      // the mark was deleted: the paragraph runs on into the next one
    } else if (traits.dropCap === true && this.#pieces.join("").trim() !== "") {
      this.#dropCap = this.#take();
    } else if (this.#pieces.length > 0 || !(sign === PAGE_END || hidden === true)) {
      const text = this.#labelled(traits, style);
      if (text !== "" || this.#objects.length === 0) this.#tables.paragraph(text, depth);
      this.#writeObjects(depth);
      this.#objects = [];
    }
  }

  #writeObjects(depth: number): void {
    for (const words of this.#objects) this.#tables.insert(words, depth);
  }

  #paragraphAt(position: number): { traits: ParagraphTraits; style: number } {
    const { pieces, paragraphs, styles } = this.#text;
    const run = runAt(paragraphs, pieces.locate(position)?.offset ?? -1);
    const style = run?.style ?? 0;
    const { list, level } = styles.traits(style);
    const traits = run === undefined ? undefined : paragraphTraits(run.changes, { list, level });
    return {
      traits: traits ?? {
        inTable: false,
        depth: 0,
        rowEnd: false,
        innerCellEnd: false,
        innerRowEnd: false,
        covered: [],
      },
      style,
    };
  }

  #labelled({ list, level }: ParagraphTraits, style: number): string {
    const text = this.#take();
    if (list === undefined || list <= 0 || (text === "" && this.#text.styles.traits(style).run.hidden))
      return text;
    return labelled(this.#text.counters.label(String(list), level ?? 0), text);
  }

  #take(): string {
    const text = this.#dropCap + this.#pieces.join("");
    this.#dropCap = "";
    this.#pieces = [];
    this.#struck = false;
    return text;
  }

  #writeAnchored(position: number): void {
    for (
      let next = this.#anchored.at(-1);
      next !== undefined && next.position <= position;
      next = this.#anchored.at(-1)
    ) {
      this.#anchored.pop();
      next.write(this.#flow);
    }
  }
}
