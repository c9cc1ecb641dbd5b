/** Walks one worksheet part of an .xlsx: shown cells, merged ranges, page headers (ECMA-376 §18.3). */
import type { Limits } from "../limits.ts";
import { ReadingRefused } from "../refusal.ts";
import type { Attributes, XmlHandler } from "../xml.ts";
import { shownNumber, shownText } from "./display.ts";
import { cellText, type Range, type Sheet, type SheetRow } from "./grid.ts";
import { pageLines } from "./page-lines.ts";
import type { Workbook } from "./workbook.ts";

type OpenCell = { row: number; column: number; type: string; style: number; value: string; inline: string };

const pageTexts = ["oddHeader", "firstHeader", "oddFooter", "firstFooter"];

export class Worksheet implements XmlHandler {
  readonly #workbook: Workbook;
  readonly #limits: Limits;
  readonly #rows: SheetRow[] = [];
  readonly #merged: Range[] = [];
  readonly #hiddenColumns: { from: number; to: number }[] = [];
  readonly #page = new Map<string, string>();
  #row: SheetRow = { row: -1, cells: [] };
  #rowHidden = false;
  #cell: OpenCell | undefined;
  #column = 0;
  #cellCount = 0;
  #inside: "value" | "inline" | "page" | undefined;
  #pageText = "";
  #phonetic = false;

  constructor(workbook: Workbook, limits: Limits) {
    this.#workbook = workbook;
    this.#limits = limits;
  }

  open(name: string, attributes: Attributes): void {
    if (name === "c") this.#openCell(attributes);
    else if (name === "row") this.#openRow(attributes);
    else if (name === "v") this.#inside = "value";
    else if (name === "rPh") this.#phonetic = true;
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
    else if (this.#inside === "inline" && this.#cell !== undefined) this.#cell.inline += text;
    else if (this.#inside === "page") this.#pageText += text;
  }

  close(name: string): void {
    if (name === "c") this.#closeCell();
    else if (name === "rPh") this.#phonetic = false;
    else if (name === "v" || name === "t") this.#inside = undefined;
    else if (pageTexts.includes(name)) {
      this.#page.set(name, this.#pageText);
      this.#inside = undefined;
    }
  }

  /** The sheet once its part has been walked. */
  finish(name: string): Sheet {
    const lines = (kind: string) =>
      pageTexts
        .filter((part) => part.endsWith(kind))
        .flatMap((part) => pageLines(this.#page.get(part) ?? ""));
    return {
      name,
      rows: this.#rows.toSorted((a, b) => a.row - b.row).map(inOrder),
      merged: this.#merged,
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
    if (++this.#cellCount > this.#limits.sheetCells) throw new ReadingRefused("too_large");
    const column = r === undefined ? this.#column : (parseAddress(r)?.column ?? this.#column);
    this.#column = column + 1;
    this.#cell = { row: this.#row.row, column, type: t ?? "n", style: Number(s ?? 0), value: "", inline: "" };
  }

  #closeCell(): void {
    const cell = this.#cell;
    this.#cell = undefined;
    if (cell === undefined || this.#rowHidden) return;
    if (this.#hiddenColumns.some(({ from, to }) => cell.column >= from && cell.column <= to)) return;
    const text = cellText(this.#shown(cell));
    if (text !== "") this.#row.cells.push({ column: cell.column, text });
  }

  #shown({ type, style, value, inline }: OpenCell): string {
    const { strings, patterns, from1904 } = this.#workbook;
    const pattern = patterns[style] ?? "General";
    if (type === "s") return shownText(strings[Number(value)] ?? "", pattern);
    if (type === "inlineStr") return shownText(inline, pattern);
    if (type === "b") return value === "1" ? "TRUE" : value === "" ? "" : "FALSE";
    if (type === "d") return shownNumber(serialOf(value), pattern);
    if (type !== "n") return shownText(value, pattern);
    const number = Number(value);
    return value === "" ? "" : Number.isNaN(number) ? value : shownNumber(number, pattern, from1904);
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

/** Days since the end of 1899, as sheets count them, of an ISO date (Strict files store those). */
function serialOf(iso: string): number {
  const time = Date.parse(/[zZ]|[+-]\d\d:\d\d$/.test(iso) ? iso : `${iso}${iso.includes("T") ? "Z" : ""}`);
  return time / 86_400_000 + 25_569;
}

/** "B7" → row 6, column 1. */
function parseAddress(address: string): { row: number; column: number } | undefined {
  const match = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(address);
  if (match?.[1] === undefined) return undefined;
  const column = Array.from(match[1]).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { row: Number(match[2]) - 1, column };
}

function parseRange(reference: string): Range | undefined {
  const [from, to] = reference.split(":").map(parseAddress);
  if (from === undefined) return undefined;
  return { top: from.row, left: from.column, bottom: (to ?? from).row, right: (to ?? from).column };
}
