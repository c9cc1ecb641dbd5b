/** A filled workbook becomes entries, each with its line; whatever is wrong is named by sheet, line and column. */
import { type Column, SHEETS, type SheetName } from "./columns.ts";

/** What a cell of a sheet shows; rows and columns counted from 0. */
export interface FilledSheet {
  readonly name: string;
  readonly rows: readonly {
    readonly row: number;
    readonly cells: readonly { readonly column: number; readonly text: string }[];
  }[];
}

/** `row`: as the program that made the file counts, from 1; 0 of a sheet as a whole. */
export interface ImportFault {
  readonly sheet: string;
  readonly row: number;
  readonly column: string;
  readonly message: string;
}

export interface Entry {
  readonly row: number;
  readonly values: Readonly<Record<string, string>>;
}

export interface Entries {
  readonly entries: Readonly<Record<SheetName, readonly Entry[]>>;
  readonly faults: readonly ImportFault[];
}

const NAMES = Object.keys(SHEETS) as SheetName[];

export function entriesOf(sheets: readonly FilledSheet[]): Entries {
  const faults: ImportFault[] = [];
  const entries: Record<SheetName, readonly Entry[]> = { units: [], members: [], people: [] };
  const known = NAMES.filter((name) => sheets.some((sheet) => sheet.name.trim() === SHEETS[name].title));
  if (known.length === 0) {
    const titles = NAMES.map((name) => `“${SHEETS[name].title}”`).join("、");
    faults.push({ sheet: "", row: 0, column: "", message: `没有找到${titles}工作表，请用下载的模板填写` });
  }
  for (const name of known) {
    const sheet = sheets.find((one) => one.name.trim() === SHEETS[name].title);
    if (sheet) entries[name] = read(name, sheet, faults);
  }
  return { entries, faults };
}

function read(name: SheetName, { rows }: FilledSheet, faults: ImportFault[]): Entry[] {
  const { title: sheet, columns, most } = SHEETS[name];
  const [head, ...body] = rows;
  if (!head) return [];
  const at = new Map(head.cells.map(({ column, text }) => [text.replace(/[*＊\s]/g, ""), column]));
  const unknown = [...at.keys()].filter((title) => !columns.some((column) => column.title === title));
  for (const title of unknown)
    faults.push({ sheet, row: head.row + 1, column: title, message: "没有这一列，请用下载的模板填写" });
  const absent = columns.filter(({ required, title }) => required && !at.has(title));
  for (const { title } of absent)
    faults.push({ sheet, row: head.row + 1, column: title, message: "缺少这一列，请用下载的模板填写" });
  if (absent.length > 0) return [];
  const filled = body.filter(({ cells }) => cells.some(({ text }) => text.trim() !== ""));
  if (filled.length > most) {
    faults.push({ sheet, row: 0, column: "", message: `最多${most}行，请分几次导入` });
    return [];
  }
  return filled.map(({ row, cells }) => {
    const written = new Map(cells.map(({ column, text }) => [column, text.trim()]));
    return {
      row: row + 1,
      values: valuesOf(
        columns,
        (title) => written.get(at.get(title) ?? -1) ?? "",
        (column, message) => faults.push({ sheet, row: row + 1, column, message }),
      ),
    };
  });
}

function valuesOf(
  columns: readonly Column[],
  written: (title: string) => string,
  fail: (column: string, message: string) => void,
): Record<string, string> {
  const values: Record<string, string> = {};
  for (const { key, title, required, read: parse } of columns) {
    const text = written(title);
    if (text === "") {
      if (required) fail(title, "没有填写");
      continue;
    }
    const value = parse(text);
    if (typeof value === "string") values[key] = value;
    else fail(title, value.fault);
  }
  return values;
}
