/**
 * Obligations 应报事项: what a unit owes in a quarter (domain.md §1.3, §1.5). The list is the rulebook's; the state of each is computed from sessions and submissions, never stored.
 */

import { parsePeriod, periodDays } from "../calendar/period.ts";
import { afterDays, beforeWorkdays } from "../calendar/workday.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import type { StudySession } from "../sessions/session.ts";
import type { Submission } from "../submissions/submission.ts";

export interface ObligationRule {
  readonly id: string;
  readonly name: string;
  /** Any one of these types fulfils it. */
  readonly documentTypes: readonly string[];
  readonly scope: "year" | "quarter" | "session";
  /** `month-day` of the year, days after the session or the quarter's end, or working days before the session. */
  readonly due: Due;
}

type Due =
  | { readonly monthDay: string }
  | { readonly daysAfter: number }
  | { readonly workdaysBefore: number };

export interface Obligation extends Omit<ObligationRule, "due"> {
  readonly sessionDate?: string;
  readonly due?: string;
  readonly status: "due" | "filed" | "returned" | "closed" | "overdue";
  readonly submissionIds: readonly string[];
}

/** What is owed in a quarter: which papers by when, and of how many sessions at least. */
export interface Owed {
  readonly rules: readonly ObligationRule[];
  readonly sessions: number;
}

/** By the numbers of an office's rulebook; loading has made sure that each deadline fits its kind. */
export function owedBy({
  sessions: { obligations },
  deadlines,
  quotas,
}: Pick<Rulebook, "sessions" | "deadlines" | "quotas">): Owed {
  const rules = obligations.map(({ due, deadline, ...rule }) => ({
    ...rule,
    due: dueBy(due, deadlines[deadline]?.value),
  }));
  return { rules, sessions: quotas.sessions_per_quarter?.value ?? 1 };
}

function dueBy(kind: "monthDay" | "daysAfter" | "workdaysBefore", value: number | string | undefined): Due {
  if (kind === "monthDay") return { monthDay: String(value) };
  return kind === "daysAfter" ? { daysAfter: Number(value) } : { workdaysBefore: Number(value) };
}

const OPEN = new Set(["received", "examining", "resubmitted", "in_review"]);

/**
 * What `unit` owes for the quarter. Fewer sessions than the rulebook asks for (at least one, domain.md §1.1): what is
 * missing is listed with the quarter's last day plus the paper's days as due date.
 */
export function obligationsOf(
  period: string,
  sessions: readonly StudySession[],
  submissions: readonly Submission[],
  today: string,
  { rules, sessions: least }: Owed,
): Obligation[] {
  const quarter = parsePeriod(period);
  if (!quarter) return [];
  const typeOf = (s: Submission) => s.revisions.at(-1)?.examination?.documentType ?? s.declaredType;
  const { last } = periodDays(quarter);
  const ofType = (rule: ObligationRule) =>
    submissions.filter((s) => rule.documentTypes.includes(typeOf(s) ?? ""));
  const one = (
    { documentTypes, name, scope }: ObligationRule,
    id: string,
    due: string,
    own: readonly Submission[],
    session?: StudySession,
  ): Obligation => ({
    id,
    name,
    documentTypes,
    scope,
    ...(session && { sessionDate: session.date }),
    due,
    status: statusOf(own, due, today),
    submissionIds: own.map((s) => s.id),
  });
  const missing = Math.max(0, least - sessions.length);
  return rules.flatMap((rule) => {
    const filed = ofType(rule);
    if (rule.scope === "year") return [one(rule, rule.id, dueDay(rule, last), filed)];
    if (rule.scope === "quarter")
      return [
        one(
          rule,
          rule.id,
          dueDay(rule, last),
          filed.filter((s) => s.period === period),
        ),
      ];
    const loose = filed.filter((s) => s.period === period && !sessions.some((session) => isOf(s, session)));
    return [
      ...sessions.map((session) =>
        one(
          rule,
          `${rule.id}@${session.date}`,
          dueDay(rule, session.date, session),
          filed.filter((s) => isOf(s, session)),
          session,
        ),
      ),
      ...Array.from({ length: missing }, (_, n) =>
        one(
          rule,
          n === 0 ? rule.id : `${rule.id}-${n + 1}`,
          dueDay(rule, last),
          n === missing - 1 ? loose.slice(n) : loose.slice(n, n + 1),
        ),
      ),
    ];
  });
}

/** Counted from the session's day, or where there is none from the quarter's last. */
function dueDay({ due }: ObligationRule, day: string, session?: StudySession): string {
  if ("monthDay" in due) return `${day.slice(0, 4)}-${due.monthDay}`;
  if ("daysAfter" in due) return afterDays(day, due.daysAfter);
  return session ? beforeWorkdays(day, due.workdaysBefore) : day;
}

/** Filed into the session, or, before anybody has approved it, of its day by what it says itself. */
function isOf(submission: Submission, session: StudySession): boolean {
  if (submission.sessionId !== undefined) return submission.sessionId === session.id;
  return submission.revisions.at(-1)?.examination?.effectiveDate === session.date;
}

function statusOf(own: readonly Submission[], due: string, today: string): Obligation["status"] {
  if (own.some((s) => s.state === "closed")) return "closed";
  if (own.some((s) => OPEN.has(s.state))) return "filed";
  if (own.some((s) => s.state === "returned")) return "returned";
  return today > due ? "overdue" : "due";
}
