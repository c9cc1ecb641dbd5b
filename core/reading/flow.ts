/**
 * Running text and its tables, put on lines. Readers of text documents tell it what opens and closes; it keeps
 * the cells of a row together, a nested table inside its cell, and counts paragraphs and tables.
 */
import type { Part } from "./document.ts";
import { closeRow, type OpenTable, openTable, type Stretch, writeStretch } from "./docx/tables.ts";
import type { Limits } from "./limits.ts";
import { type Held, Lines } from "./lines.ts";
import { ReadingRefused } from "./refusal.ts";

/** Paragraphs and tables of one document so far; its flows count together. */
export type Counted = { paragraphs: number; tables: number };

/** What is left of “第 1 页 共 3 页” or “— 1 —” when the numbers are gone. */
const pageFurniture = /^[\s\u3000\d第页共,，/|—–\-－·]*$/;

export class Flow {
  #lines: Lines;
  readonly #part: Part;
  readonly #limits: Limits;
  readonly #counted: Counted;
  readonly #tables: OpenTable[] = [];
  readonly #held: Held[] = [];

  constructor(part: Part, limits: Limits, counted: Counted) {
    this.#lines = new Lines(limits.textLength);
    this.#part = part;
    this.#limits = limits;
    this.#counted = counted;
  }

  get lines(): Lines {
    this.#putPictures();
    return this.#lines;
  }

  /** A picture stands in what is being written: it comes behind the paragraph, of a table behind the row. In furniture it is an emblem. */
  hold(picture: Held): void {
    if (this.#part === "body") this.#held.push(picture);
  }

  #putPictures(): void {
    if (this.#tables.length > 0) return;
    for (const picture of this.#held.splice(0)) this.#lines.hold(picture);
  }

  /** Puts what follows on other lines; something stands between them and those before. */
  startLines(): Lines {
    this.#putPictures();
    this.#lines = new Lines(this.#limits.textLength);
    return this.#lines;
  }

  /** The innermost table that is open. */
  get table(): OpenTable | undefined {
    return this.#tables.at(-1);
  }

  /** Writes one paragraph; line breaks in it begin lines of the same paragraph. */
  paragraph(text: string): void {
    const paragraph = this.#counted.paragraphs++;
    const part = this.#part;
    if (part !== "body" && pageFurniture.test(text)) return;
    for (const line of text.split("\n")) this.#place({ text: line, before: "\n", paragraph, part });
    this.#putPictures();
  }

  /** Writes lines of another file; those with tabs are rows of a table. */
  insert(text: string): void {
    for (const lines of inRows(text)) {
      if (!isRow(lines[0])) {
        for (const line of lines) this.paragraph(line);
        continue;
      }
      this.openTable();
      for (const line of lines) {
        this.openRow();
        for (const cell of line.split("\t")) {
          this.openCell();
          this.paragraph(cell);
          this.closeCell();
        }
        this.closeRow();
      }
      this.closeTable();
    }
  }

  openTable(): void {
    if (this.#tables.length >= this.#limits.tableDepth) throw new ReadingRefused("too_deep");
    this.#tables.push(openTable(this.#counted.tables++));
  }

  closeTable(): void {
    this.#tables.pop();
    this.#putPictures();
  }

  openRow(): void {
    const table = this.#tables.at(-1);
    if (table === undefined) return;
    table.row++;
    table.column = 0;
    table.cells = [];
    table.rowDeleted = false;
  }

  closeRow(): void {
    const table = this.#tables.at(-1);
    if (table === undefined) return;
    const stretches = table.rowDeleted ? [] : closeRow(table, this.#part);
    for (const stretch of stretches) this.#placeOutside(stretch);
    table.cells = [];
    if (this.#tables.length === 1) for (const picture of this.#held.splice(0)) this.#lines.hold(picture);
  }

  /** Opens a cell; `covered` when it belongs to a merged one that began before it. */
  openCell(covered = false): void {
    const table = this.#tables.at(-1);
    if (table === undefined) return;
    if (table.cells.length >= this.#limits.rowCells) throw new ReadingRefused("too_large");
    table.span = 1;
    table.cells.push({ column: table.column, continues: covered, stretches: [] });
  }

  /** Closes a cell; `span` is how many columns wide it is, unless that has been set on the table. */
  closeCell(span?: number): void {
    const table = this.#tables.at(-1);
    if (table !== undefined) table.column += span ?? table.span;
  }

  #place(stretch: Stretch): void {
    const cell = this.#tables.at(-1)?.cells.at(-1);
    if (cell === undefined) writeStretch(this.#lines, stretch);
    else cell.stretches.push(stretch);
  }

  /** The row of a nested table becomes lines of the cell around it. */
  #placeOutside(stretch: Stretch): void {
    const outer = this.#tables.at(-2)?.cells.at(-1);
    if (outer === undefined) writeStretch(this.#lines, stretch);
    else outer.stretches.push(stretch);
  }
}

const isRow = (line: string | undefined) => line?.includes("\t") === true;

/** Lines that follow each other, those with tabs apart from those without. */
function inRows(text: string): string[][] {
  const groups: string[][] = [];
  for (const line of text.split("\n")) {
    const group = groups.at(-1);
    if (group !== undefined && isRow(group[0]) === isRow(line)) group.push(line);
    else groups.push([line]);
  }
  return groups;
}

/** Puts words behind struck ones that they replace: not in one word with them. */
export function behindStruck(text: string): string {
  return /^[\p{L}\p{N}]/u.test(text) ? ` ${text}` : text;
}

/** A list number before its text: 一、 and （一） stand close; "1" before "2024年" must not become 12024年. */
export function labelled(label: string, text: string): string {
  return /[\da-zA-Z.]$/.test(label) && /^\d/.test(text) ? `${label} ${text}` : label + text;
}

/** Headers and footers of all sections, each text once. */
export function distinct(furniture: readonly Lines[]): Lines[] {
  const seen = new Set<string>();
  return furniture.filter((lines) => {
    const { text } = lines.finish();
    if (lines.isEmpty || seen.has(text)) return false;
    seen.add(text);
    return true;
  });
}
