/** Walks one worksheet part of an .xlsx: shown cells, merged ranges, page headers (ECMA-376 §18.3). */
import type { Limits } from "../limits.ts";
import { ReadingRefused } from "../refusal.ts";
import type { Attributes, XmlHandler } from "../xml.ts";
import { addressOf, parseAddress, parseRange } from "./address.ts";
import { type Calculation, type Cells, keyOf, type OpenFormula } from "./calculation.ts";
import { pictureIn } from "./cell-pictures.ts";
import { shownNumber, shownText } from "./display.ts";
import type { Value } from "./functions.ts";
import { cellText, type Floating, type Range, type Sheet, type SheetRow } from "./grid.ts";
import { pageLines } from "./page-lines.ts";
import { serialOf } from "./serial.ts";
import type { Workbook } from "./workbook.ts";

type OpenCell = {
  column: number;
  type: string;
  style: number;
  value: string;
  inline: string;
  formula: { text: string; shared: string | undefined } | undefined;
};
/** A cell that waits for the result of its formula, and the row it is shown in; hidden ones are in none. */
type Waiting = { formula: OpenFormula; style: number; shownIn: SheetRow | undefined };

const pageTexts = ["oddHeader", "firstHeader", "oddFooter", "firstFooter"];

export class Worksheet implements XmlHandler {
  readonly #workbook: Workbook;
  readonly #limits: Limits;
  readonly #rows: SheetRow[] = [];
  readonly #merged: Range[] = [];
  readonly #hiddenColumns: { from: number; to: number }[] = [];
  readonly #page = new Map<string, string>();
  readonly #shared = new Map<string, OpenFormula>();
  readonly #pictures: Floating[] = [];
  readonly #waiting: Waiting[] = [];
  /** Programs of the objects put into the sheet, by the relation that leads to them. */
  readonly programs = new Map<string, string>();
  /** What formulas may ask of this sheet. */
  readonly cells: Cells;
  #row: SheetRow = { row: -1, cells: [] };
  #rowHidden = false;
  #cell: OpenCell | undefined;
  #column = 0;
  #cellCount = 0;
  #inside: "value" | "inline" | "formula" | "page" | undefined;
  #pageText = "";
  #phonetic = false;

  constructor(name: string, workbook: Workbook, limits: Limits) {
    this.#workbook = workbook;
    this.#limits = limits;
    this.cells = { name, values: new Map(), formulas: new Map() };
  }

  open(name: string, attributes: Attributes): void {
    if (name === "c") this.#openCell(attributes);
    else if (name === "row") this.#openRow(attributes);
    else if (name === "v") this.#inside = "value";
    else if (name === "f" && this.#cell !== undefined) {
      this.#inside = "formula";
      // one that fills a range by itself is beyond us, and has its text in its first cell only
      if (attributes.t !== "array" && attributes.t !== "dataTable")
        this.#cell.formula = { text: "", shared: attributes.t === "shared" ? attributes.si : undefined };
      else this.#cell.formula = { text: "{}", shared: undefined };
    } else if (name === "rPh") this.#phonetic = true;
    else if (name === "oleObject") this.programs.set(attributes.id ?? "", attributes.progId ?? "");
    else if (name === "t") this.#inside = this.#phonetic || this.#cell === undefined ? undefined : "inline";
    else if (name === "col" && isOn(attributes.hidden)) {
      this.#hiddenColumns.push({ from: Number(attributes.min) - 1, to: Number(attributes.max) - 1 });
      if (this.#hiddenColumns.length > this.#limits.rowCells) throw new ReadingRefused("too_large");
    } else if (name === "mergeCell") {
      const range = parseRange(attributes.ref ?? "");
      if (range !== undefined) this.#merged.push(range);
      if (this.#merged.length > this.#limits.sheetCells) throw new ReadingRefused("too_large");
    } else if (pageTexts.includes(name)) {
      this.#inside = "page";
      this.#pageText = "";
    }
  }

  text(text: string): void {
    if (this.#inside === "value" && this.#cell !== undefined) this.#cell.value += text;
    else if (this.#inside === "formula" && this.#cell?.formula !== undefined) this.#cell.formula.text += text;
    else if (this.#inside === "inline" && this.#cell !== undefined) this.#cell.inline += text;
    else if (this.#inside === "page") this.#pageText += text;
  }

  close(name: string): void {
    if (name === "c") this.#closeCell();
    else if (name === "rPh") this.#phonetic = false;
    else if (name === "v" || name === "t" || name === "f") this.#inside = undefined;
    else if (pageTexts.includes(name)) {
      this.#page.set(name, this.#pageText);
      this.#inside = undefined;
    }
  }

  get hasOpenFormulas(): boolean {
    return this.#waiting.length > 0;
  }

  /** Fills in what simple formulas come to; answers the addresses of the others that would be shown. */
  calculate(calculation: Calculation): string[] {
    const left: string[] = [];
    for (const { formula, style, shownIn } of this.#waiting) {
      if (shownIn === undefined) continue;
      const found = calculation.result(this.cells, formula);
      if (found === undefined) left.push(addressOf(formula.row, formula.column));
      else {
        const text = cellText(this.#shownValue(found.value, style, found.isDate));
        if (text !== "") shownIn.cells.push({ column: formula.column, text });
      }
    }
    return left;
  }

  /** The sheet once its part has been walked. */
  finish(floating: Floating[]): Sheet {
    const lines = (kind: string) =>
      pageTexts
        .filter((part) => part.endsWith(kind))
        .flatMap((part) => pageLines(this.#page.get(part) ?? ""));
    return {
      name: this.cells.name,
      rows: this.#rows.toSorted((a, b) => a.row - b.row).map(inOrder),
      merged: this.#merged,
      floating: [...floating, ...this.#pictures],
      headers: lines("Header"),
      footers: lines("Footer"),
    };
  }

  #openRow({ r, hidden }: Attributes): void {
    this.#row = { row: r === undefined ? this.#row.row + 1 : Number(r) - 1, cells: [] };
    this.#rowHidden = isOn(hidden);
    this.#column = 0;
    if (!this.#rowHidden) this.#rows.push(this.#row);
  }

  #openCell({ r, t, s }: Attributes): void {
    const column = r === undefined ? this.#column : (parseAddress(r)?.column ?? this.#column);
    this.#column = column + 1;
    this.#cell = { column, type: t ?? "n", style: Number(s ?? 0), value: "", inline: "", formula: undefined };
  }

  #closeCell(): void {
    const cell = this.#cell;
    this.#cell = undefined;
    if (cell === undefined) return;
    const { column, type, style, formula } = cell;
    const isHidden =
      this.#rowHidden || this.#hiddenColumns.some(({ from, to }) => column >= from && column <= to);
    const picture = pictureIn(cell.value);
    if (picture !== undefined) {
      if (!isHidden) this.#show(picture, column);
      return;
    }
    const open = formula && this.#openFormula(column, formula);
    if (open !== undefined && this.#lacksResult(cell)) {
      this.#count();
      this.cells.formulas.set(keyOf(open.row, column), open);
      this.#waiting.push({ formula: open, style, shownIn: isHidden ? undefined : this.#row });
      return;
    }
    const value = this.#valueOf(cell);
    if (value === undefined) return;
    this.#count();
    this.cells.values.set(keyOf(this.#row.row, column), value);
    const text = isHidden ? "" : cellText(this.#shownValue(value, style, type === "d"));
    if (text !== "") this.#row.cells.push({ column, text });
  }

  /** A cell that shows a picture holds nothing else. */
  #show(name: string, column: number): void {
    this.#count();
    const picture = this.#workbook.pictures.get(name);
    if (picture !== undefined) this.#pictures.push({ row: this.#row.row, column, lines: [], picture });
  }

  /** Only what holds something counts: programs give every cell of a coloured column a place in the file. */
  #count(): void {
    if (++this.#cellCount > this.#limits.sheetCells) throw new ReadingRefused("too_large");
  }

  /** A shared formula has its text in the first of its cells; the others name it by a number. */
  #openFormula(
    column: number,
    { text, shared }: { text: string; shared: string | undefined },
  ): OpenFormula | undefined {
    const { row } = this.#row;
    const own = { row, column, text, from: { row, column } };
    if (shared === undefined) return own;
    if (text !== "") this.#shared.set(shared, own);
    const first = this.#shared.get(shared);
    return first && { ...first, row, column };
  }

  /** Programs leave the result out, or write 0 and ask for all to be calculated when the file is opened. */
  #lacksResult({ type, value, inline }: OpenCell): boolean {
    if (type === "n" && value === "0") return this.#workbook.recalculates;
    return type !== "str" && value === "" && inline === "";
  }

  #valueOf({ type, value, inline }: OpenCell): Value {
    if (type === "s") return this.#workbook.strings[Number(value)];
    if (type === "inlineStr") return inline;
    if (value === "") return undefined;
    if (type === "b") return value === "1" || value === "true";
    if (type === "d") return serialOf(value);
    const number = type === "n" ? Number(value) : Number.NaN;
    return Number.isNaN(number) ? value : number;
  }

  #shownValue(value: Value, style: number, isDate: boolean): string {
    const { patterns, checkBoxes, from1904 } = this.#workbook;
    const pattern = patterns[style] ?? "General";
    if (typeof value === "boolean") {
      if (checkBoxes.has(style)) return value ? "√" : "□";
      return value ? "TRUE" : "FALSE";
    }
    if (typeof value !== "number") return shownText(value ?? "", pattern);
    // a day that a function or an ISO value gives is counted from 1900 whatever the workbook says
    if (isDate) return shownNumber(value, pattern === "General" ? "yyyy/m/d" : pattern);
    return shownNumber(value, pattern, from1904);
  }
}

/** Cells by column, each once; programs write them in order, others need not. */
function inOrder({ row, cells }: SheetRow): SheetRow {
  const sorted = cells.toSorted((a, b) => a.column - b.column);
  return { row, cells: sorted.filter(({ column }, index) => sorted[index - 1]?.column !== column) };
}

function isOn(value: string | undefined): boolean {
  return value === "1" || value === "true";
}
