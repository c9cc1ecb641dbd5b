/** Everything a unit did in a quarter, read from the table: for its desk and for the notice. */

import { parsePeriod, periodDays, periodOf } from "../../../core/calendar/period.ts";
import { afterDays } from "../../../core/calendar/workday.ts";
import type { ReturnRecord } from "../../../core/notices/quarter.ts";
import { type Obligation, obligationsOf, owedBy } from "../../../core/obligations/obligation.ts";
import type { Unit } from "../../../core/organisation/unit.ts";
import type { StudySession } from "../../../core/sessions/session.ts";
import type { SubmissionEvent } from "../../../core/submissions/event.ts";
import { isSame, standingOverrulings } from "../../../core/submissions/overruling.ts";
import type { Submission } from "../../../core/submissions/submission.ts";
import { rulebookInForce } from "../../adapters/rulebook/in-force.ts";
import { sessionsOfUnit } from "../../adapters/table/sessions.ts";
import { submissionsOfUnit, trailOf } from "../../adapters/table/submissions.ts";

export interface Quarter {
  readonly sessions: readonly StudySession[];
  /** Of the quarter; papers of the year are in `yearly` as well when filed in it. */
  readonly submissions: readonly Submission[];
  readonly obligations: readonly Obligation[];
  /** All of the year. */
  readonly ofYear: readonly Submission[];
  /** Closed plans of the year: they light 有计划 for each of its sessions. */
  readonly yearPlans: readonly string[];
}

export async function quarterOf(unit: Unit, period: string, today: string): Promise<Quarter> {
  const quarter = parsePeriod(period);
  if (!quarter) return { sessions: [], submissions: [], obligations: [], ofYear: [], yearPlans: [] };
  const { first, last } = periodDays(quarter);
  const [sessions, ofYear] = await Promise.all([
    sessionsOfUnit(unit.id, first, last),
    submissionsOfUnit(unit.jurisdiction, unit.id, String(quarter.year)),
  ]);
  const isPlan = (s: Submission) => s.revisions.at(-1)?.examination?.documentType === "annual_plan";
  return {
    sessions,
    submissions: ofYear.filter((s) => s.period === period),
    obligations: obligationsOf(period, sessions, ofYear, today, owedBy(await rulebookInForce())),
    ofYear,
    yearPlans: ofYear.filter((s) => isPlan(s) && s.state === "closed").map((s) => s.id),
  };
}

/** The quarter people work on: this one, or the one before while only that one has papers: they are due after its end. */
export async function quarterInHand(unit: Unit, today: string): Promise<string> {
  const current = periodOf(today);
  const quarter = parsePeriod(current);
  if (!quarter) return current;
  const before = periodOf(afterDays(periodDays(quarter).first, -1));
  const filed = await Promise.all(
    [before, current].map((period) => submissionsOfUnit(unit.jurisdiction, unit.id, period)),
  );
  const [ofBefore = [], ofCurrent = []] = filed;
  return ofCurrent.length === 0 && ofBefore.length > 0 ? before : current;
}

/**
 * What went back and why, from the trails: a closed submission no longer holds its old reasons. What a reviewer has
 * overruled since is no reason any more.
 */
export async function returnsOf(submissions: readonly Submission[]): Promise<ReturnRecord[]> {
  const wentBack = submissions.filter((s) => s.state === "returned" || s.revisions.length > 1);
  const records = await Promise.all(
    wentBack.map(async (submission) => {
      const { id, unitId } = submission;
      const overruled = standingOverrulings(submission);
      const events = (await trailOf(id)).map((entry) => entry.event as SubmissionEvent);
      return events.flatMap((event) =>
        event.type === "Returned"
          ? [
              {
                submissionId: id,
                unitId,
                reasons: event.reasons.filter(
                  (reason) => !overruled.some(({ finding }) => isSame(finding, reason)),
                ),
              },
            ]
          : [],
      );
    }),
  );
  return records.flat();
}
