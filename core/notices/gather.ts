/** From what a unit filed to its figures (domain.md §1.8). One call per unit, so that a Map state can share the work. */

import { dayOf } from "../calendar/workday.ts";
import type { Obligation } from "../obligations/obligation.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import { lightsOf } from "../sessions/dossier.ts";
import type { SessionKind, StudySession } from "../sessions/session.ts";
import type { Day, Instant } from "../subject/kind.ts";
import type { Submission } from "../submissions/submission.ts";
import { distinct } from "./figure.ts";
import type {
  DueItem,
  NotCountedSession,
  Standing,
  UnitFigures,
  UnitProblem,
  UnitQuarter,
} from "./quarter.ts";
import { type NoticeFigures, total } from "./total.ts";

/** What the figures ask of the rulebook. */
type NoticeRules = {
  readonly sessions: Omit<Rulebook["sessions"], "group">;
  readonly codes: Pick<Rulebook["codes"], "looks">;
};

/** Map and reduce in one process. `cutoff` is a day: what happened later is not in the figures. */
export function gather(input: {
  readonly period: string;
  readonly cutoff: Day;
  readonly units: readonly UnitQuarter[];
  readonly sharedBy?: number;
  readonly rules: NoticeRules;
}): NoticeFigures {
  const { units, rules, ...of } = input;
  return total(
    units.map((unit) => gatherUnit(unit, input.cutoff, rules)),
    of,
  );
}

/**
 * The figures of one unit up to and including `cutoff`: sessions held, documents received and decisions taken later
 * are left out. A session's counting has no date of its own and is taken as it stands.
 */
export function gatherUnit(quarter: UnitQuarter, cutoff: Day, rules: NoticeRules): UnitFigures {
  const { unit } = quarter;
  const sessions = quarter.sessions.filter((session) => session.date <= cutoff);
  const counted = sessions.filter((session) => session.counting.status === "counted");
  const late = new Set(quarter.submissions.filter((s) => dayOf(s.receivedAt) > cutoff).map((s) => s.id));
  const standings = quarter.submissions.flatMap((submission) => {
    const standing = late.has(submission.id) ? undefined : standingOf(submission, cutoff);
    return standing ? [{ id: submission.id, standing, submission }] : [];
  });
  const at = (standing: Standing) =>
    distinct(standings.filter((s) => s.standing === standing).map((s) => s.id));
  const sentBack = new Set(quarter.returns.map((record) => record.submissionId));
  const received = new Set(standings.map((s) => s.id));

  return {
    unitId: unit.id,
    unitName: unit.name,
    order: unit.order,
    counted: byKind(counted),
    undecided: distinct(sessions.filter((s) => s.counting.status === "open").map((s) => s.id)),
    notCounted: sessions.flatMap((session) => notCountedOf(session, unit)),
    contradicted: quarter.contradicted.filter((one) => one.submissionIds.every((id) => !late.has(id))),
    submissions: {
      closed: at("closed"),
      open: at("open"),
      returned: at("returned"),
      rejected: at("rejected"),
    },
    corrected: distinct(
      standings
        .filter((s) => s.standing === "closed" && (sentBack.has(s.id) || s.submission.revisions.length > 1))
        .map((s) => s.id),
    ),
    dueItems: quarter.obligations.flatMap((obligation) => dueItemOf(obligation, unit.id, late, cutoff)),
    problems: problemsOf(quarter, received, rules.codes.looks),
    complete: distinct(
      counted
        .filter((s) => Object.values(lightsOf(s, quarter.ofYear, rules)).every(({ lit }) => lit))
        .map((s) => s.id),
    ),
  };
}

function byKind(sessions: readonly StudySession[]): Record<SessionKind, string[]> {
  const of = (kind: SessionKind) => distinct(sessions.filter((s) => s.kind === kind).map((s) => s.id));
  return Object.fromEntries(distinct(sessions.map(({ kind }) => kind)).map((kind) => [kind, of(kind)]));
}

function notCountedOf(session: StudySession, unit: UnitQuarter["unit"]): NotCountedSession[] {
  if (session.counting.status !== "not_counted") return [];
  const { reason, evidence, submissionId } = session.counting;
  return [
    {
      sessionId: session.id,
      unitId: unit.id,
      unitName: unit.name,
      date: session.date,
      reason,
      ...(evidence !== undefined && { evidence }),
      submissionId,
    },
  ];
}

/** Where a submission received by then stood at the end of `cutoff`: a decision taken later leaves it open. */
function standingOf(submission: Submission, cutoff: Day): Standing | undefined {
  const until = (instant: Instant) => dayOf(instant) <= cutoff;
  switch (submission.state) {
    case "closed":
      return until(submission.closedAt) ? "closed" : "open";
    case "returned":
      return until(submission.returnedAt) ? "returned" : "open";
    case "rejected":
      return until(submission.at) ? "rejected" : "open";
    case "withdrawn":
      return until(submission.at) ? undefined : "open";
    default:
      return "open";
  }
}

/** Nothing for an obligation that was neither due nor fulfilled by the cut-off day. */
function dueItemOf(
  obligation: Obligation,
  unitId: string,
  late: ReadonlySet<string>,
  cutoff: Day,
): DueItem[] {
  const submissionIds = distinct(obligation.submissionIds.filter((id) => !late.has(id)));
  const item = (standing: DueItem["standing"]): DueItem[] => [
    {
      id: `${unitId}/${obligation.id}`,
      name: obligation.name,
      ...(obligation.sessionDate && { sessionDate: obligation.sessionDate }),
      ...(obligation.due && { due: obligation.due }),
      standing,
      submissionIds,
    },
  ];
  if (submissionIds.length > 0 && obligation.status === "returned") return item("returned");
  if (submissionIds.length > 0 && (obligation.status === "filed" || obligation.status === "closed"))
    return item("filed");
  return obligation.due !== undefined && obligation.due < cutoff ? item("overdue") : [];
}

/** @param looks codes that say only that the machine was not sure: no fault of the unit's */
function problemsOf(
  quarter: UnitQuarter,
  received: ReadonlySet<string>,
  looks: readonly string[],
): UnitProblem[] {
  const current = quarter.submissions.flatMap((submission) =>
    submission.state === "returned" ? [{ submissionId: submission.id, reasons: submission.reasons }] : [],
  );
  const problems = new Map<string, { code: string; element?: string; submissionIds: string[] }>();
  for (const { submissionId, reasons } of [...quarter.returns, ...current]) {
    if (!received.has(submissionId)) continue;
    for (const { code, element } of reasons) {
      if (looks.includes(code)) continue;
      const key = `${code} ${element ?? ""}`;
      const problem = problems.get(key) ?? { code, ...(element && { element }), submissionIds: [] };
      problem.submissionIds.push(submissionId);
      problems.set(key, problem);
    }
  }
  return [...problems]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, problem]) => ({ ...problem, submissionIds: distinct(problem.submissionIds) }));
}
