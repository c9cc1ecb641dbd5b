// What cross-document rules compare: days, people, subjects, issues. A table from kind to function.
import type { AcrossSource } from "../../rulebook/schema/check.ts";
import type { CrossCheck } from "./contradiction.ts";
import { beforeNext, dateOrder, dayAmong, oftenEnough, sameDate } from "./days.ts";
import { issuesAnswered } from "./issues.ts";
import { peopleApart, peopleWithin, rosterWithin } from "./people.ts";
import { monthPlanned, sharedReading, subjectTold } from "./subjects.ts";

export const CROSS_CHECKS: Record<AcrossSource["kind"], CrossCheck> = {
  date_order: dateOrder,
  same_date: sameDate,
  day_among: dayAmong,
  before_next: beforeNext,
  often_enough: oftenEnough,
  people_within: peopleWithin,
  people_apart: peopleApart,
  roster_within: rosterWithin,
  shared_reading: sharedReading,
  subject_told: subjectTold,
  month_planned: monthPlanned,
  issues_answered: issuesAnswered,
};
