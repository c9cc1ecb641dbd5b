/** Walks the characters of one story of a Word 97 file and writes its lines ([MS-DOC] §2.4.2, §2.4.3). */
import { Fields } from "../docx/fields.ts";
import type { Counters } from "../docx/numbering.ts";
import { replaceSymbols, symbolSign } from "../docx/symbols.ts";
import { type Flow, labelled } from "../flow.ts";
import type { Limits } from "../limits.ts";
import { MarkedTables } from "../marked-tables.ts";
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
};

/** Lines to be written before the paragraph in which this character stands: a box at its anchor. */
export type Anchored = { position: number; write: (flow: Flow) => void };

const CELL_END = "\u0007";
const PARAGRAPH_END = "\r";
const PAGE_END = "\f";
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

export class Word97Story {
  readonly #text: Word97Text;
  readonly #flow: Flow;
  readonly #tables: MarkedTables;
  readonly #anchored: Anchored[];
  readonly #fields = new Fields();
  #pieces: string[] = [];

  constructor(text: Word97Text, flow: Flow, anchored: readonly Anchored[] = []) {
    this.#text = text;
    this.#flow = flow;
    this.#tables = new MarkedTables(flow, text.limits);
    this.#anchored = anchored.toSorted((a, b) => b.position - a.position);
  }

  /** Writes the characters from `start` up to `end`. */
  write(start: number, end: number): void {
    const all = this.#text.pieces.text;
    let runEnd = start;
    let traits: RunTraits = {};
    for (let position = start; position < Math.min(end, all.length); position++) {
      if (position >= runEnd) ({ traits, runEnd } = this.#runAt(position));
      const sign = all.charAt(position);
      if (sign === PARAGRAPH_END || sign === CELL_END || sign === PAGE_END)
        this.#endParagraph(position, sign, traits);
      else this.#character(sign, traits);
    }
    if (this.#pieces.length > 0) this.#tables.paragraph(this.#take(), 0);
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

  #character(sign: string, { hidden, deleted, symbol }: RunTraits): void {
    if (deleted === true) return;
    const mark = fieldMarks[sign];
    if (mark !== undefined) this.#pieces.push(this.#fields.mark(mark));
    else if (!this.#fields.visible) this.#fields.instruction(sign);
    else if (hidden === true) return;
    else if (sign === "(" && symbol !== undefined) this.#pieces.push(symbolSign(undefined, symbol.code));
    else this.#pieces.push(signs[sign] ?? (sign < " " ? "" : replaceSymbols(sign)));
  }

  #endParagraph(position: number, sign: string, { deleted, hidden }: RunTraits): void {
    this.#writeAnchored(position);
    const { traits, style } = this.#paragraphAt(position);
    const { depth } = traits;
    if (depth > 0 && (traits.rowEnd || traits.innerRowEnd)) {
      this.#pieces = [];
      this.#tables.row(
        depth,
        traits.covered.map((covered) => ({ covered })),
      );
    } else if (depth > 0 && (sign === CELL_END || traits.innerCellEnd)) {
      this.#tables.cell(this.#labelled(traits, style), depth);
    } else if (deleted === true) {
      // the mark was deleted: the paragraph runs on into the next one
    } else if (this.#pieces.length > 0 || !(sign === PAGE_END || hidden === true)) {
      this.#tables.paragraph(this.#labelled(traits, style), depth);
    }
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
    const text = this.#pieces.join("");
    this.#pieces = [];
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
