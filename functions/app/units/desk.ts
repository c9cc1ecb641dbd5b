/** A unit's desk: what its quarter asks for, what has come, what contradicts, which links are out. */
import type { Unit } from "../../../core/organisation/unit.ts";
import { clock } from "../../adapters/clock.ts";
import { rulebookInForce } from "../../adapters/rulebook/in-force.ts";
import { linksOfUnit } from "../../adapters/table/links.ts";
import { setAsideOfUnit } from "../../adapters/table/set-asides.ts";
import { submissionsOfUnit } from "../../adapters/table/submissions.ts";
import { contradictionsOf } from "../checking/cross-check.ts";
import { recognitionOf } from "../submissions/recognition.ts";
import { quarterInHand, quarterOf } from "./quarter.ts";

export type Desk = Awaited<ReturnType<typeof deskOf>>;

/** @param asked the quarter; without one the quarter in hand */
export async function deskOf(unit: Unit, asked: string | undefined) {
  const today = clock.today();
  const period = asked ?? (await quarterInHand(unit, today));
  const [quarter, links] = await Promise.all([quarterOf(unit, period, today), linksOfUnit(unit.id)]);
  const filed = await submissionsOfUnit(unit.jurisdiction, unit.id);
  const setAside = await setAsideOfUnit(unit.jurisdiction, unit.id);
  const contradictions = await contradictionsOf(unit, quarter.ofYear, period, today);
  const recognising = await recognitionOf(quarter.submissions);
  const uploadsThrough = (linkId: string): number =>
    filed.filter((one) => one.linkId === linkId).reduce((sum, one) => sum + one.revisions.length, 0);
  return {
    unit,
    period,
    quarter,
    contradictions,
    recognising,
    setAside,
    rulebook: await rulebookInForce(unit.jurisdiction),
    links: links.map((link) => ({ link, uploads: uploadsThrough(link.id) })),
  };
}
