// A table from kind of check to function; which check runs where is rule data.
import type { CheckRule } from "../../rulebook/rulebook.ts";
import type { CheckSource } from "../../rulebook/schema/check.ts";
import type { ExaminationContext } from "../context.ts";
import { selfApproval } from "./approval.ts";
import { absenceReason, absentPresent, headcount } from "./attendance.ts";
import { dateOrder, filedWithin, filedYear, notFuture, outdated, yearWindow } from "./calendar.ts";
import type { Check, CheckHit, Verdicts } from "./check.ts";
import { hollow } from "./hollow.ts";
import { hours } from "./hours.ts";
import { impossibleDay } from "./impossible.ts";
import { leavePeriod } from "./leave.ts";
import { backfilled, sameSpeech } from "./notes.ts";
import { statedPoints, unanswered } from "./points.ts";
import { laterReading } from "./readings.ts";
import { rosterGap } from "./roster.ts";
import { grade, speakerPresent } from "./speaking.ts";
import { columnSums, ranking, sums } from "./statistics.ts";
import { otherUnit } from "./units.ts";
import { absentBeside, praise, repeated, words } from "./wording.ts";
import { sameYear, titleYear } from "./years.ts";

const CHECKS: { [K in CheckSource["kind"]]: Check<K> } = {
  date_order: dateOrder,
  not_future: notFuture,
  filed_year: filedYear,
  same_year: sameYear,
  year_window: yearWindow,
  title_year: titleYear,
  later_reading: laterReading,
  hours,
  outdated,
  leave_period: leavePeriod,
  headcount,
  absent_present: absentPresent,
  speaker_present: speakerPresent,
  self_approval: selfApproval,
  stated_points: statedPoints,
  unanswered,
  other_unit: otherUnit,
  hollow,
  praise,
  absence_reason: absenceReason,
  sums,
  column_sums: columnSums,
  impossible_day: impossibleDay,
  ranking,
  words,
  repeated,
  absent_beside: absentBeside,
  grade,
  roster_gap: rosterGap,
  filed_within: filedWithin,
  backfilled,
  same_speech: sameSpeech,
};

/** Runs one check. A kind and its function are paired by the table above, which the compiler cannot follow here. */
export function run(
  context: ExaminationContext,
  verdicts: Verdicts,
  { source, regexes }: CheckRule,
): CheckHit[] {
  const check = CHECKS[source.kind] as Check<typeof source.kind>;
  return check(context, verdicts, source as never, regexes);
}
