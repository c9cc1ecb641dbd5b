// The unit's roster beside the names of the document (domain.md §3.3): who is neither there nor excused.

import { normalize } from "../../text/normalize.ts";
import { type ExaminationContext, wordsOf } from "../context.ts";
import type { Check, Verdicts } from "./check.ts";

/** Each member of the roster is named as present or as absent. Without a roster, or without names, nothing is said. */
export const rosterGap: Check<"roster_gap"> = (context, verdicts, rule) => {
  const roster = (context.input.roster ?? []).map((name) => normalize(name).text.replace(/\s/g, ""));
  const present = namesAt(verdicts, rule.named);
  const there = roster.filter((name) => present.has(name));
  const named = verdicts.get(rule.named);
  // Two names or more, one of them of this roster: otherwise it is a collective, or another body's list.
  if (!named || present.size < 2 || there.length === 0) return [];
  const told = squeezed(context.page.text);
  const expected = rule.expected === undefined ? undefined : verdicts.get(rule.expected)?.value;
  const accounted = expected === present.size + namesAt(verdicts, rule.absent).size;
  return roster
    .filter((name) => !present.has(name) && !excused(context, verdicts, rule.absent, name, told))
    .map((person) => ({
      at: named.evidence,
      values: { person },
      ...(accounted && { severity: "warning" as const }),
    }));
};

function namesAt(verdicts: Verdicts, element: string): Set<string> {
  const value = verdicts.get(element)?.value;
  return new Set(Array.isArray(value) ? value.filter((name) => typeof name === "string") : []);
}

/** Named in the list of the absent, or beside the word for it anywhere: 程远因病请假. */
function excused(
  context: ExaminationContext,
  verdicts: Verdicts,
  element: string,
  name: string,
  text: string,
): boolean {
  const verdict = verdicts.get(element);
  if (verdict && squeezed(wordsOf(context, verdict.evidence)).includes(name)) return true;
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const behind = text.slice(at + name.length, at + name.length + NEAR).split("\n")[0] ?? "";
    const before =
      text
        .slice(Math.max(0, at - NEAR), at)
        .split("\n")
        .at(-1) ?? "";
    if (EXCUSE.test(behind) || EXCUSE.test(before)) return true;
  }
  return false;
}

const NEAR = 24;
const EXCUSE = /请假|缺席|缺勤|因[公病事]|公差|出差|未到|外出|补课|补学/;
const squeezed = (words: string): string => words.replace(/[ \t]/g, "");
