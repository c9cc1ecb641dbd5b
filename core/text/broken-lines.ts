// Lines of a fixed page width that belong together (domain.md §4.1, item 2: what a PDF layer or a mail leaves behind).
import { isNewline } from "./characters.ts";
import { Strip } from "./normalized.ts";

/** In characters, or in wide ones, of which plain letters and digits are half. */
const NARROWEST_PAGE = 18;
const WIDEST_PAGE = 60;
/** A line that ends at most this far from the margin is full. */
const RAGGED = 4;
/** In hard-wrapped text at least so many lines, and this share of them, are full lines of prose. */
const FULL_LINES = 3;
const WRAPPED = 0.25;
/** What follows a full line and is shorter, and has no clause, is a cell or a label of its own. */
const SHORTEST_TAIL = 12;

type Line = {
  from: number;
  to: number;
  width: number;
  /** Of a table that was kept with tabs or bars. */
  cells: boolean;
  full: boolean;
  /** A clause or a sentence ends in it. */
  clauses: boolean;
};

/** Several lines of one width, running on in prose and ending in a sentence, are one paragraph. Cells and rows are not joined. */
export function joinBrokenLines(strip: Strip, original: string): Strip {
  const lines = linesOf(strip, original);
  let longest = 0;
  let widest = 0;
  for (const { from, to, width } of lines) {
    if (to - from > longest) longest = to - from;
    if (width > widest) widest = width;
  }
  if (longest < NARROWEST_PAGE || longest > WIDEST_PAGE) return strip;
  for (const line of lines)
    line.full = !line.cells && (line.to - line.from >= longest - RAGGED || line.width >= widest - RAGGED);
  const prose = lines.filter(({ full, clauses }) => full && clauses).length;
  const written = lines.filter(({ from, to, cells }) => to > from && !cells).length;
  if (prose < FULL_LINES || prose < written * WRAPPED) return strip;
  const joined = new Set<Line>();
  for (let at = 0; at < lines.length; ) {
    const run = runFrom(strip, lines, at);
    if (isParagraph(strip, run, original)) for (const line of run.slice(0, -1)) joined.add(line);
    at += run.length;
  }
  if (joined.size === 0) return strip;
  const out = new Strip();
  for (const line of lines) {
    for (let at = line.from; at < line.to; at++) out.copy(strip, at);
    if (!joined.has(line) && line.to < strip.length) out.copy(strip, line.to);
  }
  return out;
}

const codesOf = (characters: string): Set<number> => new Set(Array.from(characters, (c) => c.charCodeAt(0)));
const CELL = codesOf("\t|");
const ENDS = codesOf("。!?;");
const CLAUSE = codesOf(",。!?;");
/** No line begins with these unless it goes on. */
const CLINGING = codesOf(",。!?;:、)》”");
const PLAIN = 128;

function linesOf(strip: Strip, original: string): Line[] {
  const lines: Line[] = [];
  for (let from = 0; from <= strip.length; ) {
    const line = { from, to: from, width: 0, cells: false, full: false, clauses: false };
    for (; line.to < strip.length && !isNewline(strip.codes[line.to]); line.to++) {
      const code = strip.codes[line.to] ?? 0;
      line.width += original.charCodeAt(strip.starts[line.to] ?? 0) < PLAIN ? 0.5 : 1;
      if (CELL.has(code)) line.cells = true;
      else if (CLAUSE.has(code)) line.clauses = true;
    }
    lines.push(line);
    from = line.to + 1;
  }
  return lines;
}

/** The lines from one on that could be one paragraph: full ones that break off, and what the last of them runs on into. */
function runFrom(strip: Strip, lines: readonly Line[], first: number): Line[] {
  const run = lines.slice(first, first + 1);
  for (let at = first; ; at++) {
    const [line, next] = [lines[at], lines[at + 1]];
    if (!line?.full || !next || ENDS.has(strip.codes[line.to - 1] ?? 0) || !continues(strip, next))
      return run;
    run.push(next);
  }
}

/** Begins like running text, not like a numbered heading or a label, and is long enough or has a clause. */
function continues(strip: Strip, line: Line): boolean {
  if (line.cells || line.to === line.from) return false;
  if (CLINGING.has(strip.codes[line.from] ?? 0)) return true;
  if (!line.full && !line.clauses && line.to - line.from < SHORTEST_TAIL) return false;
  const head = String.fromCharCode(...strip.codes.slice(line.from, Math.min(line.to, line.from + 12)));
  return !/^(\(?[一二三四五六七八九十]{1,3}[、)]|\d{1,2}[.、]|第[一二三四五六七八九十]{1,3}[、,条章]|[^,。]{1,8}:)/.test(
    head,
  );
}

/** A sentence ends somewhere in a paragraph, and a clause in its first line or the next; rows of a table have neither. */
function isParagraph(strip: Strip, run: readonly Line[], original: string): boolean {
  const [first, second] = run;
  if (!first || !second) return false;
  const ends = run.some(({ from, to }) => strip.codes.slice(from, to).some((code) => ENDS.has(code)));
  return ends && (first.clauses || second.clauses) && !areRows(strip, run, original);
}

const COMMA = 44;
const FEWEST_COMMAS = 2;

/** Rows as a sheet writes them: plain commas, as many in each line. Prose has the wide ones of Chinese, or not as many everywhere. */
function areRows(strip: Strip, run: readonly Line[], original: string): boolean {
  const counts = run.map(({ from, to }) => {
    let count = 0;
    for (let at = from; at < to; at++)
      if (strip.codes[at] === COMMA && original.charCodeAt(strip.starts[at] ?? 0) === COMMA) count++;
    return count;
  });
  const [first = 0] = counts;
  return first >= FEWEST_COMMAS && counts.every((count) => count === first);
}
