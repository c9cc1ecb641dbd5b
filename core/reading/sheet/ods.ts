/** OpenDocument spreadsheets (.ods): each cell keeps the text it shows beside its value (ODF 1.3 §9). */
import type { ReadText } from "../document.ts";
import type { Limits } from "../limits.ts";
import { type Held, Lines } from "../lines.ts";
import type { ReaderContext } from "../reader.ts";
import { ReadingRefused } from "../refusal.ts";
import { memberPicture, withPictures } from "../scan/pasted.ts";
import { type Attributes, parseXml, type XmlHandler } from "../xml.ts";
import { openArchive } from "../zip/archive.ts";
import { addressOf } from "./address.ts";
import { BEHIND, cellText, type Sheet, type SheetRow, writeSheets } from "./grid.ts";

/** Reads an .ods as {@link readXlsx} reads an .xlsx. Refuses `malformed` (no content), `too_large`, `bomb`, `too_deep`. */
export async function readOds(bytes: Uint8Array, context: ReaderContext): Promise<ReadText> {
  const { limits, archive } = context;
  const opened = archive ?? (await openArchive(bytes, limits));
  const content = new OdsContent(limits, (member) => memberPicture(opened, member));
  if (!(await parseXml(opened, "content.xml", limits, content))) throw new ReadingRefused("malformed");
  const written = new Lines(limits.textLength);
  writeSheets(written, content.sheets);
  const counted = { paragraphs: 0, tables: content.sheets.length, pages: 0 };
  const { lines, ...pages } = await withPictures(written, counted, context);
  const { unread } = content;
  return {
    outcome: "text",
    format: "ods",
    ...lines.finish(),
    ...pages,
    ...(unread.length > 0 && { unreadFormulas: unread }),
  };
}

type OpenRow = { row: SheetRow; repeated: number; hidden: boolean };
/** `stored` is its value, which programs write without the text it shows; `open` when it has a formula and neither. */
type OpenCell = {
  column: number;
  repeated: number;
  covered: boolean;
  paragraphs: string[];
  stored: string;
  open: boolean;
};

class OdsContent implements XmlHandler {
  readonly sheets: Sheet[] = [];
  /** Addresses of cells whose formula has no stored result. */
  readonly unread: string[] = [];
  readonly #limits: Limits;
  readonly #pictureOf: (member: string) => Held;
  readonly #hiddenTables = new Set<string>();
  #tableStyle = "";
  #sheet: Sheet | undefined;
  #hiddenColumns: { from: number; to: number }[] = [];
  #columns = 0;
  #nextRow = 0;
  #row: OpenRow | undefined;
  #nextColumn = 0;
  #cell: OpenCell | undefined;
  #count = 0;
  #inParagraph = false;
  #remark = 0;
  /** What the boxes of forms show, by the name under which they are drawn. */
  readonly #controls = new Map<string, string>();
  /** Shapes that hang on the page and not on a cell. */
  #shapes = false;

  constructor(limits: Limits, pictureOf: (member: string) => Held) {
    this.#limits = limits;
    this.#pictureOf = pictureOf;
  }

  open(name: string, attributes: Attributes): void {
    if (name === "office:annotation") this.#remark++;
    else if (name === "style:style")
      this.#tableStyle = attributes.family === "table" ? (attributes.name ?? "") : "";
    else if (name === "style:table-properties" && attributes.display === "false")
      this.#hiddenTables.add(this.#tableStyle);
    else if (name === "table:table") this.#openSheet(attributes);
    else if (name === "table:table-column") this.#openColumn(attributes);
    else if (name === "table:table-row") this.#openRow(attributes);
    else if (name === "table:table-cell" || name === "table:covered-table-cell") {
      this.#openCell(attributes, name === "table:covered-table-cell");
    } else if (name === "checkbox" || name === "radio") this.#addControl(attributes);
    else if (name === "draw:control") {
      const shown = this.#controls.get(attributes.control ?? "");
      if (shown !== undefined) this.#paragraphs()?.push(shown);
    } else if (name === "table:shapes") {
      this.#shapes = true;
      this.#sheet?.floating?.push({ row: 0, column: 0, lines: [] });
    } else if (name === "draw:image") this.#paste(attributes.href?.replace(/^\.\//, ""));
    else if (name === "text:p" && this.#remark === 0) {
      this.#inParagraph = true;
      this.#paragraphs()?.push("");
    } else if (name === "text:s" || name === "text:tab" || name === "text:line-break") this.text(" ");
  }

  text(text: string): void {
    const paragraphs = this.#paragraphs();
    if (!this.#inParagraph || this.#remark > 0 || paragraphs === undefined) return;
    paragraphs[paragraphs.length - 1] += text;
  }

  #paste(member: string | undefined): void {
    const isShown = this.#shapes || (this.#row?.hidden === false && this.#cell !== undefined);
    // of a chart or an object this is only how it looks
    if (member === undefined || !isShown || member.startsWith("ObjectReplacements/")) return;
    const row = this.#shapes ? BEHIND : (this.#row?.row.row ?? 0);
    const column = this.#cell?.column ?? 0;
    this.#take(1);
    this.#sheet?.floating?.push({ row, column, lines: [], picture: this.#pictureOf(member) });
  }

  #addControl(attributes: Attributes): void {
    const { id, label = "" } = attributes;
    const on = attributes["current-state"] === "checked" || attributes["current-selected"] === "true";
    if (id !== undefined) this.#controls.set(id, (on ? "√" : "□") + label);
    if (this.#controls.size > this.#limits.sheetCells) throw new ReadingRefused("too_large");
  }

  #paragraphs(): string[] | undefined {
    return this.#shapes
      ? this.#sheet?.floating?.findLast(({ picture }) => picture === undefined)?.lines
      : this.#cell?.paragraphs;
  }

  close(name: string): void {
    if (name === "office:annotation") this.#remark--;
    else if (name === "table:shapes") this.#shapes = false;
    else if (name === "text:p" && this.#remark === 0) this.#inParagraph = false;
    else if (name === "table:table") this.#sheet = undefined;
    else if (name === "table:table-row") this.#closeRow();
    else if (name === "table:table-cell" || name === "table:covered-table-cell") this.#closeCell();
  }

  #openSheet(attributes: Attributes): void {
    this.#sheet = {
      name: attributes.name ?? "",
      rows: [],
      merged: [],
      floating: [],
      headers: [],
      footers: [],
    };
    this.#hiddenColumns = [];
    this.#columns = 0;
    this.#nextRow = 0;
    if (!this.#hiddenTables.has(attributes["style-name"] ?? "")) this.sheets.push(this.#sheet);
  }

  #openColumn(attributes: Attributes): void {
    const from = this.#columns;
    this.#columns += repeats(attributes["number-columns-repeated"]);
    if (!isHidden(attributes)) return;
    this.#hiddenColumns.push({ from, to: this.#columns - 1 });
    if (this.#hiddenColumns.length > this.#limits.rowCells) throw new ReadingRefused("too_large");
  }

  #openRow(attributes: Attributes): void {
    const repeated = repeats(attributes["number-rows-repeated"]);
    this.#row = { row: { row: this.#nextRow, cells: [] }, repeated, hidden: isHidden(attributes) };
    this.#nextRow += repeated;
    this.#nextColumn = 0;
  }

  /** A filled row that stands for several is written as often; an empty one only takes its room. */
  #closeRow(): void {
    const open = this.#row;
    this.#row = undefined;
    if (open === undefined || open.hidden || open.row.cells.length === 0) return;
    this.#take(open.row.cells.length * (open.repeated - 1));
    for (let index = 0; index < open.repeated; index++) {
      this.#sheet?.rows.push({ row: open.row.row + index, cells: open.row.cells });
    }
  }

  #openCell(attributes: Attributes, covered: boolean): void {
    const repeated = repeats(attributes["number-columns-repeated"]);
    const stored =
      attributes["string-value"] ??
      attributes["date-value"] ??
      attributes.value ??
      attributes["boolean-value"];
    const open = attributes.formula !== undefined && attributes["value-type"] === undefined;
    this.#cell = { column: this.#nextColumn, repeated, covered, paragraphs: [], stored: stored ?? "", open };
    this.#nextColumn += repeated;
    this.#take(1);
  }

  #closeCell(): void {
    const cell = this.#cell;
    this.#cell = undefined;
    if (cell === undefined || cell.covered) return;
    const text = cellText(cell.paragraphs.length > 0 ? cell.paragraphs.join(" ") : cell.stored);
    if (text === "" && cell.open && this.#row?.hidden === false)
      this.unread.push(addressOf(this.#row.row.row, cell.column));
    if (text === "") return;
    this.#take(cell.repeated - 1);
    for (let column = cell.column; column < cell.column + cell.repeated; column++) {
      const hidden = this.#hiddenColumns.some(({ from, to }) => column >= from && column <= to);
      if (!hidden) this.#row?.row.cells.push({ column, text });
    }
  }

  #take(cells: number): void {
    this.#count += cells;
    if (this.#count > this.#limits.sheetCells) throw new ReadingRefused("too_large");
  }
}

function repeats(value: string | undefined): number {
  const count = Number.parseInt(value ?? "1", 10);
  return Number.isNaN(count) ? 1 : Math.max(1, count);
}

function isHidden({ visibility }: Attributes): boolean {
  return visibility === "collapse" || visibility === "filter";
}
