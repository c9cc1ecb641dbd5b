/** The names against which a unit's papers are checked. */
import { parsePeriod, periodDays } from "../../../core/calendar/period.ts";
import { rosterDuring, rosterOn } from "../../../core/organisation/member.ts";
import type { Unit } from "../../../core/organisation/unit.ts";
import { clock } from "../../adapters/clock.ts";

/** Of papers of a period: whoever has been in the group on one of its days. Today's where it is no period. */
export function rosterOf(unit: Unit | undefined, period: string): string[] {
  if (!unit) return [];
  const parsed = parsePeriod(period);
  if (!parsed) return rosterOn(unit.members, clock.today());
  const { first, last } = periodDays(parsed);
  return rosterDuring(unit.members, first, last);
}
