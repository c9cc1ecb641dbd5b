/** Proves the sums of a notice before it is composed (domain.md §1.8 rule 7, §4.6). */
import { distinct, type Figure, isTraced, percentage } from "./figure.ts";
import { COLUMN_IDS, type ColumnId, type NoticeFigures } from "./total.ts";

export interface FigureFault {
  readonly code: "row_sum" | "kind_sum" | "part_exceeds_whole" | "rate_mismatch" | "untraced";
  readonly message: string;
  readonly figures: readonly string[];
}

/** A whole and the disjoint parts that must add up to it, in every row and in the total. */
const WHOLES: readonly { readonly whole: ColumnId; readonly parts: readonly ColumnId[] }[] = [
  { whole: "sessions", parts: ["discussion", "lecture", "other"] },
  { whole: "other", parts: ["field", "video", "reading", "more"] },
  { whole: "due", parts: ["filed", "overdue"] },
  { whole: "received", parts: ["closed", "open", "returned", "rejected"] },
];

const PARTS: readonly { readonly whole: ColumnId; readonly part: ColumnId }[] = [
  { whole: "filed", part: "uncorrected" },
  { whole: "closed", part: "corrected" },
  { whole: "unitsDue", part: "unitsFiled" },
  { whole: "unitsDue", part: "unitsLate" },
];

/** Every figure of the notice, each once. */
export function figuresOf(figures: NoticeFigures): Figure[] {
  return [
    ...Object.values(figures.totals),
    ...figures.rates,
    ...figures.notCountedBy.map((line) => line.sessions),
    ...figures.rows.flatMap((row) => Object.values(row.cells)),
    ...figures.problems.flatMap((p) => [p.units, p.documents, ...p.elements.map((e) => e.documents)]),
    ...figures.practices.map((p) => p.units),
  ];
}

/** Nothing when all sums hold; otherwise what does not, with the figures concerned. */
export function check(figures: NoticeFigures): FigureFault[] {
  return [
    ...COLUMN_IDS.flatMap((column) => rowSum(figures, column)),
    ...[figures.totals, ...figures.rows.map((row) => row.cells)].flatMap((cells) => [
      ...WHOLES.flatMap(({ whole, parts }) => kindSum(cells, whole, parts)),
      ...PARTS.flatMap(({ whole, part }) => partOf(cells, whole, part)),
    ]),
    ...figuresOf(figures).flatMap((figure) => [...quotient(figure), ...untraced(figure)]),
  ];
}

/**
 * Rows add up to the total and rest on the same papers. Only what several rows share (a joint session) may make the
 * sum of the rows larger than the total, by no more than what is shared.
 */
function rowSum(figures: NoticeFigures, column: ColumnId): FigureFault[] {
  const total = figures.totals[column];
  const cells = figures.rows.map((row) => row.cells[column]);
  const sum = cells.reduce((n, cell) => n + cell.value, 0);
  const sources = cells.flatMap((cell) => cell.sources);
  const papers = distinct(sources);
  const samePapers = papers.join() === total.sources.join();
  const excess = sum - total.value;
  if (samePapers && excess >= 0 && excess <= sources.length - papers.length) return [];
  return [
    {
      code: "row_sum",
      message: `各单位“${total.label}”相加为${sum}，与合计${total.value}不符，请重新汇总`,
      figures: [total.id],
    },
  ];
}

function kindSum(
  cells: Record<ColumnId, Figure>,
  whole: ColumnId,
  parts: readonly ColumnId[],
): FigureFault[] {
  const sum = parts.reduce((n, part) => n + cells[part].value, 0);
  if (sum === cells[whole].value) return [];
  const names = parts.map((part) => cells[part].label).join("、");
  return [
    {
      code: "kind_sum",
      message: `${names}相加为${sum}，与“${cells[whole].label}”${cells[whole].value}不符，请重新汇总`,
      figures: [cells[whole].id, ...parts.map((part) => cells[part].id)],
    },
  ];
}

function partOf(cells: Record<ColumnId, Figure>, whole: ColumnId, part: ColumnId): FigureFault[] {
  if (cells[part].value <= cells[whole].value) return [];
  return [
    {
      code: "part_exceeds_whole",
      message: `“${cells[part].label}”${cells[part].value}多于“${cells[whole].label}”${cells[whole].value}，请重新汇总`,
      figures: [cells[whole].id, cells[part].id],
    },
  ];
}

function quotient({ id, label, value, numerator, denominator }: Figure): FigureFault[] {
  if (numerator === undefined || denominator === undefined) return [];
  if (percentage(numerator, denominator) === value) return [];
  return [
    {
      code: "rate_mismatch",
      message: `“${label}”${value}%与${numerator}/${denominator}不符，请重新汇总`,
      figures: [id],
    },
  ];
}

function untraced(figure: Figure): FigureFault[] {
  if (isTraced(figure)) return [];
  return [
    {
      code: "untraced",
      message: `“${figure.label}”${figure.value}${figure.unitLabel}找不到对应的报送件或场次，不予刊印`,
      figures: [figure.id],
    },
  ];
}
