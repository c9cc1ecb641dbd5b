/**
 * Parts of the file that nobody has read: what seems to be missing may stand in them. Then nothing is called missing; a person is
 * asked to look at them.
 */
import { EMPTY_SPAN } from "../text/normalized.ts";
import type { ExaminationContext, Verdict } from "./context.ts";
import type { Finding } from "./examination.ts";
import { documentFinding } from "./whole.ts";

/** What is missing may stand in what nobody has read: then nobody can say. */
export const perhapsUnread = (verdict: Verdict, unread: readonly string[]): Verdict =>
  verdict.state === "missing" && unread.length > 0
    ? { ...verdict, state: "unsure", evidence: EMPTY_SPAN }
    : verdict;

/** The findings as they stand beside what is unread. */
export function besideUnread(
  context: ExaminationContext,
  findings: readonly Finding[],
  unread: readonly string[],
): Finding[] {
  if (unread.length === 0) return [...findings];
  const held = findings.map(
    (one): Finding => (one.severity === "error" && one.evidence === "" ? { ...one, severity: "look" } : one),
  );
  const values = { what: unread.join("、") };
  return [...held, documentFinding(context, "parts_unread", EMPTY_SPAN, values, "look")];
}
