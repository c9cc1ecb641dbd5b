/**
 * Parts of the file that nobody has read: what seems to be missing may stand in them. Then nothing is called missing; a person is
 * asked to look at them.
 */
import type { ExaminationContext, Verdict } from "./context.ts";
import type { Finding, Unread } from "./examination.ts";
import { documentFinding } from "./whole.ts";

const EMPTY_SPAN = { start: 0, end: 0 };

/** What is missing may stand in what nobody has read: then nobody can say. */
export const perhapsUnread = (verdict: Verdict, unread: Unread | undefined): Verdict =>
  verdict.state === "missing" && unread && namesOf(unread) !== ""
    ? { ...verdict, state: "unsure", evidence: EMPTY_SPAN }
    : verdict;

/** The findings as they stand beside what is unread. */
export function besideUnread(
  context: ExaminationContext,
  findings: readonly Finding[],
  unread: Unread | undefined,
): Finding[] {
  const what = unread ? namesOf(unread) : "";
  if (what === "") return [...findings];
  const held = findings.map(
    (one): Finding => (one.severity === "error" && one.evidence === "" ? { ...one, severity: "look" } : one),
  );
  return [...held, documentFinding(context, "parts_unread", EMPTY_SPAN, { what }, "look")];
}

function namesOf({ pages = 0, objects = [], formulas = [], from }: Unread): string {
  return [
    ...(pages > 0 ? [`${pages}张图片`] : []),
    ...new Set(objects.map((name) => `嵌入的${name}`)),
    ...(formulas.length > 0 ? [`${formulas.length}个没有结果的公式`] : []),
    ...(from === undefined ? [] : [`第${from}字以后的文字`]),
  ].join("、");
}
