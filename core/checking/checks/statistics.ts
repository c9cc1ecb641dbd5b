// Checks on figures: parts against the total, order of a ranking (domain.md §4.6).
import { allMatches, firstMatch, hits } from "../../text/matching.ts";
import type { Span } from "../../text/normalized.ts";
import { FIGURE, figure, figuresIn } from "../structure/figures.ts";
import type { Check, CheckHit } from "./check.ts";

const MAX_PARTS = 12;
/** A second total, a share or an average is no part. */
const NO_PART = /共|累计|总计|合计|占|平均|人均|比|增|减|率|不少于|以上|应/;

/** In one sentence: the parts that follow a total must add up to it. Fewer may be told than there are: then a person looks. */
export const sums: Check<"sums"> = (context, _verdicts, _rule, regexes) => {
  const [total, opens, whole] = regexes;
  if (!total || !opens || !whole) return [];
  for (const span of context.page.sentences) {
    const words = context.page.masked.slice(span.start, span.end);
    for (const match of allMatches(total, words)) {
      const stated = figure(match.groups?.v ?? "");
      const from = match.index + match[0].length;
      const behind = words.slice(from);
      if (Number.isNaN(stated)) continue;
      const summed = TOTAL.test(match[0])
        ? closing(words.slice(0, match.index), match.groups?.u ?? "", stated)
        : undefined;
      if (summed) {
        const at = { start: span.start + summed.start, end: span.start + from };
        return [{ at, values: { sum: summed.sum, total: stated } }];
      }
      if (!hits(opens, behind)) continue;
      const given = partsIn(behind, match.groups?.u ?? "");
      const sum = given.reduce((all, { value }) => all + value, 0);
      if (given.length < 2 || reached(given, stated)) continue;
      const to = from + (given.at(-1)?.end ?? 0);
      const at = { start: span.start + match.index, end: span.start + to };
      const sure = sum > stated || hits(whole, behind);
      return [{ at, values: { sum, total: stated }, ...(!sure && { severity: "look" as const }) }];
    }
  }
  return [];
};

/** A total that closes a list: 研讨5次、讲座3次,合计9次. */
const TOTAL = /^(?:合计|总计|共计|总共)/;

function closing(before: string, unit: string, stated: number): { start: number; sum: number } | undefined {
  const parts = partsIn(before, unit);
  const sum = parts.reduce((all, { value }) => all + value, 0);
  const last = parts.at(-1);
  const adjoins = last !== undefined && before.length - last.end <= 2;
  return parts.length > 1 && adjoins && sum !== stated ? { start: parts[0]?.start ?? 0, sum } : undefined;
}

type Part = Span & { value: number };

/** Figures of the same unit up to the first that is no part. */
function partsIn(words: string, unit: string): Part[] {
  const all = figuresIn(new RegExp(`(?<v>${FIGURE})${unit}(?!次|以上|左右)`, "gd"), words);
  const parts: Part[] = [];
  for (const one of all.slice(0, MAX_PARTS)) {
    const before = words.slice(parts.at(-1)?.end ?? 0, one.start);
    if (parts.length > 0 && (NO_PART.test(before) || /[。;]/.test(before) || before.length > 24)) break;
    parts.push(one);
  }
  return parts;
}

/** All the parts, or as many as make up the total: what follows may divide it again. */
function reached(parts: readonly Part[], stated: number): boolean {
  let sum = 0;
  return parts.some(({ value }) => {
    sum += value;
    return sum === stated;
  });
}

/** A row 合计 under rows of figures: each column of whole numbers adds up. */
export const columnSums: Check<"column_sums"> = (context) => {
  const rows = context.page.lines.map((line) => ({
    line,
    cells: context.page.text
      .slice(line.start, line.end)
      .replace(/^\||\|$/g, "")
      .split(/[\t|]| {2,}/)
      .map((cell) => cell.trim().replace(UNIT, "")),
  }));
  const across = rowSum(rows);
  if (across) return [across];
  return rows.flatMap(({ line, cells }, at): CheckHit[] => {
    if (!cells.some((cell) => /^(?:合计|总计|小计)$/.test(cell)) || cells.length < 3) return [];
    const above: string[][] = [];
    for (let index = at - 1; index >= 0 && rows[index]?.cells.length === cells.length; index--)
      above.push(rows[index]?.cells ?? []);
    for (const [column, cell] of cells.entries()) {
      const values = above.map((row) => row[column] ?? "").filter((value) => /^\d{1,6}$/.test(value));
      // The head, and nothing else, may hold no number.
      if (!/^\d{1,6}$/.test(cell) || values.length < 2 || values.length < above.length - 1) continue;
      const numbered = values.every((value, index) => Number(value) === values.length - index);
      const sum = values.reduce((all, value) => all + Number(value), 0);
      if (!numbered && sum !== Number(cell)) return [{ at: line, values: { sum, total: Number(cell) } }];
    }
    return [];
  });
};

const UNIT = /(?<=^\d{1,6})(?:次|人次|篇|场|场次|人|家|个|份|件)$/;
type Cells = { line: Span; cells: string[] };

/** A column 合计 beside the columns of its parts: where most rows add up, one that does not is wrong. */
function rowSum(rows: readonly Cells[]): CheckHit | undefined {
  const at = rows.findIndex(
    ({ cells }) => cells.length > 3 && /^(?:合计|总计|小计|共计)$/.test(cells.at(-1) ?? ""),
  );
  const head = rows[at];
  if (!head) return undefined;
  const body = rows.slice(at + 1).filter(({ cells }) => cells.length === head.cells.length);
  const judged = body.flatMap(({ line, cells }) => {
    const figures = cells.slice(1);
    if (!figures.every((cell) => /^\d{1,6}$/.test(cell))) return [];
    const total = Number(figures.at(-1));
    const sum = figures.slice(0, -1).reduce((all, cell) => all + Number(cell), 0);
    return [{ line, sum, total }];
  });
  const right = judged.filter(({ sum, total }) => sum === total).length;
  const wrong = judged.find(({ sum, total }) => sum !== total);
  return wrong && right * 2 >= judged.length
    ? { at: wrong.line, values: { sum: wrong.sum, total: wrong.total } }
    : undefined;
}

/** In one passage: a ranking's figures must not rise. */
export const ranking: Check<"ranking"> = (context, _verdicts, _rule, regexes) => {
  const [regex] = regexes;
  for (const span of regex ? context.page.sentences : []) {
    const words = context.page.text.slice(span.start, span.end);
    const match = regex && firstMatch(regex, words);
    if (!match) continue;
    const list = match.groups?.v ?? "";
    const values = [...list.matchAll(/(\d+(?:\.\d+)?)/g)].map((one) => Number(one[1]));
    const rises = values.some((value, index) => index > 0 && value > (values[index - 1] ?? value));
    const start = span.start + match.index + match[0].indexOf(list);
    if (rises) return [{ at: { start, end: start + list.length }, values: {} }];
  }
  return [];
};
