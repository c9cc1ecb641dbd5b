/** What stands, as lines of the workbook: exported and imported again it changes nothing. */
import { type Grant, plainGrants } from "../grant.ts";
import { GROUP_ROLE_NAMES } from "../member.ts";
import { ROLE_NAMES, ROLES } from "../role.ts";
import type { Person, Unit } from "../unit.ts";
import { AS_SET, SHEETS, type SheetName } from "./columns.ts";

export interface WrittenSheet {
  readonly title: string;
  readonly columns: readonly { readonly title: string; readonly width: number }[];
  readonly lines: readonly (readonly string[])[];
}

type Values = Readonly<Record<string, string | undefined>>;

const sheetOf = (name: SheetName, lines: readonly Values[]): WrittenSheet => {
  const { title, columns } = SHEETS[name];
  return {
    title,
    columns: columns.map((column) => ({
      title: column.required ? `${column.title}*` : column.title,
      width: column.width,
    })),
    lines: lines.map((values) => columns.map(({ key }) => values[key] ?? "")),
  };
};

/** One line for each sheet, to be overwritten. */
export const templateSheets = (): WrittenSheet[] =>
  (Object.keys(SHEETS) as SheetName[]).map((name) =>
    sheetOf(name, [Object.fromEntries(SHEETS[name].columns.map(({ key, example }) => [key, example]))]),
  );

/** Of an account whose roles differ in units or days one line can only say that they stay. */
function accountLine({ login, name, grants, unitId }: Person, unitName: (id: string) => string | undefined) {
  const roles = ROLES.filter((role) => grants.some((grant) => grant.role === role));
  const [first] = grants;
  const span = { ...(first?.from && { from: first.from }), ...(first?.until && { until: first.until }) };
  const ofUnit = grants.flatMap(({ scope }) => (scope.kind === "unit" ? [scope.unitId] : []))[0] ?? unitId;
  const isPlain = isSame(plainGrants(roles, ofUnit, span), grants) && unitId === ofUnit;
  return isPlain && first
    ? {
        login,
        name,
        roles: roles.map((role) => ROLE_NAMES[role]).join("、"),
        unit: unitName(ofUnit ?? ""),
        ...span,
      }
    : { login, name, roles: AS_SET, unit: unitName(unitId ?? "") };
}

/** Whatever their order. */
const isSame = (some: readonly Grant[], others: readonly Grant[]): boolean => {
  const keys = (grants: readonly Grant[]) =>
    grants
      .map(({ role, scope, from, until }) => JSON.stringify([role, scope, from, until]))
      .toSorted()
      .join();
  return keys(some) === keys(others);
};

export function exportedSheets(units: readonly Unit[], people: readonly Person[]): WrittenSheet[] {
  const names = new Map(units.map(({ id, name }) => [id, name]));
  return [
    sheetOf(
      "units",
      units.map(({ order, name, shortName, kind, level, area, from, until }) => ({
        ...{ name, shortName, kind, level, area, from, until },
        order: String(order),
      })),
    ),
    sheetOf(
      "members",
      units.flatMap(({ name: unit, members }) =>
        members.map(({ name, post, role, from, until }) => ({
          ...{ unit, name, post, from, until },
          role: GROUP_ROLE_NAMES[role],
        })),
      ),
    ),
    sheetOf(
      "people",
      people.filter(({ disabled }) => !disabled).map((person) => accountLine(person, (id) => names.get(id))),
    ),
  ];
}
