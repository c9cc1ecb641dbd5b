/** Pages of blocks become lines of text: paragraphs over page ends, running heads once, table rows by tabs. */
import type { Lines } from "../lines.ts";
import type { Block, TableCell } from "./blocks.ts";
import { edges, isPageNumber, runningKey, runningLines } from "./furniture.ts";
import { type Line, least } from "./layout.ts";
import { continues, glue, joinLines, measureOf } from "./paragraphs.ts";
import { withWholeRows } from "./split-rows.ts";

function columnLines(block: Block): Line[] {
  return "column" in block ? block.column : [];
}

/** Writes the pages one after the other; a paragraph that runs over a page end stays one line. */
export function writePages(lines: Lines, printed: readonly Block[][]): void {
  const pages = withWholeRows(printed);
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
        if (!written.has(key))
          lines.add(line.text, { page, paragraph: ++paragraph, part: "header", ...least([line]) });
        written.add(key);
        return false;
      });
      const ownEdge = blocks.filter((other) => "column" in other).length > 1;
      const measure = measureOf(kept, ownEdge ? edgeOf(kept) : right);
      for (const { text, lines: set } of joinLines(kept, measure)) {
        const first = set[0];
        const goesOn = last !== undefined && first !== undefined && continues(last, first, measure);
        if (!goesOn) paragraph++;
        lines.add(
          text,
          { page, paragraph, part: "body", ...least(set) },
          goesOn ? glue(last?.text ?? "", text) : "\n",
        );
        last = set.at(-1);
      }
    }
  }
}

/** Lines of a photographed page that end at the same place were broken there; where no two do, each was ended by its writer. */
function edgeOf(lines: readonly Line[]): number {
  const edge = Math.max(...lines.map((line) => line.right));
  const seen = lines.length > 3 && lines.every(({ confidence }) => confidence !== undefined);
  const full = lines.filter(({ right, height }) => right > edge - height / 2);
  return seen && full.length < 2 ? Number.POSITIVE_INFINITY : edge;
}

type TableOrigin = { page: number; table: number; next: () => number };

function writeTable(lines: Lines, rows: readonly TableCell[][], origin: TableOrigin): void {
  for (const [row, cells] of rows.entries()) {
    for (const [index, { column, paragraphs }] of cells.entries()) {
      for (const [at, { text, confidence }] of paragraphs.entries()) {
        lines.add(
          text,
          {
            page: origin.page,
            paragraph: origin.next(),
            cell: { table: origin.table, row, column },
            part: "body",
            ...(confidence !== undefined && { confidence }),
          },
          index > 0 && at === 0 ? "\t" : "\n",
        );
      }
    }
  }
}
