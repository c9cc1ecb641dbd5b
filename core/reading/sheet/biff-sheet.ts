/** One sheet of an .xls: cells, hidden rows and columns, merged ranges, page headers ([MS-XLS] §2.1.7.20.5). */
import type { Limits } from "../limits.ts";
import type { Binary } from "../ole/binary.ts";
import { ReadingRefused } from "../refusal.ts";
import { type BiffBook, type BiffRecord, kinds, records } from "./biff.ts";
import { BiffShapes } from "./biff-shapes.ts";
import { biffString, codePageString } from "./biff-strings.ts";
import { shownNumber, shownText } from "./display.ts";
import { cellText, type Range, type Sheet, type SheetCell } from "./grid.ts";
import { pageLines } from "./page-lines.ts";

const errors: Record<number, string> = {
  0: "#NULL!",
  7: "#DIV/0!",
  15: "#VALUE!",
  23: "#REF!",
  29: "#NAME?",
  36: "#NUM!",
  42: "#N/A",
};
const HIDDEN_ROW = 0x20;

/** Walks the records of a sheet. Refuses `too_large`, `malformed`, `truncated`. */
export function readBiffSheet(
  stream: Binary,
  at: number,
  name: string,
  book: BiffBook,
  limits: Limits,
): Sheet {
  const sheet = new BiffSheet(book, limits);
  for (const record of records(stream, at)) sheet.take(record);
  return sheet.finish(name);
}

class BiffSheet {
  readonly #book: BiffBook;
  readonly #limits: Limits;
  readonly #rows = new Map<number, Map<number, string>>();
  readonly #hiddenRows = new Set<number>();
  readonly #hiddenColumns: { from: number; to: number }[] = [];
  readonly #merged: Range[] = [];
  readonly #shapes: BiffShapes;
  #headers: string[] = [];
  #footers: string[] = [];
  #count = 0;
  /** The cell whose formula has a text as its result, which follows in a record of its own. */
  #awaited: { row: number; column: number; pattern: string } | undefined;

  constructor(book: BiffBook, limits: Limits) {
    this.#book = book;
    this.#limits = limits;
    this.#shapes = new BiffShapes(book.pictures);
  }

  take(record: BiffRecord): void {
    const { kind, data } = record;
    if (this.#book.codePage === undefined) this.#shapes.take(record);
    switch (kind) {
      case kinds.sharedText:
        this.#put(data, shownText(this.#book.strings[data.u32(6)] ?? "", this.#pattern(data)));
        break;
      case kinds.text:
      case kinds.richText:
        this.#put(data, shownText(this.#string(data, 6), this.#pattern(data)));
        break;
      case kinds.number:
        this.#put(data, this.#number(data.f64(6), this.#pattern(data)));
        break;
      case kinds.packedNumber:
        this.#put(data, this.#number(unpacked(data.i32(6)), this.#pattern(data)));
        break;
      case kinds.severalNumbers:
        this.#takeSeveral(data);
        break;
      case kinds.truth:
        this.#put(data, data.u8(7) === 0 ? truth(data.u8(6)) : (errors[data.u8(6)] ?? ""));
        break;
      case kinds.formula:
        this.#takeFormula(data);
        break;
      case kinds.result:
        if (this.#awaited !== undefined) {
          const { row, column, pattern } = this.#awaited;
          this.#set(row, column, shownText(this.#string(data, 0), pattern));
        }
        this.#awaited = undefined;
        break;
      case kinds.row:
        if ((data.u16(12) & HIDDEN_ROW) !== 0) this.#hiddenRows.add(data.u16(0));
        break;
      case kinds.column:
        if ((data.u16(8) & 1) !== 0) this.#hiddenColumns.push({ from: data.u16(0), to: data.u16(2) });
        break;
      case kinds.merged:
        this.#takeMerged(data);
        break;
      case kinds.header:
        if (data.length > 2) this.#headers = pageLines(this.#string(data, 0));
        break;
      case kinds.footer:
        if (data.length > 2) this.#footers = pageLines(this.#string(data, 0));
        break;
    }
    const { sheetCells, rowCells } = this.#limits;
    if (this.#merged.length > sheetCells || this.#hiddenColumns.length > rowCells) {
      throw new ReadingRefused("too_large");
    }
  }

  finish(name: string): Sheet {
    const hidden = (column: number) =>
      this.#hiddenColumns.some(({ from, to }) => column >= from && column <= to);
    const shown = [...this.#rows].filter(([row]) => !this.#hiddenRows.has(row)).toSorted(([a], [b]) => a - b);
    return {
      name,
      rows: shown.map(([row, cells]) => ({
        row,
        cells: [...cells]
          .filter(([column]) => !hidden(column))
          .map(([column, text]): SheetCell => ({ column, text }))
          .toSorted((a, b) => a.column - b.column),
      })),
      merged: this.#merged,
      floating: this.#shapes.floating,
      headers: this.#headers,
      footers: this.#footers,
    };
  }

  #takeFormula(data: Binary): void {
    this.#awaited = undefined;
    const kind = data.u16(12) === 0xffff ? data.u8(6) : undefined;
    if (kind === undefined) this.#put(data, this.#number(data.f64(6), this.#pattern(data)));
    else if (kind === 0)
      this.#awaited = { row: data.u16(0), column: data.u16(2), pattern: this.#pattern(data) };
    else if (kind === 1) this.#put(data, truth(data.u8(8)));
    else if (kind === 2) this.#put(data, errors[data.u8(8)] ?? "");
  }

  #takeSeveral(data: Binary): void {
    const first = data.u16(2);
    for (let index = 0; 4 + index * 6 + 8 <= data.length; index++) {
      const pattern = this.#book.patterns[data.u16(4 + index * 6)] ?? "General";
      this.#set(data.u16(0), first + index, this.#number(unpacked(data.i32(6 + index * 6)), pattern));
    }
  }

  #takeMerged(data: Binary): void {
    for (let index = 0; index < data.u16(0); index++) {
      const at = 2 + index * 8;
      this.#merged.push({
        top: data.u16(at),
        bottom: data.u16(at + 2),
        left: data.u16(at + 4),
        right: data.u16(at + 6),
      });
    }
  }

  #pattern(data: Binary): string {
    return this.#book.patterns[data.u16(4)] ?? "General";
  }

  #number(value: number, pattern: string): string {
    return shownNumber(value, pattern, this.#book.from1904);
  }

  #string(data: Binary, at: number): string {
    const { codePage } = this.#book;
    const units = codePage !== undefined && at === 0 ? data.u8(0) : data.u16(at);
    if (codePage === undefined) return biffString(data, at + 2, units);
    const start = at === 0 ? 1 : at + 2;
    return codePageString(data.slice(start, Math.min(units, data.length - start)), codePage);
  }

  #put(data: Binary, text: string): void {
    this.#set(data.u16(0), data.u16(2), text);
  }

  #set(row: number, column: number, text: string): void {
    if (++this.#count > this.#limits.sheetCells) throw new ReadingRefused("too_large");
    const shown = cellText(text);
    if (shown === "") return;
    const cells = this.#rows.get(row) ?? new Map<number, string>();
    this.#rows.set(row, cells);
    cells.set(column, shown);
  }
}

function truth(value: number): string {
  return value === 0 ? "FALSE" : "TRUE";
}

/** A number in 32 bits: an integer or the upper half of a double, perhaps times 100 ([MS-XLS] §2.5.217). */
function unpacked(packed: number): number {
  let value = packed >> 2;
  if ((packed & 2) === 0) {
    const view = new DataView(new ArrayBuffer(8));
    view.setInt32(4, packed & ~3, true);
    value = view.getFloat64(0, true);
  }
  return (packed & 1) === 0 ? value : value / 100;
}
