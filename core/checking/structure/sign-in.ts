/** Rows of a sign-in sheet in any layout: who is on it, who signed, who signed for whom, and why somebody did not. */
import type { Span } from "../../text/normalized.ts";
import type { Page } from "../page.ts";
import { COMPOUND, SURNAMES } from "./surnames.ts";

export type SheetRow = { span: Span; name: string; signed: boolean; excused: boolean };

const PERSON = new RegExp(`^(?:(?:${COMPOUND})[\\u4e00-\\u9fff]{1,2}|[${SURNAMES}][\\u4e00-\\u9fff]{1,2}|[\\u4e00-\\u9fff]{1,6}·[\\u4e00-\\u9fff]{1,8}|[\\u4e00-\\u9fff]{3,5})$`);
const PADDED = /(?<=^|[\t|])([\u4e00-\u9fff]) {1,4}([\u4e00-\u9fff])(?=$|[\t|])/g;
const MARK = /[✓√☑✔]|已签|扫码|\d{1,2}:\d{2}|^签$|^到$|^是$/;
const REASON =
  /请假|假|差|会议?|培训|病|住院|休|学习|外出|调研|值班|下乡|陪|考察|手术|产|开庭|在[^\s]{2,}|因|去|赴|参加|挂职|援/;
const HEAD = /姓名|职务|签到|签名|序号|应到|实到|时间|地点|考勤|主题|内容/;
const UNSIGNED = /未|缺|没|×|请假/;
const IDEOGRAPHS = /^[\u4e00-\u9fff·]{2,12}$/;
const FEWEST = 3;

/** The rows of the longest run of lines that each begin with a name; none where it is no sheet. */
export function sheetRows(page: Page): SheetRow[] {
  let best: SheetRow[] = [];
  let run: SheetRow[] = [];
  for (const line of page.lines) {
    const row = rowOf(page.text.slice(line.start, line.end), line);
    if (row) run.push(row);
    else run = [];
    if (run.length > best.length) best = [...run];
  }
  const enough = best.length >= FEWEST && best.filter(({ signed }) => signed).length * 2 >= best.length;
  return enough ? best : [];
}

function rowOf(words: string, span: Span): SheetRow | undefined {
  if (HEAD.test(words.slice(0, 6)) || /[。;]/.test(words)) return undefined;
  const cells = cellsOf(words.replace(PADDED, "$1$2"));
  if (/^\d{1,3}[.、]?$/.test(cells[0] ?? "")) cells.shift();
  const [name = "", ...rest] = cells;
  const again = IDEOGRAPHS.test(name) && rest.some((cell) => cell.startsWith(name));
  if (!(again || PERSON.test(name)) || words.length > 80) return undefined;
  if (rest.length === 0 && !/[\t|]/.test(words)) return undefined;
  const signed = again || rest.some((cell) => MARK.test(cell) && !UNSIGNED.test(cell));
  const last = rest.filter((cell) => cell !== "").join(" ");
  return { span, name, signed, excused: REASON.test(last) };
}

function cellsOf(words: string): string[] {
  const cells = words.split(/[\t|]| {2,}/).map((cell) => cell.trim());
  const tabbed = /[\t|]/.test(words);
  const plain = tabbed ? cells : cells.flatMap((cell) => cell.split(" "));
  return plain.map((cell) => cell.replace(/^签[到名字]:/, ""));
}
