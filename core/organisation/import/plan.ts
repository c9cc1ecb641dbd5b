/**
 * What importing a workbook would change: units by their full names, members by unit and name, accounts by login. Who stands
 * in no line stays as is; nothing is taken away. A plan with one fault is no plan.
 */
import { type Change, memberChanges, personChanges, unitChanges } from "../changes.ts";
import { plainGrants } from "../grant.ts";
import { GROUP_ROLES, type Member } from "../member.ts";
import { ROLES, UNIT_ROLES } from "../role.ts";
import { isEmpty, type Span } from "../span.ts";
import type { Person, Unit } from "../unit.ts";
import { AS_SET, SHEETS, type SheetName } from "./columns.ts";
import type { Entries, Entry, ImportFault } from "./entries.ts";

/** One row of the table as it is and as it would be. */
export interface Planned<T> {
  readonly before?: T;
  readonly after: T;
  readonly changes: readonly Change[];
}

export interface ImportPlan {
  readonly units: readonly Planned<Unit>[];
  readonly people: readonly Planned<Person>[];
  readonly faults: readonly ImportFault[];
}

export interface Standing {
  readonly jurisdiction: string;
  readonly units: readonly Unit[];
  readonly people: readonly Person[];
  /** Logins that people of other offices bear. */
  readonly takenElsewhere: ReadonlySet<string>;
  readonly newId: (of: "unit" | "mem" | "user") => string;
}

const spanOf = ({ from, until }: Readonly<Record<string, string>>): Span => ({
  ...(from !== undefined && { from }),
  ...(until !== undefined && { until }),
});

export function planImport({ entries, faults: found }: Entries, standing: Standing): ImportPlan {
  const faults = [...found];
  const fail = (sheet: SheetName, { row }: Entry, key: string, message: string) => {
    const column = SHEETS[sheet].columns.find((one) => one.key === key)?.title ?? "";
    faults.push({ sheet: SHEETS[sheet].title, row, column, message });
  };
  for (const sheet of Object.keys(SHEETS) as SheetName[])
    for (const entry of entries[sheet])
      if (isEmpty(spanOf(entry.values))) fail(sheet, entry, "until", "须晚于起始日期");
  const units = plannedUnits(entries.units, standing, fail);
  withMembers(units, entries.members, standing, fail);
  const people = plannedPeople(entries.people, units, standing, fail);
  if (faults.length > 0) return { units: [], people: [], faults };
  return {
    units: [...units.values()]
      .map(({ before, after }): Planned<Unit> => {
        const changes = [
          ...unitChanges(before, after),
          ...(before?.order === after.order
            ? []
            : [
                { what: "序号", ...(before && { before: String(before.order) }), after: String(after.order) },
              ]),
          ...memberChanges(before?.members ?? [], after.members),
        ];
        return { ...(before && { before }), after, changes };
      })
      .filter(({ changes }) => changes.length > 0),
    people: people.filter(({ changes }) => changes.length > 0),
    faults,
  };
}

type Fail = (sheet: SheetName, entry: Entry, key: string, message: string) => void;
interface Drafted {
  readonly before?: Unit;
  after: Unit;
}

/** All units by full name, those of the file changed or added. */
function plannedUnits(entries: readonly Entry[], standing: Standing, fail: Fail): Map<string, Drafted> {
  const units = new Map(
    standing.units.map((unit): [string, Drafted] => [unit.name, { before: unit, after: unit }]),
  );
  let last = Math.max(0, ...standing.units.map(({ order }) => order));
  const lines = new Map<string, number>();
  for (const entry of entries) {
    const { name, shortName, kind, level, area, order, ...span } = entry.values;
    if (!name || !shortName) continue;
    const earlier = lines.get(name);
    if (earlier !== undefined) fail("units", entry, "name", `与第${earlier}行重复`);
    lines.set(name, entry.row);
    const before = units.get(name)?.before;
    const after = {
      ...(before ?? { id: standing.newId("unit"), jurisdiction: standing.jurisdiction, members: [] }),
      name,
      shortName,
      ...(kind && { kind }),
      ...(level && { level }),
      ...(area && { area }),
      ...spanOf(span),
      order: order ? Number(order) : (before?.order ?? ++last),
    };
    units.set(name, { ...(before && { before }), after });
  }
  return units;
}

function withMembers(
  units: Map<string, Drafted>,
  entries: readonly Entry[],
  { newId }: Standing,
  fail: Fail,
): void {
  const lines = new Map<string, number>();
  for (const entry of entries) {
    const { unit: unitName, name, post, role, ...span } = entry.values;
    if (!unitName || !name) continue;
    const drafted = units.get(unitName);
    if (!drafted) {
      fail("members", entry, "unit", `没有“${unitName}”这个单位，请核对，或先在“单位”工作表中添加`);
      continue;
    }
    const line = `${unitName}\n${name}`;
    const earlier = lines.get(line);
    if (earlier !== undefined) fail("members", entry, "name", `与第${earlier}行重复`);
    lines.set(line, entry.row);
    const { members } = drafted.after;
    const known = members.findLast((one) => one.name === name);
    const member: Member = {
      ...(known ?? { id: newId("mem"), role: "member" }),
      name,
      ...(post && { post }),
      ...(role && { role: GROUP_ROLES.find((one) => one === role) ?? "member" }),
      ...spanOf(span),
    };
    drafted.after = {
      ...drafted.after,
      members: known ? members.map((one) => (one === known ? member : one)) : [...members, member],
    };
  }
}

function plannedPeople(
  entries: readonly Entry[],
  units: ReadonlyMap<string, Drafted>,
  { jurisdiction, people, takenElsewhere, newId }: Standing,
  fail: Fail,
): Planned<Person>[] {
  const known = new Map(people.map((person) => [person.login, person]));
  const names = new Map([...units.values()].map(({ after }) => [after.id, after.name]));
  const lines = new Map<string, number>();
  return entries.flatMap((entry) => {
    const { login, name, roles: written, unit: unitName, ...span } = entry.values;
    if (!login || !name || !written) return [];
    const earlier = lines.get(login);
    if (earlier !== undefined) fail("people", entry, "login", `与第${earlier}行重复`);
    lines.set(login, entry.row);
    if (takenElsewhere.has(login)) fail("people", entry, "login", "这个账号已被其他办公室使用，请换一个");
    const unit = unitName === undefined ? undefined : units.get(unitName)?.after;
    if (unitName !== undefined && !unit) fail("people", entry, "unit", `没有“${unitName}”这个单位，请核对`);
    const roles = ROLES.filter((role) => written.split(",").includes(role));
    if (unitName === undefined && roles.some((role) => UNIT_ROLES.has(role)))
      fail("people", entry, "unit", "学习秘书和组长须填写单位全称");
    const before = known.get(login);
    const isKept = written === AS_SET;
    if (isKept && !before) fail("people", entry, "roles", `新账号须写明角色，不能填“${AS_SET}”`);
    const after: Person = {
      ...(before ?? { id: newId("user"), jurisdiction, login }),
      name,
      grants: isKept ? (before?.grants ?? []) : plainGrants(roles, unit?.id, spanOf(span)),
      ...(unit && { unitId: unit.id }),
    };
    const changes = personChanges(before, after, (id) => names.get(id) ?? id);
    return [{ ...(before && { before }), after, changes }];
  });
}
