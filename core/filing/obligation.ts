/**
 * Obligations 应报事项: what a unit owes in a quarter (domain.md §1.3, §1.5). The list is data with local numbers
 * as defaults; the state of each is computed from sessions and submissions, never stored.
 */
import type { Submission } from "../review/submission.ts";
import { parsePeriod, periodDays } from "./period.ts";
import type { StudySession } from "./session.ts";
import { afterDays } from "./workday.ts";

export interface ObligationRule {
  readonly id: string;
  readonly name: string;
  /** Any one of these types fulfils it. */
  readonly documentTypes: readonly string[];
  readonly scope: "year" | "quarter" | "session";
  /** `month-day` of the year, days after the session, or days after the quarter's end. */
  readonly due: { readonly monthDay: string } | { readonly daysAfter: number };
}

export interface Obligation extends Omit<ObligationRule, "due"> {
  readonly sessionDate?: string;
  readonly due?: string;
  readonly status: "due" | "filed" | "returned" | "closed" | "overdue";
  readonly submissionIds: readonly string[];
}

/** Defaults [D] of domain.md §1.3; an office changes the table, not the code. */
export const DEFAULT_OBLIGATIONS: readonly ObligationRule[] = [
  {
    id: "plan",
    name: "年度学习计划",
    documentTypes: ["annual_plan"],
    scope: "year",
    due: { monthDay: "02-28" },
  },
  {
    id: "record",
    name: "学习记录或纪要",
    documentTypes: ["minutes_record", "minutes_summary"],
    scope: "session",
    due: { daysAfter: 7 },
  },
  {
    id: "scheme",
    name: "学习方案",
    documentTypes: ["study_scheme"],
    scope: "session",
    due: { daysAfter: 0 },
  },
  {
    id: "attendance",
    name: "考勤签到表",
    documentTypes: ["attendance_sheet"],
    scope: "session",
    due: { daysAfter: 7 },
  },
  { id: "report", name: "学习报道", documentTypes: ["news_report"], scope: "session", due: { daysAfter: 7 } },
];

const OPEN = new Set(["received", "examining", "resubmitted", "in_review"]);

/**
 * What `unit` owes for the quarter. A quarter without any session still owes one: its record is listed with the
 * quarter's last day plus the record's days as due date (at least one collective study a quarter, domain.md §1.1).
 */
export function obligationsOf(
  period: string,
  sessions: readonly StudySession[],
  submissions: readonly Submission[],
  today: string,
  rules: readonly ObligationRule[] = DEFAULT_OBLIGATIONS,
): Obligation[] {
  const quarter = parsePeriod(period);
  if (!quarter) return [];
  const typeOf = (s: Submission) => s.revisions.at(-1)?.examination?.documentType ?? s.declaredType;
  const one = (rule: ObligationRule, session: StudySession | undefined, due: string): Obligation => {
    const own = submissions.filter(
      (s) =>
        rule.documentTypes.includes(typeOf(s) ?? "") &&
        (rule.scope === "year" || (session ? isOf(s, session) : s.period === period)),
    );
    return {
      id: session ? `${rule.id}@${session.date}` : rule.id,
      name: rule.name,
      documentTypes: rule.documentTypes,
      scope: rule.scope,
      ...(session && { sessionDate: session.date }),
      due,
      status: statusOf(own, due, today),
      submissionIds: own.map((s) => s.id),
    };
  };
  return rules.flatMap((rule) => {
    if (rule.scope !== "session") {
      const due =
        "monthDay" in rule.due
          ? `${quarter.year}-${rule.due.monthDay}`
          : afterDays(periodDays(quarter).last, rule.due.daysAfter);
      return [one(rule, undefined, due)];
    }
    const days = "daysAfter" in rule.due ? rule.due.daysAfter : 0;
    if (sessions.length === 0) return [one(rule, undefined, afterDays(periodDays(quarter).last, days))];
    return sessions.map((session) => one(rule, session, afterDays(session.date, days)));
  });
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
