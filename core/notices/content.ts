/** The content of a notice, before any layout: official Chinese, every number through a Figure (domain.md §1.8). */

import { periodName } from "../calendar/period.ts";
import { codeName } from "../rulebook/code-name.ts";
import type { Day } from "../subject/kind.ts";
import { check, type FigureFault, figuresOf } from "./check.ts";
import type { Figure } from "./figure.ts";
import type { NoticeNames } from "./names.ts";
import { join, lead, plain, type Sentence, say } from "./sentence.ts";
import { arrearsTable, dayName, type NoticeTable, notCountedTable, unitTable } from "./table.ts";
import type { GoodPractice, NoticeFigures } from "./total.ts";

export interface NoticeOffice {
  /** 发文机关, as it signs: 中共青槐县委宣传部. */
  readonly issuer: string;
  /** 发文机关代字: 青宣通. */
  readonly mark: string;
  readonly jurisdictionName: string;
  /** 主送机关, without the colon. */
  readonly addressee?: string;
  readonly copyTo?: readonly string[];
  /** 印发机关; the issuer when absent. */
  readonly printedBy?: string;
  /** Number of printed copies: 共印60份. */
  readonly copies?: number;
}

export interface NoticeOptions extends NoticeOffice {
  /** Day by which arrears are to be filed. */
  readonly deadline: Day;
  /** A paragraph of the office's own, the last of the requirements. */
  readonly note?: string;
  readonly names: NoticeNames;
}

export interface NoticeSection {
  /** 一、总体情况 */
  readonly heading: string;
  readonly paragraphs: readonly Sentence[];
}

export interface NoticeAnnex {
  readonly id: "units" | "not_counted" | "arrears";
  readonly title: string;
  readonly table: NoticeTable;
}

export interface NoticeContent extends NoticeOffice {
  readonly title: string;
  readonly period: string;
  readonly cutoff: Day;
  readonly addressee: string;
  readonly opening: readonly Sentence[];
  readonly sections: readonly NoticeSection[];
  /** The first is always the table of units. */
  readonly annexes: readonly NoticeAnnex[];
  /** Every figure that is printed, with what is behind it. */
  readonly figures: readonly Figure[];
  /** A notice with faults may be looked at but not issued. */
  readonly faults: readonly FigureFault[];
}

/** Composes the notice. What cannot be traced is left out; sums that do not hold are named in `faults`. */
export function compose(figures: NoticeFigures, options: NoticeOptions): NoticeContent {
  const { deadline, note, names, ...office } = options;
  const quarter = periodName(figures.period);
  const annexes = annexesOf(figures, quarter, names);
  const see = (id: NoticeAnnex["id"]) =>
    annexes.length === 1 ? "附件" : `附件${annexes.findIndex((annex) => annex.id === id) + 1}`;
  const bodies: readonly (readonly [string, readonly Sentence[]])[] = [
    ["总体情况", overall(figures, see)],
    ["好的做法", practices(figures, names)],
    ["存在的问题", problems(figures, names, see)],
    ["工作要求", requirements(figures, deadline, note, see)],
  ];
  const sections = bodies.map(([name, paragraphs], i) => ({
    heading: `${ordinal(i)}、${name}`,
    paragraphs: paragraphs.filter((paragraph) => paragraph.length > 0),
  }));
  return {
    ...office,
    title: `${office.issuer}关于${quarter}党委（党组）理论学习中心组学习情况的通报`,
    period: figures.period,
    cutoff: figures.cutoff,
    addressee: office.addressee ?? "各单位党委（党组）",
    opening: [
      say`现将${office.jurisdictionName}${quarter}党委（党组）理论学习中心组学习情况通报如下。数据截至${dayName(figures.cutoff)}。`,
    ],
    sections,
    annexes,
    figures: printed(figures, sections, annexes),
    faults: check(figures),
  };
}

/** The words of one paragraph, for screens and search. */
export function paragraphText(paragraph: Sentence): string {
  return plain(paragraph);
}

function printed(
  figures: NoticeFigures,
  sections: readonly NoticeSection[],
  annexes: readonly NoticeAnnex[],
): Figure[] {
  const said = sections.flatMap((section) => section.paragraphs);
  const tabled = annexes.flatMap(({ table }) => [...table.rows, ...(table.totals ? [table.totals] : [])]);
  const ids = new Set([...said, ...tabled.flatMap((row) => row.cells)].flat().map((part) => part.figure));
  return figuresOf(figures).filter((figure) => ids.has(figure.id));
}

type See = (id: NoticeAnnex["id"]) => string;

function annexesOf(figures: NoticeFigures, quarter: string, names: NoticeNames): NoticeAnnex[] {
  const all: NoticeAnnex[] = [
    { id: "units", title: `${quarter}理论学习中心组学习情况统计表`, table: unitTable(figures) },
    { id: "not_counted", title: `${quarter}不予计入的学习`, table: notCountedTable(figures, names) },
    { id: "arrears", title: `${quarter}欠报和待补正事项`, table: arrearsTable(figures) },
  ];
  return all.filter((annex) => annex.id === "units" || annex.table.rows.length > 0);
}

function overall({ totals: t, rates, rows }: NoticeFigures, see: See): Sentence[] {
  const rated = (id: string) => rates.filter((rate) => rate.id === id).map((rate) => say`报送率${rate}`);
  const list = (...parts: readonly (readonly [string, Figure])[]) =>
    join(
      parts.filter(([, figure]) => figure.value > 0).map(([words, figure]) => say`${words}${figure}`),
      "、",
    );
  const filed = t.unitsDue.value
    ? join(
        [
          join(
            [
              say`应报送材料的单位${t.unitsDue}`,
              say`已报送${t.unitsFiled}`,
              ...rated("total.unitsFiledRate"),
            ],
            "，",
          ),
          join(
            [
              say`到期应报事项${t.due}`,
              say`已报${t.filed}`,
              say`欠报${t.overdue}`,
              ...rated("total.filedRate"),
            ],
            "，",
          ),
        ],
        "；",
      )
    : say`没有到期的应报事项`;
  const afterReturn = t.corrected.value ? say`（退回补正后办结${t.corrected}）` : "";
  const standings = join(
    [
      t.closed.value ? say`办结${t.closed}${afterReturn}` : [],
      list(["审核中", t.open], ["退回待补正", t.returned], ["不予备案", t.rejected]),
    ],
    "、",
  );
  const received = t.received.value
    ? say`收到报送件${t.received}，其中${standings}。`
    : say`没有收到报送件。`;
  const otherKinds = list(
    ["现场教学", t.field],
    ["视频学习", t.video],
    ["集体自学", t.reading],
    ["其他", t.more],
  );
  const studied = t.sessions.value
    ? say`${t.unitsStudied}单位共计入学习${t.sessions}，其中集体研讨${t.discussion}、辅导报告${t.lecture}${t.other.value ? say`、其他形式${t.other}（${otherKinds}）` : ""}。`
    : say`没有计入次数的学习。`;
  const joint = rows.reduce((n, row) => n + row.cells.sessions.value, 0) > t.sessions.value;
  return [
    [...lead("（一）报送情况。"), ...filed, ...say`。${received}`],
    [
      ...lead("（二）学习情况。"),
      ...studied,
      ...(t.undecided.value ? say`另有${t.undecided}学习的材料仍在审核，尚未认定是否计入。` : []),
      ...(joint ? say`联合学习在各参加单位分别计算，合计只计一次。` : []),
      ...say`各单位情况见${see("units")}。`,
    ],
  ];
}

function practiceOf(kind: GoodPractice["kind"], { lights }: NoticeNames): { title: string; tail: string } {
  return kind === "seven_lights"
    ? { title: "材料齐备", tail: `计入的每场学习均做到${lights.join("、")}` }
    : { title: "报送规范", tail: "报送件均一次通过，没有退回，没有欠报" };
}

function practices({ practices: found }: NoticeFigures, names: NoticeNames): Sentence[] {
  if (found.length === 0)
    return [say`本季度没有单位达到每场学习${names.dossier}齐备，也没有单位的报送件全部一次通过。`];
  return found.map(({ kind, units, unitNames }, i) => {
    const { title, tail } = practiceOf(kind, names);
    const sentence = say`${units}单位${tail}：${named(unitNames)}。`;
    return sentence.length > 0 ? [...lead(`${point(i, found.length)}${title}。`), ...sentence] : [];
  });
}

function problems(
  figures: NoticeFigures,
  { elements: elementNames, codes }: NoticeNames,
  see: See,
): Sentence[] {
  const { problems: common, notCountedBy, totals: t } = figures;
  const shared = common.map((problem, i) => {
    const elements = problem.elements
      .filter(({ element }) => elementNames[element])
      .slice(0, 3)
      .map(({ element, documents }) => say`${elementNames[element] ?? ""}${documents}`);
    const which = elements.length > 0 ? say`，其中${join(elements, "、")}` : "";
    return say`${ordinal(i)}是${codeName(codes, problem.code)}，涉及${problem.units}单位、${problem.documents}报送件${which}`;
  });
  const reasons = notCountedBy.map(({ reason, sessions }) => say`${codeName(codes, reason)}${sessions}`);
  const idle = figures.rows.filter((row) => row.cells.unitsIdle.value > 0).map((row) => row.unitName);
  const late = t.overdue.value ? say`${t.unitsLate}单位欠报${t.overdue}` : [];
  const uncorrected = t.uncorrected.value ? say`${t.uncorrected}退回后尚未补正` : [];
  return [
    [
      ...lead("（一）共性问题。"),
      ...(shared.length > 0
        ? [...say`退回的报送件中，多家单位共有的问题：`, ...join(shared, "；"), ...say`。`]
        : say`退回的报送件中没有多家单位共有的问题。`),
      ...(t.contradicted.value ? say`${t.contradicted}学习的几份材料互相矛盾，尚未更正。` : []),
    ],
    [
      ...lead("（二）学习次数。"),
      ...(t.unitsIdle.value ? say`${t.unitsIdle}单位没有计入次数的学习：${named(idle)}。` : []),
      ...(reasons.length > 0
        ? say`${t.notCounted}学习不予计入：${join(reasons, "、")}。日期和依据见${see("not_counted")}。`
        : say`本季度没有不予计入的学习。`),
    ],
    [
      ...lead("（三）欠报和待补正。"),
      ...(late.length + uncorrected.length > 0
        ? say`${join([late, uncorrected], "，")}。明细见${see("arrears")}。`
        : say`没有欠报和待补正的事项。`),
    ],
  ];
}

function requirements(
  { totals: t }: NoticeFigures,
  deadline: Day,
  note: string | undefined,
  see: See,
): Sentence[] {
  const by = dayName(deadline);
  const wanted = [
    t.overdue.value > 0 && [
      "补报欠报材料",
      `列入${see("arrears")}的欠报单位于${by}前补报，确实无法补报的书面说明原因。`,
    ],
    t.uncorrected.value > 0 && [
      "改正退回问题",
      `退回待补正的材料，由报送单位按退回意见逐条改正，于${by}前重新报送。`,
    ],
    t.notCounted.value > 0 && [
      "改进学习组织",
      `有不予计入学习的单位对照${see("not_counted")}所列依据改进，保证每次集体学习有学习内容、有研讨发言；有异议的于${by}前书面提出。`,
    ],
    [
      "按期报送材料",
      "下一季度各场学习的材料，按应报事项所列期限报送，报送前核对时间、地点、主持人、参加人员等要素。",
    ],
  ].filter((line) => line !== false);
  return [
    ...wanted.map(([title, words], i) => [
      ...lead(`${point(i, wanted.length)}${title}。`),
      ...say`${words ?? ""}`,
    ]),
    note ? say`${note}` : [],
  ];
}

/** All of a few; of many the first eight, the table has them all. */
function named(unitNames: readonly string[]): string {
  return unitNames.length > 8 ? `${unitNames.slice(0, 8).join("、")}等` : unitNames.join("、");
}

const ORDINALS = "一二三四五六七八九十";

/** 0 → 一 … 10 → 十一; enough for sections and for the codes of domain.md §8 (40). */
function ordinal(i: number): string {
  const n = i + 1;
  const digit = (d: number) => ORDINALS[d - 1] ?? "";
  if (n <= 10) return digit(n);
  const tens = Math.floor(n / 10);
  return `${tens > 1 ? digit(tens) : ""}十${digit(n % 10)}`;
}

/** （一）; nothing where there is only one point. */
function point(i: number, of: number): string {
  return of === 1 ? "" : `（${ordinal(i)}）`;
}
