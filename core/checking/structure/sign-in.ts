/** Rows of a sign-in sheet in any layout: who is on it, who signed, who signed for whom, and why somebody did not. */
import type { Lexicon } from "../../rulebook/rulebook.ts";
import type { Span } from "../../text/normalized.ts";
import { hasSurname } from "../names.ts";
import type { Page } from "../page.ts";

export type SheetRow = { span: Span; name: string; signed: boolean; excused: boolean };

const PADDED = /(?<=^|[\t|])([\u4e00-\u9fff]) {1,4}([\u4e00-\u9fff])(?=$|[\t|])/g;
const MARK = /[✓√☑✔]|已签|扫码|\d{1,2}:\d{2}|^签$|^到$|^是$/;
const REASON =
  /请假|假|差|会议?|培训|病|住院|休|学习|外出|调研|值班|下乡|陪|考察|手术|产|开庭|在[^\s]{2,}|因|去|赴|参加|挂职|援/;
const FOOT = /应到|实到|合计|考勤|登记|说明|未到|缺席|请假|备注|签到|注:|统计|:/;
const HEAD = /姓名|职务|签到|签名|序号|应到|实到|时间|地点|考勤|主题|内容/;
/** A mark that says that nobody signed. */
const UNSIGNED = /未|缺|没|×|假|差|因公/;
export const isMark = (words: string): boolean => !UNSIGNED.test(words);
const IDEOGRAPHS = /^[\u4e00-\u9fff·]{2,12}$/;
const FEWEST = 3;
/** So many commas on a line, and it is a row of a comma-separated file. */
const COMMAS = 4;
/** So many cells may be two rows beside each other. */
const TWICE = 4;

/** `whole`: the rows stand between a head and a line that is no row, so that none was overlooked. */
export type Sheet = { rows: SheetRow[]; whole: boolean };

/** The longest run of lines that each begin with a name; no rows where it is no sheet. */
export function sheetOf(page: Page, lexicon: Lexicon): Sheet {
  let best: SheetRow[] = [];
  let run: SheetRow[] = [];
  const begun = new Map<SheetRow, number>();
  for (const [at, line] of page.lines.entries()) {
    const found = rowsOf(page.text.slice(line.start, line.end), line, lexicon);
    for (const row of found) begun.set(row, at);
    run = found.length > 0 ? [...run, ...found] : [];
    if (run.length > best.length) best = run;
  }
  const [first] = best;
  if (!first || best.length < FEWEST || best.filter(({ signed }) => signed).length * 2 < best.length)
    return { rows: [], whole: false };
  const from = begun.get(first) ?? 0;
  const last = best.at(-1);
  const to = (last && begun.get(last)) ?? from;
  const beside = (at: number): string =>
    page.text.slice(page.lines[at]?.start ?? 0, page.lines[at]?.end ?? 0);
  const below = to + 1 < page.lines.length ? beside(to + 1) : "";
  const whole = from > 0 && HEAD.test(beside(from - 1)) && (below === "" || FOOT.test(below));
  return { rows: once(best), whole };
}

/** A system's export may hold a person twice. */
export const once = (rows: readonly SheetRow[]): SheetRow[] =>
  rows.filter(({ name }, at) => rows.findIndex((other) => other.name === name) === at);

/** One row, or two where two groups of columns stand beside each other. */
function rowsOf(words: string, span: Span, lexicon: Lexicon): SheetRow[] {
  if (HEAD.test(words.slice(0, 6)) || /[。;]/.test(words)) return [];
  const cells = cellsOf(words.replace(PADDED, "$1$2"));
  const half = cells.length / 2;
  const groups =
    cells.length >= TWICE && cells.length % 2 === 0 ? [cells.slice(0, half), cells.slice(half)] : [];
  const both = groups.map((group) => rowOf(group, words, span, lexicon));
  if (both.length === 2 && both.every((row) => row?.signed)) return both.filter((row) => row !== undefined);
  const row = rowOf(cells, words, span, lexicon);
  return row ? [row] : [];
}

function rowOf(cells: string[], words: string, span: Span, lexicon: Lexicon): SheetRow | undefined {
  if (/^\d{1,3}[.、]?$/.test(cells[0] ?? "")) cells.shift();
  const [name = "", ...rest] = cells;
  const again = IDEOGRAPHS.test(name) && rest.some((cell) => cell.startsWith(name));
  const person =
    again || (/^[\u4e00-\u9fff·]{2,5}$/.test(name) && (name.length > 2 || hasSurname(name, lexicon)));
  if (!person || words.length > 80 || (rest.length === 0 && !/[\t|]/.test(words))) return undefined;
  const signed = again || rest.some((cell) => MARK.test(cell) && isMark(cell));
  const last = rest.filter((cell) => cell !== "").join(" ");
  return { span, name, signed, excused: REASON.test(last) };
}

function cellsOf(words: string): string[] {
  const cells = words.split(/[\t|]| {2,}/).map((cell) => cell.trim());
  if ((words.match(/,/g) ?? []).length >= COMMAS) return words.split(",").map((cell) => cell.trim());
  const tabbed = /[\t|]/.test(words);
  const plain = tabbed ? cells : cells.flatMap((cell) => cell.split(" "));
  return plain.map((cell) => cell.replace(/^签[到名字]:/, ""));
}
