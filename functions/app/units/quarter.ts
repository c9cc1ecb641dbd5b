/** Everything a unit did in a quarter, read from the table: for its desk and for the notice. */

import { parsePeriod, periodDays, periodOf } from "../../../core/calendar/period.ts";
import { afterDays } from "../../../core/calendar/workday.ts";
import type { ReturnRecord } from "../../../core/notices/quarter.ts";
import { type Obligation, obligationsOf, owedBy } from "../../../core/obligations/obligation.ts";
import type { Unit } from "../../../core/organisation/unit.ts";
import type { Rulebook } from "../../../core/rulebook/rulebook.ts";
import type { StudySession } from "../../../core/sessions/session.ts";
import { parsedEvent } from "../../../core/subject/change.ts";
import { submissionKind } from "../../../core/submissions/kind.ts";
import { isSame, standingOverrulings } from "../../../core/submissions/overruling.ts";
import type { Submission } from "../../../core/submissions/submission.ts";
import { rulebookInForce } from "../../adapters/rulebook/in-force.ts";
import { sessionsOfUnit } from "../../adapters/table/sessions.ts";
import { submissionsOfUnit } from "../../adapters/table/submissions.ts";
import { trailOf } from "../../adapters/table/trail.ts";

export interface Quarter {
  readonly sessions: readonly StudySession[];
  /** Of the quarter; papers of the year are in `yearly` as well when filed in it. */
  readonly submissions: readonly Submission[];
  readonly obligations: readonly Obligation[];
  /** All of the year. */
  readonly ofYear: readonly Submission[];
  /** Closed documents of the year by the light they light for each of its sessions: plans light 有计划. */
  readonly yearLit: Readonly<Record<string, readonly string[]>>;
}

export async function quarterOf(unit: Unit, period: string, today: string): Promise<Quarter> {
  const quarter = parsePeriod(period);
  if (!quarter) return { sessions: [], submissions: [], obligations: [], ofYear: [], yearLit: {} };
  const { first, last } = periodDays(quarter);
  const [sessions, ofYear, rulebook] = await Promise.all([
    sessionsOfUnit(unit.id, first, last),
    submissionsOfUnit(unit.jurisdiction, unit.id, String(quarter.year)),
    rulebookInForce(unit.jurisdiction),
  ]);
  return {
    sessions,
    submissions: ofYear.filter((s) => s.period === period),
    obligations: obligationsOf(period, sessions, ofYear, today, owedBy(rulebook)),
    ofYear,
    yearLit: litByYear(ofYear, rulebook),
  };
}

function litByYear(
  ofYear: readonly Submission[],
  { types }: Pick<Rulebook, "types">,
): Record<string, readonly string[]> {
  const lit: Record<string, string[]> = {};
  for (const { id, state, revisions } of ofYear) {
    const type = types.get(revisions.at(-1)?.examination?.documentType ?? "");
    if (state !== "closed" || !type?.yearly || !type.light) continue;
    lit[type.light] = [...(lit[type.light] ?? []), id];
  }
  return lit;
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
      const events = (await trailOf(id)).map((entry) => parsedEvent(submissionKind, entry));
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
