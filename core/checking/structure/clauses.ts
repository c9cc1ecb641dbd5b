/**
 * A paper cut into clauses that know where they stand: line, cell, label, heading, neighbours. The unit in which the finder
 * thinks. Spans are of the normalised text.
 */
import type { Span } from "../../text/normalized.ts";
import { type Entity, type EntityKind, entitiesIn } from "./entities.ts";

export type Clause = Span & {
  /** Line and cell, counted from 0, of how many. */
  line: number;
  lines: number;
  cell: number;
  cells: number;
  /** First clause of its cell. */
  first: boolean;
  /** The clause is all of its line. */
  whole: boolean;
  /** The label that stands before the value: its own, or that of the first clause of its cell. */
  label: string;
  ownLabel: boolean;
  /** What is behind the own label. */
  value: Span;
  /** The cell before on the line, the line before, the last heading above. */
  cellBefore: string;
  lineBefore: string;
  heading: string;
  /** The clause with a letter for each entity and 0 for each run of digits. */
  tagged: string;
  kinds: Partial<Record<EntityKind, number>>;
};

const GAP = /\t|\|| {2,}/g;
const PADDED = /(?<=^|[\s|])[\u4e00-\u9fff](?: {1,8}[\u4e00-\u9fff]){1,4}(?=\s*:)/g;
const LABEL =
  /^[\s【[(\-—·*#>]*((?:[\u4e00-\u9fff/]\s?){1,12}(?:[(][^)\n]{1,8}[)])?)\s*(?:】:?|\]:?|:|;(?=\s*$)|[.](?=[^\d]))\s*/;
const CUT = /[。!?;](?!\d)|,(?!\d)/g;
const HEADING =
  /^\s*(?:[一二三四五六七八九十]{1,3}[、.]|[(][一二三四五六七八九十\d]{1,2}[)]|\d{1,2}[.、)]|第[一二三四五六七八九十]{1,3}[部章节,、:]|[【#])/;
const HEADING_LENGTH = 26;
/** Of a longer paper the beginning and the end are read. */
const MOST = 700;
const LETTERS: Record<EntityKind, string> = {
  B: "Ⓑ",
  D: "Ⓓ",
  T: "Ⓣ",
  L: "Ⓛ",
  P: "Ⓟ",
  J: "Ⓙ",
  O: "Ⓞ",
  N: "Ⓝ",
  X: "Ⓧ",
};

/** The clauses of a normalised text in order. */
export function clausesOf(text: string, roster: readonly string[] = []): Clause[] {
  const entities = entitiesIn(text, roster);
  const clauses: Clause[] = [];
  const written = linesOf(text);
  let lineBefore = "";
  let heading = "";
  let next = 0;
  written.forEach((line, number) => {
    const words = text.slice(line.start, line.end);
    const work = words.replace(PADDED, (label) => label.replaceAll(" ", "\u0001"));
    const cells = cellsOf(work);
    if (HEADING.test(words) && words.trim().length <= HEADING_LENGTH) heading = words.trim();
    let cellBefore = "";
    cells.forEach((cell, column) => {
      let label = "";
      let first = true;
      for (const piece of piecesOf(work, cell)) {
        const start = line.start + piece.start;
        const end = line.start + piece.end;
        const said = work.slice(piece.start, piece.end).replaceAll("\u0001", " ");
        if (said.trim() === "") continue;
        const own = first || cells.length > 1 ? LABEL.exec(said) : LABEL.exec(said);
        const named = own && !/\d$/.test(own[1] ?? "") ? (own[1] ?? "").replace(/\s/g, "") : undefined;
        if (named !== undefined) label = named;
        while (next < entities.length && (entities[next]?.end ?? 0) <= start) next++;
        const tagged = tag(text, start, end, entities, next);
        clauses.push({
          start,
          end,
          line: number,
          lines: written.length,
          cell: column,
          cells: cells.length,
          first,
          whole: said.trim().length >= words.trim().length - 1,
          label,
          ownLabel: named !== undefined,
          value: { start: named === undefined ? start : start + (own?.[0].length ?? 0), end },
          cellBefore,
          lineBefore,
          heading,
          ...tagged,
        });
        first = false;
      }
      cellBefore = work.slice(cell.start, cell.end).replaceAll("\u0001", "").trim();
    });
    lineBefore = words.trim();
  });
  return clauses.length <= MOST ? clauses : [...clauses.slice(0, MOST - 100), ...clauses.slice(-100)];
}

function linesOf(text: string): Span[] {
  const lines: Span[] = [];
  for (let from = 0; from <= text.length; ) {
    const found = text.indexOf("\n", from);
    const to = found < 0 ? text.length : found;
    if (text.slice(from, to).trim() !== "") lines.push({ start: from, end: to });
    from = to + 1;
  }
  return lines;
}

function cellsOf(work: string): Span[] {
  const cells: Span[] = [];
  let from = 0;
  const push = (to: number): void => {
    if (work.slice(from, to).trim() !== "") cells.push({ start: from, end: to });
  };
  GAP.lastIndex = 0;
  for (let gap = GAP.exec(work); gap; gap = GAP.exec(work)) {
    push(gap.index);
    from = gap.index + gap[0].length;
  }
  push(work.length);
  return cells;
}

function piecesOf(work: string, cell: Span): Span[] {
  const pieces: Span[] = [];
  const words = work.slice(cell.start, cell.end);
  let from = 0;
  CUT.lastIndex = 0;
  for (let cut = CUT.exec(words); cut; cut = CUT.exec(words)) {
    let to = cut.index + 1;
    while (to < words.length && /[”)》]/.test(words.charAt(to))) to++;
    pieces.push({ start: cell.start + from, end: cell.start + to });
    from = to;
  }
  if (from < words.length) pieces.push({ start: cell.start + from, end: cell.end });
  return pieces;
}

function tag(
  text: string,
  start: number,
  end: number,
  entities: readonly Entity[],
  from: number,
): Pick<Clause, "tagged" | "kinds"> {
  const kinds: Clause["kinds"] = {};
  let tagged = "";
  let at = start;
  for (let index = from; index < entities.length; index++) {
    const entity = entities[index];
    if (!entity || entity.start >= end) break;
    if (entity.start < at) continue;
    tagged += text.slice(at, entity.start) + LETTERS[entity.kind];
    kinds[entity.kind] = (kinds[entity.kind] ?? 0) + 1;
    at = Math.min(end, entity.end);
  }
  tagged += text.slice(at, end);
  return { tagged: tagged.trim().replace(/\d+/g, "0"), kinds };
}
