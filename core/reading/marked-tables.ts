/**
 * Tables of formats that mark ends only: a paragraph says how deep in tables it stands, a mark ends a cell, and
 * a row is known for what it is when it ends (.doc, RTF). Rows are gathered here and handed to the flow whole.
 */
import type { Flow } from "./flow.ts";
import type { Limits } from "./limits.ts";
import type { Held } from "./lines.ts";
import { ReadingRefused } from "./refusal.ts";

/** How a row describes one of its cells. */
export type CellShape = { covered: boolean };

type Item = { text: string } | { row: Row };
type Row = { cells: { covered: boolean; items: Item[] }[] };
type Level = { cells: Item[][]; open: Item[] };

export class MarkedTables {
  readonly #flow: Flow;
  readonly #limits: Limits;
  readonly #levels: Level[] = [];
  #inTable = false;

  constructor(flow: Flow, limits: Limits) {
    this.#flow = flow;
    this.#limits = limits;
  }

  /** A paragraph that stands `depth` tables deep, 0 for none. */
  paragraph(text: string, depth: number): void {
    if (depth <= 0) {
      this.finish();
      this.#flow.paragraph(text);
    } else this.#level(depth).open.push({ text });
  }

  /** A picture in the paragraph or cell that is about to end. */
  hold(picture: Held, depth: number): void {
    if (depth <= 0) this.finish();
    this.#flow.hold(picture);
  }

  /** Lines of another file behind a paragraph; outside of tables those with tabs are rows of one. */
  insert(words: string, depth: number): void {
    if (depth > 0) for (const line of words.split("\n")) this.paragraph(line, depth);
    else {
      this.finish();
      this.#flow.insert(words);
    }
  }

  /** The end of a cell, with the last paragraph in it. */
  cell(text: string, depth: number): void {
    const level = this.#level(depth);
    level.open.push({ text });
    level.cells.push(level.open);
    level.open = [];
    if (level.cells.length > this.#limits.rowCells) throw new ReadingRefused("too_large");
  }

  /** The end of a row; `shapes` by cell, as far as they are known. */
  row(depth: number, shapes: readonly CellShape[]): void {
    const level = this.#level(depth);
    const row: Row = {
      cells: level.cells.map((items, index) => ({ covered: shapes[index]?.covered ?? false, items })),
    };
    const rest = level.open;
    this.#levels.length = depth - 1;
    if (depth > 1) this.#level(depth - 1).open.push({ row }, ...rest);
    else {
      this.#writeTop(row);
      for (const { text } of texts(rest)) this.#flow.paragraph(text);
    }
  }

  /** Ends the table that is open, if one is. Cells of a row that never ended become paragraphs. */
  finish(): void {
    const left = this.#levels.flatMap(({ cells, open }) => [...cells.flat(), ...open]);
    this.#levels.length = 0;
    if (this.#inTable) this.#flow.closeTable();
    this.#inTable = false;
    for (const { text } of texts(left)) this.#flow.paragraph(text);
  }

  #level(depth: number): Level {
    if (depth > this.#limits.tableDepth) throw new ReadingRefused("too_deep");
    // a table that ended without its last row: what it held stays in the cell around it
    while (this.#levels.length > depth) {
      const lost = this.#levels.pop();
      this.#levels.at(-1)?.open.push(...(lost === undefined ? [] : [...lost.cells.flat(), ...lost.open]));
    }
    while (this.#levels.length < depth) this.#levels.push({ cells: [], open: [] });
    const level = this.#levels[depth - 1];
    if (level === undefined) throw new RangeError("depth of a table below 1");
    return level;
  }

  #writeTop(row: Row): void {
    if (!this.#inTable) this.#flow.openTable();
    this.#inTable = true;
    this.#write(row);
  }

  #write({ cells }: Row): void {
    this.#flow.openRow();
    for (const { covered, items } of cells) {
      this.#flow.openCell(covered);
      let nested = false;
      for (const item of items) {
        if ("row" in item !== nested) {
          if (nested) this.#flow.closeTable();
          else this.#flow.openTable();
          nested = !nested;
        }
        if ("row" in item) this.#write(item.row);
        else this.#flow.paragraph(item.text);
      }
      if (nested) this.#flow.closeTable();
      this.#flow.closeCell();
    }
    this.#flow.closeRow();
  }
}

function texts(items: readonly Item[]): { text: string }[] {
  return items.flatMap((item) =>
    "row" in item ? item.row.cells.flatMap((cell) => texts(cell.items)) : [item],
  );
}
