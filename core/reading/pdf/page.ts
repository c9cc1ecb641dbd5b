/** One page of a PDF in reading order: paragraphs and table rows. */
import type { PDFPageProxy } from "pdfjs-dist";
import type { Limits } from "../limits.ts";
import { ReadingRefused } from "../refusal.ts";
import { type TextRun, uprightPage } from "./boxes.ts";
import { findTables, type GridCell, type GridTable } from "./cells.ts";
import { fieldRuns } from "./fields.ts";
import { type Line, looksRuled, readingColumns } from "./layout.ts";
import { joinLines, measureOf } from "./paragraphs.ts";
import { type OperatorCodes, pageRules } from "./rules.ts";

/** A column of lines, or a table; in the order they are read. */
export type Block = { column: Line[] } | { rows: { column: number; paragraphs: string[] }[][] };

/** What stands on a page; `isPicture` when it shows a picture and no text. */
export type Page = { blocks: Block[]; isPicture: boolean };

/** Reads one page. Refuses `bomb` when it holds more runs of text than a page can show. */
export async function readPage(page: PDFPageProxy, limits: Limits, codes: OperatorCodes): Promise<Page> {
  const blocks = await readBlocks(page, limits, codes);
  return { blocks, isPicture: blocks.length === 0 && (await showsPicture(page, codes)) };
}

async function showsPicture(page: PDFPageProxy, codes: OperatorCodes): Promise<boolean> {
  const { fnArray } = await page.getOperatorList();
  return fnArray.some((code) => codes.pictures.includes(code));
}

async function readBlocks(page: PDFPageProxy, limits: Limits, codes: OperatorCodes): Promise<Block[]> {
  const runs = await textRuns(page, limits);
  runs.push(...fieldRuns(await page.getAnnotations()));
  const viewport = page.getViewport({ scale: 1 }).transform;
  const { boxes, turns } = uprightPage(runs, viewport);
  if (boxes.length === 0) return [];
  if (!looksRuled(boxes)) return readingColumns(boxes).map((column) => ({ column }));

  const rules = pageRules(await page.getOperatorList(), codes, viewport, turns);
  const { tables, around } = findTables(boxes, rules);
  const blocks: Block[] = [];
  let top = Number.NEGATIVE_INFINITY;
  for (const table of tables) {
    const above = around.filter(({ y }) => y > top && y <= table.top);
    blocks.push(...readingColumns(above).map((column) => ({ column })), { rows: readTable(table) });
    top = table.top;
  }
  const rest = around.filter(({ y }) => y > top);
  return [...blocks, ...readingColumns(rest).map((column) => ({ column }))];
}

async function textRuns(page: PDFPageProxy, limits: Limits): Promise<TextRun[]> {
  const runs: TextRun[] = [];
  const reader = page.streamTextContent().getReader();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return runs;
    for (const item of value.items) if ("str" in item) runs.push(item);
    if (runs.length > limits.pdfPageItems) throw new ReadingRefused("bomb");
  }
}

function readTable(table: GridTable): { column: number; paragraphs: string[] }[][] {
  const lefts = [...new Set(table.rows.flat().map(({ left }) => Math.round(left)))].toSorted((a, b) => a - b);
  return table.rows.map((row) =>
    row.map((cell) => ({ column: lefts.indexOf(Math.round(cell.left)), paragraphs: readCell(cell) })),
  );
}

/** Ems across, at most, of a cell that holds a label only. */
const NARROW = 8;

/** The paragraphs of a cell; a label set downwards, one character a line, is one word. */
function readCell(cell: GridCell): string[] {
  const lines = readingColumns(cell.boxes).flat();
  if (lines.every(({ text }) => Array.from(text).length === 1))
    return [lines.map(({ text }) => text).join("")];
  const measure = measureOf(lines, cell.right);
  const padding = Math.min(measure.left - cell.left, 8);
  const height = Math.max(...lines.map((line) => line.height));
  // in a narrow cell the rest of a label stands centred below it
  const left = cell.right - cell.left < height * NARROW ? cell.right : measure.left;
  const edges = { ...measure, left, right: cell.right - padding, shortest: 2 };
  return joinLines(lines, edges).map(({ text }) => text);
}
