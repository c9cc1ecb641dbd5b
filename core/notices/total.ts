/** From the figures of the units to those of the notice: rows, totals, common problems, good practice. */
import type { Day } from "../subject/kind.ts";
import { distinct, type Figure, rate, type Source, tally, type UnitLabel } from "./figure.ts";
import type { DueItem, NotCountedSession, UnitFigures } from "./quarter.ts";

interface Column {
  readonly id: string;
  readonly label: string;
  readonly unitLabel: Exclude<UnitLabel, "%">;
  readonly of: (unit: UnitFigures) => readonly Source[];
}

const ids = (list: readonly string[]): Source[] => list.map((id) => ({ id }));
const items = (unit: UnitFigures, ...standings: readonly DueItem["standing"][]): Source[] =>
  unit.dueItems
    .filter((item) => standings.includes(item.standing))
    .map((item) => ({ id: item.id, behind: item.submissionIds }));
/** The unit itself, opened through its documents. */
const self = (unit: UnitFigures): Source => ({ id: unit.unitId, behind: receivedOf(unit) });
const receivedOf = (unit: UnitFigures): string[] => {
  const { closed, open, returned, rejected } = unit.submissions;
  return [...closed, ...open, ...returned, ...rejected];
};

/** Counted sessions of all other kinds: an office may have kinds of its own. */
const countedBut = (unit: UnitFigures, kinds: readonly string[]): string[] =>
  Object.entries(unit.counted).flatMap(([kind, sessions]) => (kinds.includes(kind) ? [] : sessions));

/** Everything that is counted, per unit and in total, once. */
const COLUMNS = [
  {
    id: "sessions",
    label: "学习次数",
    unitLabel: "次",
    of: (u) => ids(Object.values(u.counted).flat()),
  },
  { id: "discussion", label: "集体研讨", unitLabel: "次", of: (u) => ids(u.counted.discussion ?? []) },
  { id: "lecture", label: "辅导报告", unitLabel: "次", of: (u) => ids(u.counted.lecture ?? []) },
  {
    id: "other",
    label: "其他形式",
    unitLabel: "次",
    of: (u) => ids(countedBut(u, ["discussion", "lecture"])),
  },
  { id: "field", label: "现场教学", unitLabel: "次", of: (u) => ids(u.counted.field ?? []) },
  { id: "video", label: "视频学习", unitLabel: "次", of: (u) => ids(u.counted.video ?? []) },
  { id: "reading", label: "集体自学", unitLabel: "次", of: (u) => ids(u.counted.reading ?? []) },
  {
    id: "more",
    label: "另设的学习形式",
    unitLabel: "次",
    of: (u) => ids(countedBut(u, ["discussion", "lecture", "field", "video", "reading"])),
  },
  {
    id: "notCounted",
    label: "不予计入",
    unitLabel: "次",
    of: (u) => u.notCounted.map((s) => ({ id: s.sessionId, behind: [s.submissionId] })),
  },
  {
    id: "contradicted",
    label: "材料互相矛盾",
    unitLabel: "次",
    of: (u) => u.contradicted.map((s) => ({ id: s.sessionId, behind: s.submissionIds })),
  },
  { id: "undecided", label: "尚未认定", unitLabel: "次", of: (u) => ids(u.undecided) },
  { id: "due", label: "应报", unitLabel: "项", of: (u) => items(u, "filed", "returned", "overdue") },
  { id: "filed", label: "已报", unitLabel: "项", of: (u) => items(u, "filed", "returned") },
  { id: "overdue", label: "欠报", unitLabel: "项", of: (u) => items(u, "overdue") },
  { id: "uncorrected", label: "退回待补正", unitLabel: "项", of: (u) => items(u, "returned") },
  { id: "received", label: "收到", unitLabel: "件", of: (u) => ids(receivedOf(u)) },
  { id: "closed", label: "办结", unitLabel: "件", of: (u) => ids(u.submissions.closed) },
  { id: "corrected", label: "退回后办结", unitLabel: "件", of: (u) => ids(u.corrected) },
  { id: "open", label: "审核中", unitLabel: "件", of: (u) => ids(u.submissions.open) },
  { id: "returned", label: "待补正", unitLabel: "件", of: (u) => ids(u.submissions.returned) },
  { id: "rejected", label: "不予备案", unitLabel: "件", of: (u) => ids(u.submissions.rejected) },
  { id: "unitsDue", label: "应报单位", unitLabel: "家", of: (u) => (owes(u) ? [self(u)] : []) },
  {
    id: "unitsFiled",
    label: "已报单位",
    unitLabel: "家",
    of: (u) => (owes(u) && hasFiled(u) ? [self(u)] : []),
  },
  {
    id: "unitsLate",
    label: "欠报单位",
    unitLabel: "家",
    of: (u) => (items(u, "overdue").length > 0 ? [self(u)] : []),
  },
  {
    id: "unitsStudied",
    label: "开展学习的单位",
    unitLabel: "家",
    of: (u) => {
      const behind = Object.values(u.counted).flat();
      return behind.length > 0 ? [{ id: u.unitId, behind }] : [];
    },
  },
  {
    id: "unitsIdle",
    label: "没有计入学习的单位",
    unitLabel: "家",
    of: (u) => (studied(u) ? [] : [self(u)]),
  },
] as const satisfies readonly Column[];

export type ColumnId = (typeof COLUMNS)[number]["id"];
export const COLUMN_IDS: readonly ColumnId[] = COLUMNS.map((column) => column.id);

const owes = (unit: UnitFigures) => unit.dueItems.length > 0;
const studied = (unit: UnitFigures) => Object.values(unit.counted).some((kind) => kind.length > 0);
const hasFiled = (unit: UnitFigures) => receivedOf(unit).length > 0;

export interface UnitRow {
  readonly unitId: string;
  readonly unitName: string;
  readonly cells: Record<ColumnId, Figure>;
}

export interface CommonProblem {
  readonly code: string;
  readonly units: Figure;
  readonly documents: Figure;
  /** The elements concerned, most frequent first. */
  readonly elements: readonly { readonly element: string; readonly documents: Figure }[];
}

/** A practice that the figures themselves show; nothing is praised that was not counted. */
export interface GoodPractice {
  readonly kind: "seven_lights" | "first_time";
  readonly units: Figure;
  readonly unitNames: readonly string[];
}

export interface Arrear extends DueItem {
  readonly unitId: string;
  readonly unitName: string;
}

export interface NoticeFigures {
  readonly period: string;
  readonly cutoff: Day;
  readonly totals: Record<ColumnId, Figure>;
  /** `unitsFiled / unitsDue` and `filed / due`; absent when nothing was due. */
  readonly rates: readonly Figure[];
  /** In the order of the register of units. */
  readonly rows: readonly UnitRow[];
  readonly notCounted: readonly NotCountedSession[];
  /** Sessions not counted, by reason code. */
  readonly notCountedBy: readonly { readonly reason: string; readonly sessions: Figure }[];
  readonly arrears: readonly Arrear[];
  readonly problems: readonly CommonProblem[];
  readonly practices: readonly GoodPractice[];
}

/**
 * The reduce step. A session held jointly (one id in several units) counts once in each row and once in the total
 * (domain.md §1.8 rule 3). `sharedBy`: how many units make a problem a common one (default 2).
 */
export function total(
  units: readonly UnitFigures[],
  of: { readonly period: string; readonly cutoff: Day; readonly sharedBy?: number },
): NoticeFigures {
  const ordered = [...units].sort((a, b) => a.order - b.order || (a.unitId < b.unitId ? -1 : 1));
  const totals = cellsOf("total", ordered);
  const notCounted = ordered.flatMap((unit) => unit.notCounted);
  const rates = [
    rate("total.unitsFiledRate", "单位报送率", totals.unitsFiled, totals.unitsDue),
    rate("total.filedRate", "事项报送率", totals.filed, totals.due),
  ];
  return {
    period: of.period,
    cutoff: of.cutoff,
    totals,
    rates: rates.filter((figure) => figure !== undefined),
    rows: ordered.map((unit) => ({
      unitId: unit.unitId,
      unitName: unit.unitName,
      cells: cellsOf(unit.unitId, [unit]),
    })),
    notCounted,
    notCountedBy: distinct(notCounted.map((session) => session.reason)).map((reason) => ({
      reason,
      sessions: tally(
        `notCounted.${reason}`,
        "不予计入",
        "次",
        notCounted
          .filter((session) => session.reason === reason)
          .map((session) => ({ id: session.sessionId, behind: [session.submissionId] })),
      ),
    })),
    arrears: ordered.flatMap(arrearsOf),
    problems: problemsOf(ordered, of.sharedBy ?? 2),
    practices: practicesOf(ordered),
  };
}

function cellsOf(prefix: string, units: readonly UnitFigures[]): Record<ColumnId, Figure> {
  const cells = COLUMNS.map((c) => [
    c.id,
    tally(`${prefix}.${c.id}`, c.label, c.unitLabel, units.flatMap(c.of)),
  ]);
  // Object.fromEntries forgets the keys; they are COLUMNS' own.
  return Object.fromEntries(cells) as Record<ColumnId, Figure>;
}

/** Overdue, or sent back and past the due day without a correction. */
function arrearsOf(unit: UnitFigures): Arrear[] {
  return unit.dueItems
    .filter((item) => item.standing !== "filed")
    .map((item) => ({ ...item, unitId: unit.unitId, unitName: unit.unitName }));
}

function problemsOf(units: readonly UnitFigures[], sharedBy: number): CommonProblem[] {
  const found = units.flatMap((unit) => unit.problems.map((problem) => ({ ...problem, unit })));
  return distinct(found.map((problem) => problem.code))
    .map((code) => {
      const own = found.filter((problem) => problem.code === code);
      const elements = distinct(own.flatMap((problem) => problem.element ?? []));
      const documents = (id: string, label: string, of: typeof own) =>
        tally(id, label, "件", ids(of.flatMap((problem) => problem.submissionIds)));
      return {
        code,
        units: tally(
          `problem.${code}.units`,
          "涉及单位",
          "家",
          own.map((problem) => ({ id: problem.unit.unitId, behind: problem.submissionIds })),
        ),
        documents: documents(`problem.${code}.documents`, "涉及报送件", own),
        elements: elements
          .map((element) => ({
            element,
            documents: documents(
              `problem.${code}.${element}`,
              "涉及报送件",
              own.filter((problem) => problem.element === element),
            ),
          }))
          .sort((a, b) => b.documents.value - a.documents.value),
      };
    })
    .filter((problem) => problem.units.value >= sharedBy)
    .sort((a, b) => b.units.value - a.units.value || b.documents.value - a.documents.value);
}

function practicesOf(units: readonly UnitFigures[]): GoodPractice[] {
  const practice = (
    kind: GoodPractice["kind"],
    label: string,
    evidence: (unit: UnitFigures) => readonly string[],
  ): GoodPractice => {
    const shown = units.filter((unit) => evidence(unit).length > 0);
    const sources = shown.map((unit) => ({ id: unit.unitId, behind: evidence(unit) }));
    return {
      kind,
      units: tally(`practice.${kind}`, label, "家", sources),
      unitNames: shown.map((unit) => unit.unitName),
    };
  };
  return [
    practice("seven_lights", "计入场次材料齐备的单位", (unit) => {
      const counted = Object.values(unit.counted).flat();
      return unit.complete.length === counted.length ? unit.complete : [];
    }),
    practice("first_time", "报送件均一次通过的单位", (unit) => {
      const { closed, returned, rejected } = unit.submissions;
      const smooth =
        unit.problems.length === 0 && returned.length + rejected.length + unit.corrected.length === 0;
      return smooth && items(unit, "overdue").length === 0 ? closed : [];
    }),
  ].filter((found) => found.units.value > 0);
}
