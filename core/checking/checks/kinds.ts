// A table from kind of check to function; which check runs where is rule data.
import type { CheckRule } from "../../rulebook/rulebook.ts";
import type { CheckSource } from "../../rulebook/schema/check.ts";
import type { ExaminationContext } from "../context.ts";
import { absenceReason, attendance } from "./attendance.ts";
import { dateOrder, filedWithin, filedYear, notFuture, sameYear, yearWindow } from "./calendar.ts";
import type { Check, CheckHit, Verdicts } from "./check.ts";
import { backfilled, sameSpeech } from "./notes.ts";
import { rosterGap } from "./roster.ts";
import { grade, speakerPresent } from "./speaking.ts";
import { ranking, sums } from "./statistics.ts";
import { absentBeside, repeated, words } from "./wording.ts";

const CHECKS: { [K in CheckSource["kind"]]: Check<K> } = {
  date_order: dateOrder,
  not_future: notFuture,
  filed_year: filedYear,
  same_year: sameYear,
  year_window: yearWindow,
  attendance,
  absence_reason: absenceReason,
  sums,
  ranking,
  words,
  repeated,
  absent_beside: absentBeside,
  grade,
  speaker_present: speakerPresent,
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
