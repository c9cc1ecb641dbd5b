/** The workbook that goes out: the template to be filled in, and what stands. Every cell is text: no formula can run in it. */
import type { CellObject, SheetData } from "write-excel-file/node";
import {
  exportedSheets,
  templateSheets,
  type WrittenSheet,
} from "../../../core/organisation/import/written.ts";
import { peopleOf } from "../../adapters/table/people.ts";
import { unitsOf } from "../../adapters/table/units.ts";

export const template = (): Promise<Uint8Array> => workbookOf(templateSheets());

export async function exported(jurisdiction: string): Promise<Uint8Array> {
  const [units, people] = await Promise.all([unitsOf(jurisdiction), peopleOf(jurisdiction)]);
  return workbookOf(exportedSheets(units, people));
}

async function workbookOf(sheets: readonly WrittenSheet[]): Promise<Uint8Array> {
  const { default: writeWorkbook } = await import("write-excel-file/node");
  const written = writeWorkbook(
    sheets.map(({ title, columns, lines }) => ({
      sheet: title,
      data: dataOf(columns, lines),
      columns: columns.map(({ width }) => ({ width })),
      stickyRowsCount: 1,
    })),
  );
  return new Uint8Array(await written.toBuffer());
}

function dataOf(columns: WrittenSheet["columns"], lines: WrittenSheet["lines"]): SheetData {
  const head = columns.map(({ title }): CellObject => ({ value: title, type: String, fontWeight: "bold" }));
  const text = (value: string) => (value === "" ? null : { value, type: String, format: "@" });
  return [head, ...lines.map((line) => line.map(text))];
}
