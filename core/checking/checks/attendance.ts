// Attendance arithmetic (domain.md §4.5): stated numbers, counted names and marks must tell the same story.

import { hits } from "../../text/matching.ts";
import { type ExaminationContext, wordsOf } from "../context.ts";
import { peopleIn } from "../names.ts";
import { column, filled } from "../tables.ts";
import type { Check, CheckHit, Verdicts } from "./check.ts";

const namesOf = (verdicts: Verdicts, element: string): string[] => {
  const value = verdicts.get(element)?.value;
  return Array.isArray(value) ? value.filter((name) => typeof name === "string") : [];
};

const numberOf = (verdicts: Verdicts, element: string): number | undefined => {
  const value = verdicts.get(element)?.value;
  return typeof value === "number" ? value : undefined;
};

const LEAVE = /(?:请假|缺席|缺勤|公差)\s?:?(\d{1,3})\s?[人名]/;
const COLLECTIVE = /全体|各|等(?:参加|同志)?|其他|有关|负责人|科室|以上/;

/** expected = present + absent; names counted = number stated; nobody is absent and present. */
export const attendance: Check<"attendance"> = (context, verdicts, rule) => {
  const found: CheckHit[] = [];
  const expected = numberOf(verdicts, rule.expected);
  const present = numberOf(verdicts, rule.present);
  const named = namesOf(verdicts, rule.named);
  const spots = {
    expected: verdicts.get(rule.expected)?.evidence,
    named: verdicts.get(rule.named)?.evidence,
  };
  const absent = absentNames(context, verdicts, rule.absent);
  const leave = Number(LEAVE.exec(context.page.text)?.[1] ?? Number.NaN);
  const away = Number.isNaN(leave) ? absent.length : leave;
  if (rule.code === "count_mismatch") {
    if (
      expected !== undefined &&
      present !== undefined &&
      expected !== present + away &&
      spots.expected &&
      (away > 0 || expected < present)
    )
      found.push({
        at: spots.expected,
        values: {
          detail: `应到${expected}人、实到${present}人、请假缺席${away}人不相符（相差${Math.abs(expected - present - away)}人）`,
        },
      });
    const counted = spots.named && !COLLECTIVE.test(wordsOf(context, spots.named));
    if (present !== undefined && named.length > 1 && counted && named.length !== present && !context.table)
      found.push({
        at: spots.named ?? { start: 0, end: 0 },
        values: { detail: `写明实到${present}人，列出姓名${named.length}人` },
      });
  }
  if (rule.code === "absent_but_present")
    for (const name of absent)
      if (named.includes(name)) found.push(where(context, verdicts, rule.absent, name));
  return found;
};

function absentNames(context: ExaminationContext, verdicts: Verdicts, element: string): string[] {
  const verdict = verdicts.get(element);
  if (!verdict || verdict.state === "missing") return [];
  const known = namesOf(verdicts, element);
  return known.length > 0
    ? known
    : peopleIn(wordsOf(context, verdict.evidence), context.rulebook.lexicon, true).map(
        (person) => person.name,
      );
}

function where(context: ExaminationContext, verdicts: Verdicts, element: string, name: string): CheckHit {
  const evidence = verdicts.get(element)?.evidence ?? { start: 0, end: 0 };
  const at = wordsOf(context, evidence).indexOf(name);
  return {
    at: at < 0 ? evidence : { start: evidence.start + at, end: evidence.start + at + name.length },
    values: { person: name },
  };
}

const REASON = /请假|公差|出差|培训|病|休假|学习|会议|外出|调研|值班|下乡|事假|陪同|考察/;

/** Every roster row without a mark needs a reason in the row. */
export const absenceReason: Check<"absence_reason"> = (context) => {
  const { table, rulebook, type } = context;
  if (!table) return [];
  const blanks = rulebook.lexicon.blanks;
  const columnsOf = (kind: string): string[] =>
    type.elements.filter((element) => element.kind === kind).flatMap((element) => element.columns);
  const names = column(table, columnsOf("roster"));
  const marks = type.elements
    .filter((element) => element.kind === "column" && element.atLeast > 1)
    .map((element) => column(table, element.columns))
    .find((cells) => cells !== undefined);
  if (!names || !marks) return [];
  return table.rows.flatMap((row, index): CheckHit[] => {
    const name = names[index];
    if (!filled(name, blanks) || filled(marks[index], blanks) || hits(REASON, wordsOf(context, row.span)))
      return [];
    return [{ at: row.span, values: { person: name.text } }];
  });
};
