// Attendance arithmetic (domain.md §4.5): stated numbers, counted names and marks must tell the same story.

import { hits } from "../../text/matching.ts";
import type { Span } from "../../text/normalized.ts";
import { type ExaminationContext, wordsOf } from "../context.ts";
import { peopleIn } from "../names.ts";
import type { Figure } from "../structure/figures.ts";
import { type Headcount, headcountOf, listedBehind } from "../structure/headcount.ts";
import { isMark, once, type Sheet, sheetOf } from "../structure/sign-in.ts";
import { column, filled } from "../tables.ts";
import type { Check, CheckHit, Verdicts } from "./check.ts";

export const namesOf = (verdicts: Verdicts, element: string): string[] => {
  const value = verdicts.get(element)?.value;
  return Array.isArray(value) ? value.filter((name) => typeof name === "string") : [];
};

const COLLECTIVE = /全体|各|等|其他|有关|负责人|科室|以上|班子|中层|代表/;

/** expected = present + absent, in whatever way the absent are counted; names and signatures as many as are said to be there. */
export const headcount: Check<"headcount"> = (context, verdicts, rule) => {
  const { text } = context.page;
  const counts = headcountOf(text);
  const { expected, present } = counts;
  const found: CheckHit[] = [];
  if (expected && present) {
    const away = absences(context, verdicts, rule.absent, counts);
    const gap = expected.value - present.value;
    if (gap < 0 || (away.length > 0 && !away.includes(gap)))
      found.push({
        at: { start: expected.start, end: expected.end },
        values: {
          detail: `应到${expected.value}人、实到${present.value}人${away.length > 0 ? `、请假缺席${away.join("或")}人` : ""}不相符`,
        },
      });
  }
  const listed = present && (signed(context, counts) ?? listedNames(context, verdicts, rule.named, counts));
  if (present && listed && !listed.counts.includes(present.value))
    found.push({
      at: listed.at,
      values: { detail: `写明实到${present.value}人，${listed.what}${listed.counts[0]}人` },
      ...(listed.sure ? {} : { severity: "look" as const }),
    });
  if (found.length === 0 && expected) found.push(...listedOnSheet(context, expected));
  return found.slice(0, 1);
};

const FEW = 2;

/** The sheet lists everybody who is expected, those away too. */
function listedOnSheet(context: ExaminationContext, expected: Figure): CheckHit[] {
  const { rows, whole } = sheetIn(context);
  const onSheet = new Set(rows.map(({ name }) => name));
  const below = context.page.text.slice(rows.at(-1)?.span.end ?? 0);
  const away = peopleIn(below.replace(/\([^()]*\)/g, ""), context.rulebook.lexicon, true);
  const named = away.filter(({ name }) => !onSheet.has(name)).length;
  const gap = Math.abs(expected.value - rows.length);
  // A great gap is a page that was left out, or a list of something else.
  if (!whole || gap === 0 || gap > FEW || named > 1 || rows.length + named === expected.value) return [];
  return [{ at: expected, values: { detail: `应到${expected.value}人，名单上是${rows.length}人` } }];
}

/** So many may be absent: by the figures, by the names, or both together. */
function absences(
  context: ExaminationContext,
  verdicts: Verdicts,
  element: string,
  { absent }: Headcount,
): number[] {
  const names = absentNames(context, verdicts, element).length;
  return [...new Set(names > 0 ? [...absent, names] : absent)];
}

type Listed = { at: Span; counts: number[]; what: string; sure: boolean };

function signed(context: ExaminationContext, { expected }: Headcount): Listed | undefined {
  const { rows, whole } = sheetIn(context);
  const [first] = rows;
  if (!first) return undefined;
  const count = rows.filter((row) => row.signed).length;
  // Read whole, too, where it has a row for each who was expected.
  return { at: first.span, counts: [count], what: "签到", sure: whole || rows.length === expected?.value };
}

/** Names of the list behind 实到, or of the element; hosts and recorders may stand outside the list. */
function listedNames(
  context: ExaminationContext,
  verdicts: Verdicts,
  element: string,
  { present }: Headcount,
): Listed | undefined {
  const { lexicon } = context.rulebook;
  const behind = present && listedBehind(context.page.text, present);
  const verdict = verdicts.get(element);
  const at = behind ?? (verdict && namesOf(verdicts, element).length > 1 ? verdict.evidence : undefined);
  if (!at || context.table) return undefined;
  const words = wordsOf(context, at).replace(/^[^:]{0,12}:/, "");
  const bare = words.replace(/\([^()]*\)/g, "");
  const names = peopleIn(words, lexicon, false);
  if (names.length < 2 || COLLECTIVE.test(bare)) return undefined;
  const items = bare.split(/[、,;\s]+/).filter((item) => item.length > 1).length;
  const inside = new Set(names.map(({ name }) => name));
  const outside = ["host", "recorder"].flatMap((id) => {
    const value = verdicts.get(id)?.value;
    return typeof value === "string" && !inside.has(value) ? [value] : [];
  });
  const counts = [
    names.length,
    ...(outside.length > 0 ? [names.length + 1, names.length + outside.length] : []),
  ];
  return { at, counts, what: "列出姓名", sure: items === names.length };
}

/** Nobody is absent and present, or absent and speaking. */
export const absentPresent: Check<"absent_present"> = (context, verdicts, rule) => {
  const absent = absentNames(context, verdicts, rule.absent);
  const present = namesOf(verdicts, rule.named);
  const evidence = verdicts.get(rule.named)?.evidence;
  const { speeches } = context.discussion;
  return absent.flatMap((name): CheckHit[] => {
    // One list may hold the expected, the absent among them.
    const expected =
      evidence &&
      /应到|应出席|应参/.test(
        wordsOf(context, { start: Math.max(0, evidence.start - 6), end: evidence.start + 6 }),
      );
    const speech = speeches.find((one) => one.name === name)?.at ?? spokenAt(context, name);
    if (speech && !/书面|委托|转述|代为|代读|代他|代她/.test(wordsOf(context, speech)))
      return [
        {
          at: { start: speech.start, end: Math.min(speech.end, speech.start + 40) },
          values: { person: name },
        },
      ];
    return present.includes(name) && !expected ? [where(context, verdicts, rule.absent, name)] : [];
  });
};

/** A sentence in which the name speaks: 支明远:…, 支明远当场表示…. */
function spokenAt(context: ExaminationContext, name: string): Span | undefined {
  const said = new RegExp(
    `${name}(?:同志)?(?:\\([^()]{1,8}\\))?(?:发言)?(?::|—|(?:当场|随后|接着|也)?(?:说|讲|谈|表示|提出|认为|发言|坦言|介绍))`,
  );
  return context.page.sentences.find((span) => {
    const words = wordsOf(context, span);
    const at = said.exec(words);
    return at !== null && !/请假|缺席|未到|主持|记录/.test(words.slice(0, at.index + name.length + 4));
  });
}

const NOT_NAMES = /^(?:说明|备注|合计|总计|小计|迟到|早退|附注|应到|实到|注)$/;
const MAX_LIST = 60;
const AWAY = /请假|缺席|缺勤|缺课|未到|未参加|没来|没到|因|出差|病|假/;

const ABSENCE =
  /(?<name>[\u4e00-\u9fff]{2,4}?)(?:同志)?(?:因[^,。;\n]{1,24}?(?:请假|未到|没有?到|没来|缺席|未能?参加|不能参加)|请[^,。;\n]{0,4}假)/g;

function absentNames(context: ExaminationContext, verdicts: Verdicts, element: string): string[] {
  const verdict = verdicts.get(element);
  const { lexicon } = context.rulebook;
  const told = context.page.sentences.flatMap((span) =>
    [...wordsOf(context, span).matchAll(ABSENCE)].flatMap((match) =>
      peopleIn(match.groups?.name ?? "", lexicon, true).map(({ name }) => name),
    ),
  );
  // A passage chosen by likeness may name others beside the absent.
  const long =
    verdict !== undefined &&
    (verdict.evidence.end - verdict.evidence.start > MAX_LIST ||
      (verdict.ground?.by === "likeness" && !AWAY.test(wordsOf(context, verdict.evidence))));
  const known = verdict && verdict.state !== "missing" && !long ? namesOf(verdicts, element) : [];
  const inWords =
    known.length > 0 || long || !verdict || verdict.state === "missing"
      ? known
      : peopleIn(wordsOf(context, verdict.evidence), lexicon, true).map(({ name }) => name);
  const asked = verdict ? askedIn(wordsOf(context, verdict.evidence)) : "";
  return [...new Set([...inWords, ...(inWords.length === 0 ? told : [])])].filter(
    (name) => !asked.includes(name),
  );
}

/** 向白桦林书记请假: who was asked is not away. */
const askedIn = (words: string): string =>
  [
    ...words.matchAll(
      /(?:向|跟|经|由|报|找)[\u4e00-\u9fff]{2,12}?(?:批准|同意|请过?假|请了假|报告|打过招呼|说过|准假)/g,
    ),
  ].join(" ");

function where(context: ExaminationContext, verdicts: Verdicts, element: string, name: string): CheckHit {
  const evidence = verdicts.get(element)?.evidence ?? { start: 0, end: 0 };
  const at = wordsOf(context, evidence).indexOf(name);
  return {
    at: at < 0 ? evidence : { start: evidence.start + at, end: evidence.start + at + name.length },
    values: { person: name },
  };
}

/** The rows of the sheet: of a table with a column of names and one of marks, else of the lines. */
function sheetIn(context: ExaminationContext): Sheet {
  const { table, rulebook, type, page } = context;
  const blanks = rulebook.lexicon.blanks;
  const columnsOf = (kind: string, least: number): string[] =>
    type.elements
      .filter((element) => element.kind === kind && element.atLeast >= least)
      .flatMap((element) => element.columns);
  const names = table && column(table, columnsOf("roster", 1));
  const marks = table && column(table, columnsOf("column", 2));
  if (!table || !names || !marks) return sheetOf(page, rulebook.lexicon);
  const rows = table.rows.flatMap((row, index) => {
    const name = names[index];
    const mark = marks[index];
    const signed = filled(mark, blanks) && isMark(mark.text);
    const excused = hits(REASON, wordsOf(context, row.span));
    return filled(name, blanks) ? [{ span: row.span, name: name.text, signed, excused }] : [];
  });
  return { rows: once(rows), whole: true };
}

/** Characters beside a name that make it a remark. */
const SAYS_MORE = 6;
const REASON = /请假|公差|出差|培训|病|休假|学习|会议|外出|调研|值班|下乡|事假|陪同|考察/;

/** Every row of the sheet without a mark needs a reason, in the row or wherever the name stands again. */
export const absenceReason: Check<"absence_reason"> = (context) => {
  /** What is said of somebody outside the row: a sentence, not one name among others. */
  const told = (name: string, row: Span): string[] =>
    context.page.lines
      .filter(({ start }) => start !== row.start)
      .map((line) => wordsOf(context, line))
      .filter((words) => words.includes(name) && words.length > name.length + SAYS_MORE);
  const { rows } = sheetIn(context);
  // A sheet that nobody signed lacks its signatures; that has been said.
  if (!rows.some(({ signed }) => signed)) return [];
  return rows.flatMap((row): CheckHit[] => {
    if (row.signed || row.excused || NOT_NAMES.test(row.name)) return [];
    const said = told(row.name, row.span);
    if (said.some((words) => hits(REASON, words))) return [];
    const hit = { at: row.span, values: { person: row.name } };
    return [said.length > 0 ? { ...hit, severity: "look" } : hit];
  });
};
