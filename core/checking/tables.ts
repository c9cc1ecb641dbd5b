// Rosters: tables with tabs, bars, commas or wide gaps, and cells that a converter put one to a line.

import type { TypeRule } from "../rulebook/rulebook.ts";
import { hits } from "../text/matching.ts";
import type { Span } from "../text/normalized.ts";
import type { Page } from "./page.ts";

export type Cell = Span & { text: string };
export type Row = { span: Span; cells: Array<Cell | undefined> };
export type Table = { columns: string[]; rows: Row[] };

const FEWEST_COLUMNS = 2;
/** Under a head of so many columns a line of fewer cells than this stands below the table. */
const WIDE = 5;
const FEWEST_CELLS = 3;
const MAX_ROWS = 500;
/** A line that is drawn between rows: ├──┼──┤, |---|---|. */
const BORDER = /^[—\-|\s+=:]*[—\-=]{2}[—\-|\s+=:]*$/;

/** The first table whose head names columns that the type knows; undefined when there is none. */
export function findTable(page: Page, type: TypeRule): Table | undefined {
  const known = new Set(type.elements.flatMap((element) => element.columns));
  if (known.size === 0) return undefined;
  return rowed(page, known) ?? flattened(page, known);
}

function rowed(page: Page, known: Set<string>): Table | undefined {
  for (let index = 0; index < page.lines.length; index++) {
    const line = page.lines[index];
    if (!line || line.end - line.start > 200) continue;
    for (const divider of [/\t/, /\|/, /,/, / {2,}/, / /]) {
      const head = cellsOf(page, line, divider);
      const names = head.map((cell) => (cell?.text ?? "").replace(/\s/g, ""));
      if (names.filter((name) => known.has(name)).length < FEWEST_COLUMNS) continue;
      const rows: Row[] = [];
      for (const span of page.lines.slice(index + 1, index + 1 + MAX_ROWS)) {
        const words = page.text.slice(span.start, span.end);
        if (BORDER.test(words)) continue;
        const cells = cellsOf(page, span, divider);
        const full = cells.filter((cell) => cell && cell.text !== "").length;
        if (
          cells.length < (head.length >= WIDE ? FEWEST_CELLS : 2) ||
          full < 2 ||
          /[:。]$|^[^\t|,]{2,8}:|^[应实]到/.test(words.replace(/^[|\s]+/, ""))
        )
          break;
        rows.push({ span, cells });
      }
      return { columns: names, rows };
    }
  }
  return undefined;
}

function cellsOf(page: Page, line: Span, divider: RegExp): Array<Cell | undefined> {
  const cells: Cell[] = [];
  let at = line.start;
  for (const piece of page.text.slice(line.start, line.end).split(divider)) {
    cells.push({ start: at, end: at + piece.length, text: piece.trim() });
    at += piece.length;
    const gap = /^(?:\t|\||,| +)/.exec(page.text.slice(at, at + 40));
    at += divider.source.includes("{2,}") ? (gap?.[0].length ?? 1) : 1;
  }
  return cells;
}

/** Head cells on consecutive lines, then the rows in the same rhythm; a number begins a row where the head has 序号. */
function flattened(page: Page, known: Set<string>): Table | undefined {
  const words = page.lines.map((line) => page.text.slice(line.start, line.end).replace(/\s/g, ""));
  const first = words.findIndex((word, at) => known.has(word) && known.has(words[at + 1] ?? ""));
  if (first < 0) return undefined;
  const start = first > 0 && /^(?:序号|编号)$/.test(words[first - 1] ?? "") ? first - 1 : first;
  let stop = first;
  while (known.has(words[stop] ?? "")) stop++;
  const columns = words.slice(start, stop);
  const numbered = start < first;
  const rows: Row[] = [];
  let row: Row | undefined;
  for (let at = stop; at < words.length && rows.length < MAX_ROWS; at++) {
    const line = page.lines[at];
    const word = words[at] ?? "";
    if (!line || /:|^应到|。/.test(word)) break;
    const begins = numbered ? /^\d{1,3}$/.test(word) : !row || row.cells.length >= columns.length;
    if (begins) {
      row = { span: { ...line }, cells: [] };
      rows.push(row);
    }
    row?.cells.push({ ...line, text: word });
    if (row) row.span.end = line.end;
  }
  return rows.length > 0 ? { columns, rows } : undefined;
}

/** The cells under the first column that has one of these names. */
export function column(table: Table, names: string[]): Array<Cell | undefined> | undefined {
  const index = table.columns.findIndex((name) => names.includes(name));
  return index < 0 ? undefined : table.rows.map((row) => row.cells[index]);
}

/** A cell with something in it that is no blank. */
export const filled = (cell: Cell | undefined, blanks: RegExp): cell is Cell =>
  cell !== undefined && cell.text !== "" && !hits(blanks, cell.text);
