/**
 * Workbooks as one XML file, which Excel 2003 wrote and "export" buttons still write under the name .xls
 * (SpreadsheetML 2003): cells with values and the formats they are shown in.
 */
import type { ReadText } from "../document.ts";
import type { Limits } from "../limits.ts";
import { Lines } from "../lines.ts";
import { decodeText } from "../plain/encoding.ts";
import type { ReaderContext } from "../reader.ts";
import { ReadingRefused } from "../refusal.ts";
import { type Attributes, parseXmlText, type XmlHandler } from "../xml.ts";
import { shownNumber, shownText } from "./display.ts";
import { cellText, type Sheet, type SheetRow, writeSheets } from "./grid.ts";
import { pageLines } from "./page-lines.ts";
import { serialOf } from "./serial.ts";

/** Formats that have a name instead of a pattern. */
const named: Record<string, string> = {
  "General Date": "yyyy/m/d h:mm",
  "Short Date": "yyyy/m/d",
  "Medium Date": "yyyy/m/d",
  "Long Date": 'yyyy"年"m"月"d"日"',
  "Short Time": "h:mm",
  "Long Time": "h:mm:ss",
  Percent: "0.00%",
  Fixed: "0.00",
  Standard: "#,##0.00",
};

/** Reads a workbook in XML as {@link readXlsx} reads an .xlsx. Refuses `malformed`, `too_large`, `bomb`, `too_deep`. */
export async function readExcelMl(bytes: Uint8Array, { limits }: ReaderContext): Promise<ReadText> {
  const book = new ExcelMl(limits);
  parseXmlText(decodeText(bytes)?.trim() ?? "", limits, book);
  const lines = new Lines(limits.textLength);
  writeSheets(lines, book.sheets);
  return { outcome: "text", format: "excelml", ...lines.finish() };
}

type OpenCell = {
  column: number;
  rightward: number;
  down: number;
  pattern: string;
  type: string;
  text: string;
};

class ExcelMl implements XmlHandler {
  readonly sheets: Sheet[] = [];
  readonly #limits: Limits;
  readonly #patterns = new Map<string, string>();
  #style = "";
  #sheet: Sheet = emptySheet("");
  #hiddenColumns: { from: number; to: number }[] = [];
  #columns = 0;
  #nextRow = 0;
  #row: SheetRow = { row: 0, cells: [] };
  #rowHidden = false;
  #rowStyle: string | undefined;
  #nextColumn = 0;
  #cell: OpenCell | undefined;
  #remark = false;
  #inside: "value" | "visibility" | undefined;
  #visibility = "";
  #count = 0;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  open(name: string, attributes: Attributes): void {
    const { ID, Format, Data } = attributes;
    if (name === "Style") this.#style = ID ?? "";
    else if (name === "NumberFormat")
      this.#patterns.set(this.#style, named[Format ?? ""] ?? Format ?? "General");
    else if (name === "Worksheet") this.#openSheet(attributes);
    else if (name === "Column") this.#openColumn(attributes);
    else if (name === "Row") this.#openRow(attributes);
    else if (name === "Cell") this.#openCell(attributes);
    else if (name === "Comment" || name === "PhoneticText") this.#remark = true;
    else if (name === "Data" && this.#cell !== undefined && !this.#remark) {
      this.#inside = "value";
      this.#cell.type = attributes.Type ?? "String";
    } else if (name === "Visible") this.#inside = "visibility";
    else if (name === "Header") this.#sheet.headers = pageLines(Data ?? "");
    else if (name === "Footer") this.#sheet.footers = pageLines(Data ?? "");
  }

  text(text: string): void {
    if (this.#inside === "value" && this.#cell !== undefined) this.#cell.text += text;
    else if (this.#inside === "visibility") this.#visibility += text;
  }

  close(name: string): void {
    if (name === "Comment" || name === "PhoneticText") this.#remark = false;
    else if (name === "Data" || name === "Visible") this.#inside = undefined;
    else if (name === "Cell") this.#closeCell();
    else if (name === "Worksheet" && !/hidden/i.test(this.#visibility)) this.sheets.push(this.#sheet);
  }

  #openSheet({ Name }: Attributes): void {
    this.#sheet = emptySheet(Name ?? "");
    this.#hiddenColumns = [];
    this.#columns = 0;
    this.#nextRow = 0;
    this.#visibility = "";
  }

  #openColumn({ Index, Span, Hidden }: Attributes): void {
    const from = place(Index, this.#columns);
    this.#columns = from + 1 + count(Span);
    if (Hidden !== "1") return;
    this.#hiddenColumns.push({ from, to: this.#columns - 1 });
    if (this.#hiddenColumns.length > this.#limits.rowCells) throw new ReadingRefused("too_large");
  }

  #openRow({ Index, Span, Hidden, StyleID }: Attributes): void {
    const row = place(Index, this.#nextRow);
    this.#nextRow = row + 1 + count(Span);
    this.#row = { row, cells: [] };
    this.#rowHidden = Hidden === "1";
    this.#rowStyle = StyleID;
    this.#nextColumn = 0;
    if (!this.#rowHidden) this.#sheet.rows.push(this.#row);
  }

  #openCell({ Index, StyleID, MergeAcross, MergeDown }: Attributes): void {
    const column = place(Index, this.#nextColumn);
    const rightward = count(MergeAcross);
    this.#nextColumn = column + 1 + rightward;
    const pattern = this.#patterns.get(StyleID ?? this.#rowStyle ?? "Default") ?? "General";
    this.#cell = { column, rightward, down: count(MergeDown), pattern, type: "", text: "" };
  }

  #closeCell(): void {
    const cell = this.#cell;
    this.#cell = undefined;
    if (cell === undefined || this.#rowHidden) return;
    const { column, rightward, down } = cell;
    if (this.#hiddenColumns.some(({ from, to }) => column >= from && column <= to)) return;
    const text = cellText(shownValue(cell));
    if (text === "") return;
    if (++this.#count > this.#limits.sheetCells) throw new ReadingRefused("too_large");
    this.#row.cells.push({ column, text });
    const { row } = this.#row;
    if (rightward + down > 0)
      this.#sheet.merged.push({ top: row, left: column, bottom: row + down, right: column + rightward });
  }
}

function shownValue({ type, text, pattern }: OpenCell): string {
  if (text.trim() === "") return "";
  if (type === "Number") return shownNumber(Number(text), pattern);
  if (type === "DateTime") return shownNumber(serialOf(text), pattern === "General" ? "yyyy/m/d" : pattern);
  if (type === "Boolean") return text === "1" ? "TRUE" : "FALSE";
  return shownText(text, pattern);
}

function emptySheet(name: string): Sheet {
  return { name, rows: [], merged: [], headers: [], footers: [] };
}

/** A place counted from 1 in the file, or the one that follows. */
function place(index: string | undefined, next: number): number {
  const given = Number.parseInt(index ?? "", 10);
  return Number.isNaN(given) ? next : given - 1;
}

function count(value: string | undefined): number {
  return Math.max(0, Number.parseInt(value ?? "0", 10) || 0);
}
