/** PDF with a text layer. Pages that are pictures are named as unread: recognition is a reader of its own. */
import type { ReadText } from "../document.ts";
import type { Surroundings } from "../formats.ts";
import { Lines } from "../lines.ts";
import { ReadingRefused } from "../refusal.ts";
import { openPdf } from "./document.ts";
import { edges, isPageNumber, runningKey, runningLines } from "./furniture.ts";
import type { Line } from "./layout.ts";
import { type Block, readPage } from "./page.ts";
import { continues, glue, joinLines, measureOf } from "./paragraphs.ts";
import { layerQuality } from "./quality.ts";

/**
 * Reads the text layer in reading order, with the values of form fields. Refuses `encrypted`, `truncated`,
 * `malformed`, `too_large`, `bomb`; `unsupported` when there is no text layer or none that makes sense.
 */
export async function readPdf(bytes: Uint8Array, surroundings: Surroundings): Promise<ReadText> {
  const { document, operators } = await openPdf(bytes, surroundings);
  try {
    const pages: Block[][] = [];
    const unreadPages: number[] = [];
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number);
      const { blocks, isPicture } = await readPage(page, surroundings.limits, operators);
      pages.push(blocks);
      if (isPicture) unreadPages.push(number);
      page.cleanup();
    }
    const lines = new Lines(surroundings.limits.textLength);
    writePages(lines, pages);
    const read = lines.finish();
    refuseBadLayer(read.text);
    const unread = unreadPages.length === 0 ? {} : { unreadPages };
    return { outcome: "text", format: "pdf", ...read, pages: document.numPages, ...unread };
  } catch (error) {
    if (error instanceof ReadingRefused || error instanceof RangeError) throw error;
    throw new ReadingRefused("malformed", undefined, error);
  } finally {
    await document.loadingTask.destroy();
  }
}

function columnLines(block: Block): Line[] {
  return "column" in block ? block.column : [];
}

/** Writes the pages one after the other; a paragraph that runs over a page end stays one line. */
function writePages(lines: Lines, pages: readonly Block[][]): void {
  const pageLines = pages.map((page) => page.flatMap(columnLines));
  const running = runningLines(pageLines);
  const written = new Set<string>();
  const right = Math.max(...pageLines.flat().map((line) => line.right), 0);
  let paragraph = -1;
  let table = 0;
  let last: Line | undefined;

  for (const [index, blocks] of pages.entries()) {
    const page = index + 1;
    const atEdge = new Set(edges(pageLines[index] ?? []));
    for (const block of blocks) {
      if ("rows" in block) {
        writeTable(lines, block.rows, { page, table: table++, next: () => ++paragraph });
        last = undefined;
        continue;
      }
      const kept = block.column.filter((line) => {
        if (!atEdge.has(line)) return true;
        const key = runningKey(line.text);
        if (isPageNumber(line.text)) return false;
        if (!running.has(key)) return true;
        if (!written.has(key)) lines.add(line.text, { page, paragraph: ++paragraph, part: "header" });
        written.add(key);
        return false;
      });
      const ownEdge = blocks.filter((other) => "column" in other).length > 1;
      const measure = measureOf(kept, ownEdge ? Math.max(...kept.map((line) => line.right)) : right);
      for (const { text, lines: set } of joinLines(kept, measure)) {
        const first = set[0];
        const goesOn = last !== undefined && first !== undefined && continues(last, first, measure);
        if (!goesOn) paragraph++;
        lines.add(text, { page, paragraph, part: "body" }, goesOn ? glue(last?.text ?? "", text) : "\n");
        last = set.at(-1);
      }
    }
  }
}

type TableOrigin = { page: number; table: number; next: () => number };

function writeTable(
  lines: Lines,
  rows: Extract<Block, { rows: unknown }>["rows"],
  origin: TableOrigin,
): void {
  for (const [row, cells] of rows.entries()) {
    for (const [index, { column, paragraphs }] of cells.entries()) {
      for (const [at, text] of paragraphs.entries()) {
        lines.add(
          text,
          {
            page: origin.page,
            paragraph: origin.next(),
            cell: { table: origin.table, row, column },
            part: "body",
          },
          index > 0 && at === 0 ? "\t" : "\n",
        );
      }
    }
  }
}

function refuseBadLayer(text: string): void {
  const quality = layerQuality(text);
  if (quality === "good") return;
  throw new ReadingRefused(
    "unsupported",
    quality === "none"
      ? "PDF 是扫描件或图片，没有可读的文字，请上传 .docx 或由 Word、WPS 导出的 PDF"
      : "PDF 里的文字无法识别，请上传 .docx 或由 Word、WPS 重新导出的 PDF",
  );
}
