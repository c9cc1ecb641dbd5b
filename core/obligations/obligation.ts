/**
 * Obligations 应报事项: what a unit owes in a quarter (domain.md §1.3, §1.5). The list is data with local numbers
 * as defaults; the state of each is computed from sessions and submissions, never stored.
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
  /** Key of the rulebook's `deadlines` that says so. */
  readonly deadline: string;
}

type Due =
  | { readonly monthDay: string }
  | { readonly daysAfter: number }
  | { readonly workdaysBefore: number };

export interface Obligation extends Omit<ObligationRule, "due" | "deadline"> {
  readonly sessionDate?: string;
  readonly due?: string;
  readonly status: "due" | "filed" | "returned" | "closed" | "overdue";
  readonly submissionIds: readonly string[];
}

/** Defaults [D] of domain.md §1.3; the numbers of the rulebook take their place (`owedBy`). */
export const DEFAULT_OBLIGATIONS: readonly ObligationRule[] = [
  {
    id: "plan",
    name: "年度学习计划",
    documentTypes: ["annual_plan"],
    scope: "year",
    due: { monthDay: "02-28" },
    deadline: "plan",
  },
  {
    id: "record",
    name: "学习记录或纪要",
    documentTypes: ["minutes_record", "minutes_summary"],
    scope: "session",
    due: { daysAfter: 7 },
    deadline: "session_report",
  },
  {
    id: "scheme",
    name: "学习方案",
    documentTypes: ["study_scheme"],
    scope: "session",
    due: { workdaysBefore: 5 },
    deadline: "scheme",
  },
  {
    id: "attendance",
    name: "考勤签到表",
    documentTypes: ["attendance_sheet"],
    scope: "session",
    due: { daysAfter: 7 },
    deadline: "session_report",
  },
  {
    id: "report",
    name: "学习报道",
    documentTypes: ["news_report"],
    scope: "session",
    due: { daysAfter: 7 },
    deadline: "session_report",
  },
];

/** What is owed in a quarter: which papers by when, and of how many sessions at least. */
export interface Owed {
  readonly rules: readonly ObligationRule[];
  readonly sessions: number;
}

const OWED: Owed = { rules: DEFAULT_OBLIGATIONS, sessions: 1 };

/** By the numbers of an office's rulebook; a number that does not fit its deadline's kind is left as it was. */
export function owedBy({ deadlines, quotas }: Pick<Rulebook, "deadlines" | "quotas">): Owed {
  const rules = DEFAULT_OBLIGATIONS.map((rule) => ({
    ...rule,
    due: numbered(rule.due, deadlines[rule.deadline]?.value),
  }));
  return { rules, sessions: quotas.sessions_per_quarter?.value ?? OWED.sessions };
}

function numbered(due: Due, value: number | string | undefined): Due {
  if ("monthDay" in due) return typeof value === "string" ? { monthDay: value } : due;
  if (typeof value !== "number") return due;
  return "daysAfter" in due ? { daysAfter: value } : { workdaysBefore: value };
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
  { rules, sessions: least }: Owed = OWED,
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
