/** Rows of a table that a page end cuts through: a label set downwards stands half on either page (意见 | 建议). */
import type { Block, TableCell } from "./blocks.ts";

/** Two halves of a label; whole labels are longer or stand in rows of their own. */
const MAX_HALF = 3;
const numbered = /^[（(]?(\d{1,2})[.．、）)]/;

/** The pages with such rows put together on the page where they begin. */
export function withWholeRows(pages: readonly Block[][]): Block[][] {
  const whole: Block[][] = [];
  for (const blocks of pages) {
    const before = whole.at(-1)?.findLast((block) => !isFurniture(block));
    const at = blocks.findIndex((block) => !isFurniture(block));
    const table = blocks[at];
    const [first, ...rest] = table !== undefined && "rows" in table ? table.rows : [];
    const last = before !== undefined && "rows" in before ? before.rows.at(-1) : undefined;
    if (first === undefined || last === undefined || !isSplit(last, first)) {
      whole.push(blocks);
      continue;
    }
    for (const [index, cell] of last.entries()) join(cell, first[index], index);
    whole.push(rest.length === 0 ? blocks.toSpliced(at, 1) : blocks.with(at, { rows: rest }));
  }
  return whole;
}

/** Running heads and page numbers stand in columns of a line or two. */
function isFurniture(block: Block): boolean {
  return "column" in block && block.column.length <= 2;
}

/** Both halves begin with half a label, and what stands beside it goes on. */
function isSplit(upper: readonly TableCell[], lower: readonly TableCell[]): boolean {
  const halves = [upper[0], lower[0]];
  const label = halves.every(
    (cell) => cell?.downwards === true && Array.from(cell.paragraphs[0]?.text ?? "").length <= MAX_HALF,
  );
  if (!label || upper.length !== lower.length) return false;
  return upper.slice(1).some((cell, index) => {
    const before = cell.paragraphs.at(-1)?.text ?? "";
    const after = lower[index + 1]?.paragraphs[0]?.text ?? "";
    if (before === "" || after === "") return false;
    const number = Number(numbered.exec(before)?.[1]);
    return number + 1 === Number(numbered.exec(after)?.[1]) || !/[。；！？]$/.test(before);
  });
}

function join(cell: TableCell, rest: TableCell | undefined, index: number): void {
  const label = cell.paragraphs[0];
  if (index > 0 || label === undefined) cell.paragraphs.push(...(rest?.paragraphs ?? []));
  else label.text += rest?.paragraphs[0]?.text ?? "";
}
