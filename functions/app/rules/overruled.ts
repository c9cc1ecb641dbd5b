/** What those who own the rules learn from overrulings. */
import { afterDays } from "../../../core/calendar/workday.ts";
import { ruleRecords } from "../../../core/submissions/rule-record.ts";
import { clock } from "../../adapters/clock.ts";
import { rulebookInForce } from "../../adapters/rulebook/in-force.ts";
import { overrulingsSince, ruleHitsSince } from "../../adapters/table/rule-hits.ts";
import { type Names, namesIn } from "../people/names.ts";

/** Unless another day is asked for: about a quarter. */
export const DAYS = 92;
const MAX_LATEST = 5;

/** Which rules have been overruled since a day, the most often wrong first. */
export async function overruledRules(jurisdiction: string, asked: string | undefined) {
  const since = asked ?? afterDays(clock.today(), -DAYS);
  const [made, hits, names, ruleNames, { version }] = await Promise.all([
    overrulingsSince(jurisdiction, instantOf(since)),
    ruleHitsSince(jurisdiction, instantOf(since)),
    namesIn(jurisdiction),
    namesOfRules(jurisdiction),
    rulebookInForce(jurisdiction),
  ]);
  return { since, records: ruleRecords(made, hits, MAX_LATEST), names, ruleNames, version };
}

/** Every overruling since a day, the newest first. */
export async function overrulingsMade(jurisdiction: string, asked: string | undefined) {
  const since = asked ?? afterDays(clock.today(), -DAYS);
  const [made, names, ruleNames] = await Promise.all([
    overrulingsSince(jurisdiction, instantOf(since)),
    namesIn(jurisdiction),
    namesOfRules(jurisdiction),
  ]);
  return { since, made: made.toReversed(), names, ruleNames };
}

/** A day of the office's calendar as the instant it begins. */
export const instantOf = (day: string): string => new Date(`${day}T00:00:00+08:00`).toISOString();

/** 会议记录·学习地点, for the rules that are about one element of one type. */
async function namesOfRules(jurisdiction: string): Promise<Names> {
  const types = [...(await rulebookInForce(jurisdiction)).types.values()];
  return new Map(
    types.flatMap((type) =>
      type.elements.map(({ rule, name }): [string, string] => [rule, `${type.name}·${name}`]),
    ),
  );
}
