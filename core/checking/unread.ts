/**
 * Pictures of the file that nobody has read: what seems to be missing may stand in them. Then nothing is called missing; a person is
 * asked to look at the pictures.
 */
import type { ExaminationContext } from "./context.ts";
import type { Finding } from "./examination.ts";
import { documentFinding } from "./whole.ts";

/** The findings as they stand while `count` pages or pictures are unread. */
export function besideUnread(
  context: ExaminationContext,
  findings: readonly Finding[],
  count: number,
): Finding[] {
  if (count === 0) return [...findings];
  const held = findings.map(
    (one): Finding => (one.severity === "error" && one.evidence === "" ? { ...one, severity: "look" } : one),
  );
  return [...held, documentFinding(context, "pictures_unread", { start: 0, end: 0 }, { count }, "look")];
}
