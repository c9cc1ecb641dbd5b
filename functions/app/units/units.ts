/** The units of an office: listed, added, changed, put in order. */
import { parsePeriod, periodDays } from "../../../core/calendar/period.ts";
import { unitChanges } from "../../../core/organisation/changes.ts";
import type { Member } from "../../../core/organisation/member.ts";
import { holdsWithin, isEmpty } from "../../../core/organisation/span.ts";
import type { Unit } from "../../../core/organisation/unit.ts";
import { accept, type Result, refuse } from "../../../core/outcome.ts";
import type { Reach } from "../../../core/rights/rights.ts";
import { newId } from "../../adapters/identifier.ts";
import { unitsOf, writeNewUnit, writeUnit } from "../../adapters/table/units.ts";
import { record } from "../offices/register.ts";

/** Those within reach, in the order of the office. */
export async function listUnits(jurisdiction: string, reach: Reach): Promise<Unit[]> {
  return (await unitsOf(jurisdiction)).filter((unit) => reach.holds({ jurisdiction, unitId: unit.id }));
}

/** Units that file in a period, or a part of it. */
export async function unitsFilingIn(jurisdiction: string, period: string): Promise<Unit[]> {
  const units = await unitsOf(jurisdiction);
  const parsed = parsePeriod(period);
  if (!parsed) return units;
  const { first, last } = periodDays(parsed);
  return units.filter((unit) => holdsWithin(unit, first, last));
}

type Described = Pick<
  Unit,
  "name" | "shortName" | "kind" | "level" | "area" | "from" | "until" | "headsOffice"
>;

const exists = (name: string) => refuse("conflict", "unit_exists", `“${name}”已经在单位名单里。`);
const unknown = refuse("missing", "not_found", "没有找到这个单位。");
const backwards = refuse("input", "span_empty", "截止日期须晚于起始日期，请检查后重试。");

/** A new unit comes last in the order of the list. */
export function createUnit(
  jurisdiction: string,
  { roster, ...described }: Described & { readonly roster: readonly string[] },
  by: string,
): Promise<Result<Unit>> {
  const id = newId("unit");
  const members = roster.map((name): Member => ({ id: newId("mem"), name, role: "member" }));
  return record(jurisdiction, by, async () => {
    if (isEmpty(described)) return backwards;
    const units = await unitsOf(jurisdiction, true);
    if (units.some(({ name }) => name === described.name)) return exists(described.name);
    const order = Math.max(0, ...units.map((unit) => unit.order)) + 1;
    const unit = { id, jurisdiction, order, members, ...described };
    return accept({
      value: unit,
      events: [{ type: "UnitAdded", about: id, name: unit.name, changes: unitChanges(undefined, unit) }],
      writes: writeNewUnit(unit),
    });
  });
}

/** What is not said any more is left out: a unit without an end goes on. */
export function changeUnit(
  { id, jurisdiction }: Unit,
  described: Described,
  by: string,
): Promise<Result<Unit>> {
  return record(jurisdiction, by, async () => {
    if (isEmpty(described)) return backwards;
    const units = await unitsOf(jurisdiction, true);
    const before = units.find((unit) => unit.id === id);
    if (!before) return unknown;
    if (units.some((unit) => unit.id !== id && unit.name === described.name)) return exists(described.name);
    const { members, order, unconfirmed } = before;
    const after = { id, jurisdiction, members, order, ...(unconfirmed && { unconfirmed }), ...described };
    const changes = unitChanges(before, after);
    if (changes.length === 0) return accept({ value: before, events: [], writes: [] });
    return accept({
      value: after,
      events: [{ type: "UnitChanged", about: id, name: before.name, changes }],
      writes: writeUnit(before, after),
    });
  });
}

/** One transaction holds so many units that have moved. */
const MAX_MOVED = 90;

/** @param ids of all units, in their new order */
export function orderUnits(
  jurisdiction: string,
  ids: readonly string[],
  by: string,
): Promise<Result<{ readonly ok: true }>> {
  return record(jurisdiction, by, async () => {
    const units = await unitsOf(jurisdiction, true);
    const known = new Set(units.map(({ id }) => id));
    if (ids.length !== known.size || new Set(ids).size !== ids.length || !ids.every((id) => known.has(id)))
      return refuse("conflict", "units_changed", "单位名单已有变化，请刷新后重新排序。");
    const moved = units.flatMap((unit) => {
      const order = ids.indexOf(unit.id) + 1;
      return order === unit.order ? [] : [{ before: unit, after: { ...unit, order } }];
    });
    if (moved.length > MAX_MOVED)
      return refuse("limit", "too_many_moved", `一次最多移动${MAX_MOVED}个单位，请分几次调整。`);
    const changes = moved.map(({ before, after }) => ({
      what: after.shortName,
      before: String(before.order),
      after: String(after.order),
    }));
    return accept({
      value: { ok: true },
      events: moved.length > 0 ? [{ type: "UnitsOrdered", about: jurisdiction, name: "", changes }] : [],
      writes: moved.flatMap(({ before, after }) => writeUnit(before, after)),
    });
  });
}
