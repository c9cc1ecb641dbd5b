/** One page of a PDF in reading order: paragraphs and table rows. */
import type { PDFPageProxy } from "pdfjs-dist";
import { asTyped } from "../glyphs.ts";
import type { Limits } from "../limits.ts";
import { ReadingRefused } from "../refusal.ts";
import { type Box, type TextRun, uprightPage } from "./boxes.ts";
import { findTables, type GridCell, type GridTable } from "./cells.ts";
import { type Annotation, fieldRuns, isDrawn } from "./fields.ts";
import { annotationLines, type LayerCodes, type Layers, withoutHidden } from "./layers.ts";
import { type Line, least, looksRuled, readingColumns } from "./layout.ts";
import { joinLines, measureOf } from "./paragraphs.ts";
import { hasBrokenRuns, layerQuality } from "./quality.ts";
import { hidesText, type OperatorCodes, pageRules, pictureArea, type Rules } from "./rules.ts";

/** A column of lines, or a table; in the order they are read. */
export type Block = { column: Line[] } | { rows: TableCell[][] };
/** `downwards` when it holds a label set one character a line. */
export type TableCell = { column: number; paragraphs: CellText[]; downwards?: boolean };
export type CellText = { text: string; confidence?: number };

/** What stands on a page; `isScan` when it shows something, but no text that makes sense. */
export type PdfPage = { blocks: Block[]; isScan: boolean };

/** `pictures` when the file holds any; `layers` when some are switched off. */
type Opened = {
  limits: Limits;
  codes: OperatorCodes & LayerCodes;
  pictures: boolean;
  layers: Layers | undefined;
};

/** Reads one page. Refuses `bomb` when it holds more runs of text than a page can show. */
export async function readPage(page: PDFPageProxy, opened: Opened): Promise<PdfPage> {
  const { limits, codes, pictures, layers } = opened;
  const all = await textRuns(page, limits);
  const runs = layers === undefined ? all : withoutHidden(all, await page.getOperatorList(), codes, layers);
  const blocks = await readBlocks(page, runs, opened);
  if (hasBrokenRuns(runs.map(({ str }) => str))) return { blocks, isScan: true };
  const text = textOf(blocks);
  const bare = layerQuality(text) !== "good";
  const isScan = bare ? await showsDrawing(page, codes) : pictures && (await isPicture(page, text, codes));
  return { blocks, isScan };
}

/** The text of a page without its order of lines, to judge it by. */
export function textOf(blocks: readonly Block[]): string {
  return blocks
    .flatMap((block) =>
      "column" in block ? block.column : block.rows.flat().flatMap((cell) => cell.paragraphs),
    )
    .map(({ text }) => asTyped(text))
    .join("\n");
}

/** So many drawn shapes on a page without text may be characters turned into outlines; */
const OUTLINES = 100;
/** and so many steps of drawing are no page that anybody wrote, and too many to render. */
const MAX_STEPS = 100_000;

async function showsDrawing(page: PDFPageProxy, codes: OperatorCodes): Promise<boolean> {
  const { fnArray } = await page.getOperatorList();
  if (fnArray.length > MAX_STEPS) return false;
  if (fnArray.some((code) => codes.pictures.includes(code))) return true;
  return fnArray.filter((code) => code === codes.constructPath).length > OUTLINES;
}

/** A scanning program's mark, a stamped number and a running head are shorter than the text of a page. */
const SHORT = 60;
/** Pictures that cover more of the page than this are the page. */
const COVERS = 0.6;

/**
 * Whether a page with readable text is a picture all the same: the text is little, or it is the layer that a
 * scanning program recognised and hid. Such a layer is as good as the program was; ours is measured.
 */
async function isPicture(page: PDFPageProxy, text: string, codes: OperatorCodes): Promise<boolean> {
  const { width, height } = page.getViewport({ scale: 1 });
  const operators = await page.getOperatorList();
  if (pictureArea(operators, codes) < width * height * COVERS) return false;
  return text.replace(/\s/g, "").length < SHORT || hidesText(operators, codes);
}

async function readBlocks(
  page: PDFPageProxy,
  runs: readonly TextRun[],
  { codes, layers }: Opened,
): Promise<Block[]> {
  const filledIn = await addedRuns(page, runs, codes, layers);
  const viewport = page.getViewport({ scale: 1 }).transform;
  const { boxes, turns } = uprightPage([...runs, ...filledIn], viewport);
  const rules = async () => pageRules(await page.getOperatorList(), codes, viewport, turns);
  return arrange(boxes, rules);
}

/** What was filled in, typed or stamped on the page afterwards. */
async function addedRuns(
  page: PDFPageProxy,
  runs: readonly TextRun[],
  codes: LayerCodes,
  layers: Layers | undefined,
): Promise<TextRun[]> {
  const annotations: (Annotation & { oc?: unknown })[] = await page.getAnnotations();
  const seen = annotations.filter(
    ({ oc }) => oc === undefined || layers === undefined || layers.isVisible(oc),
  );
  const drawn = seen.some(isDrawn) ? annotationLines(await page.getOperatorList(), codes) : undefined;
  return fieldRuns(seen, runs, drawn);
}

/** Puts boxes in reading order. Ruled lines are looked for only where there may be a table. */
export async function arrange(boxes: readonly Box[], findRules: () => Promise<Rules>): Promise<Block[]> {
  if (boxes.length === 0) return [];
  if (!looksRuled(boxes)) return readingColumns(boxes).map((column) => ({ column }));

  const { tables, around } = findTables(boxes, await findRules());
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

function readTable(table: GridTable): TableCell[][] {
  const lefts = [...new Set(table.rows.flat().map(({ left }) => Math.round(left)))].toSorted((a, b) => a - b);
  return table.rows.map((row) =>
    row.map((cell) => ({ column: lefts.indexOf(Math.round(cell.left)), ...readCell(cell) })),
  );
}

/** Ems across, at most, of a cell that holds a label only. */
const NARROW = 8;

/** The paragraphs of a cell; a label set downwards, one character a line, is one word. */
function readCell(cell: GridCell): Omit<TableCell, "column"> {
  const lines = readingColumns(cell.boxes).flat();
  if (lines.every(({ text }) => Array.from(text).length === 1)) {
    const text = lines.map((line) => line.text).join("");
    return { paragraphs: [{ text, ...least(lines) }], downwards: lines.length > 1 };
  }
  const measure = measureOf(lines, cell.right);
  const padding = Math.min(measure.left - cell.left, 8);
  const height = Math.max(...lines.map((line) => line.height));
  // in a narrow cell the rest of a label stands centred below it
  const left = cell.right - cell.left < height * NARROW ? cell.right : measure.left;
  const edges = { ...measure, left, right: cell.right - padding, shortest: 2 };
  return { paragraphs: joinLines(lines, edges).map(({ text, lines: set }) => ({ text, ...least(set) })) };
}
