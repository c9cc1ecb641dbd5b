// Findings on whose sessions a paper reports: another body's meeting, a doubt about it, several sessions in one paper.

import type { ExaminationContext } from "./context.ts";
import type { Examination, Finding } from "./examination.ts";
import { furtherSessions } from "./several.ts";
import { documentFinding } from "./whole.ts";
import { whoseEvent } from "./whose.ts";

const WRONG = "wrong_type";

/**
 * Adds what is to be said of whose event it was, and answers what follows for counting: another body's meeting is never counted,
 * a doubt leaves it open. `negative`: the text has been recognised as no session paper, which has been said.
 */
export function strangers(
  context: ExaminationContext,
  findings: Finding[],
  negative: boolean,
): { counted: Examination["counted"] } | undefined {
  const { group } = context.rulebook.sessions;
  const { type, page, labels } = context;
  if (negative) return type.session ? { counted: { counted: false, reason: WRONG } } : undefined;
  if (!group.types.includes(type.id)) return undefined;
  const further = type.session ? furtherSessions(context) : undefined;
  if (further)
    findings.push(documentFinding(context, "several_sessions", further.at, { times: further.times }, "look"));
  const { kind, at } = whoseEvent(page, labels, group, type.id);
  if (kind === "group") return undefined;
  const sure = kind === "stranger";
  const told = findings.some(({ code }) => code === WRONG);
  const made = documentFinding(
    context,
    sure ? "not_group_session" : "group_unsure",
    at,
    {},
    sure ? "error" : "look",
  );
  if (!told) findings.push({ ...made, code: WRONG });
  if (!sure) return { counted: undefined };
  const { evidence: text, start, end } = made;
  return { counted: { counted: false, reason: WRONG, evidence: { text, start, end } } };
}
