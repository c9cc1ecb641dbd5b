/** The annexed tables of a notice: the units' figures, the sessions not counted, the arrears. */
import { codeName } from "../rulebook/code-name.ts";
import type { Day } from "../subject/kind.ts";
import type { NoticeNames } from "./names.ts";
import { cell, type Sentence } from "./sentence.ts";
import type { ColumnId, NoticeFigures } from "./total.ts";

export interface TableRow {
  readonly cells: readonly Sentence[];
  /** Ids behind the row as a whole; a figure in it knows its own. */
  readonly sources: readonly string[];
}

export interface NoticeTable {
  /** A line above `head`: labels over `span` columns, in order; an empty label leaves the column to `head`. */
  readonly groups?: readonly { readonly label: string; readonly span: number }[];
  readonly head: readonly string[];
  /** In millimetres; together the 156 mm of the type area. */
  readonly widths: readonly number[];
  readonly align: readonly ("left" | "center")[];
  readonly rows: readonly TableRow[];
  readonly totals?: TableRow;
}

const UNIT_COLUMNS: readonly ColumnId[] = [
  "sessions",
  "discussion",
  "lecture",
  "other",
  "notCounted",
  "due",
  "filed",
  "overdue",
  "received",
  "closed",
  "corrected",
];

/** One row per unit and the totals. */
export function unitTable({ rows, totals }: NoticeFigures): NoticeTable {
  const cells = (of: NoticeFigures["totals"]) => UNIT_COLUMNS.map((id) => cell(of[id]));
  return {
    groups: [
      { label: "", span: 1 },
      { label: "", span: 1 },
      { label: "计入学习（次）", span: 4 },
      { label: "", span: 1 },
      { label: "应报事项（项）", span: 3 },
      { label: "报送件（件）", span: 3 },
    ],
    head: [
      "序号",
      "单位",
      "合计",
      "集体研讨",
      "辅导报告",
      "其他形式",
      "不予计入（次）",
      "应报",
      "已报",
      "欠报",
      "收到",
      "办结",
      "退回后办结",
    ],
    widths: [9, 46, 8.5, 9, 9, 9, 11, 8.5, 8.5, 8.5, 8.5, 8.5, 12],
    align: ["center", "left", ...UNIT_COLUMNS.map(() => "center" as const)],
    rows: rows.map((row, i) => ({
      cells: [text(i + 1), text(row.unitName), ...cells(row.cells)],
      sources: [row.unitId],
    })),
    totals: { cells: [text(""), text("合计"), ...cells(totals)], sources: rows.map((row) => row.unitId) },
  };
}

/** Unit, date, reason and the words it rests on (domain.md §1.8 rule 1). */
export function notCountedTable(
  { notCounted }: NoticeFigures,
  { codes }: Pick<NoticeNames, "codes">,
): NoticeTable {
  return {
    head: ["序号", "单位", "学习日期", "原因", "依据（报送件原文）"],
    widths: [9, 38, 29, 30, 50],
    align: ["center", "left", "center", "left", "left"],
    rows: notCounted.map((session, i) => ({
      cells: [
        text(i + 1),
        text(session.unitName),
        text(dayName(session.date)),
        text(codeName(codes, session.reason)),
        text(session.evidence ? `“${shortened(session.evidence, 60)}”` : "见审核记录"),
      ],
      sources: [session.sessionId, session.submissionId],
    })),
  };
}

const STANDING_NAMES = { overdue: "未报送", returned: "退回未补正" } as const;

export function arrearsTable({ arrears }: NoticeFigures): NoticeTable {
  return {
    head: ["序号", "单位", "事项", "学习日期", "应报日期", "情况"],
    widths: [9, 40, 29, 29, 29, 20],
    align: ["center", "left", "left", "center", "center", "center"],
    rows: arrears.map((item, i) => ({
      cells: [
        text(i + 1),
        text(item.unitName),
        text(item.name),
        text(item.sessionDate ? dayName(item.sessionDate) : "—"),
        text(item.due ? dayName(item.due) : "—"),
        text(item.standing === "returned" ? STANDING_NAMES.returned : STANDING_NAMES.overdue),
      ],
      sources: [item.id, ...item.submissionIds],
    })),
  };
}

/** `2026-09-03` → `2026年9月3日` (no leading zeros, GB/T 9704-2012 7.3.5.4). */
export function dayName(day: Day): string {
  const [year, month, date] = day.split("-").map(Number);
  return `${year}年${month}月${date}日`;
}

function text(value: string | number): Sentence {
  return [{ text: String(value) }];
}

/** By characters, not by UTF-16 halves: rare hanzi of names stay whole. */
function shortened(words: string, length: number): string {
  const characters = [...words.replaceAll(/\s+/g, "")];
  return characters.length <= length ? characters.join("") : `${characters.slice(0, length).join("")}……`;
}
