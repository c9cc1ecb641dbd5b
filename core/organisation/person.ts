/** What a person is on a day. Who is disabled, or whose grants have all ended, is nothing any more. */
import type { Day, Holding, Principal } from "../subject/kind.ts";
import type { Grant } from "./grant.ts";
import type { Role } from "./role.ts";
import { holdsOn } from "./span.ts";
import type { Person } from "./unit.ts";

type Holder = Pick<Person, "grants" | "disabled">;

export const grantsOn = ({ grants, disabled }: Holder, day: Day): readonly Grant[] =>
  disabled ? [] : grants.filter((grant) => holdsOn(grant, day));

/** Each once, in the order of the grants. */
export const rolesOn = (person: Holder, day: Day): Role[] => [
  ...new Set(grantsOn(person, day).map(({ role }) => role)),
];

/** Units of which a person is: those of the grants, and the one somebody of the office belongs to. */
export const unitsOf = (person: Holder & Pick<Person, "unitId">, day: Day): string[] => [
  ...new Set([
    ...grantsOn(person, day).flatMap(({ scope }) => (scope.kind === "unit" ? [scope.unitId] : [])),
    ...(person.unitId === undefined ? [] : [person.unitId]),
  ]),
];

/** The unit at whose desk a person starts. */
export const unitOf = (person: Holder & Pick<Person, "unitId">, day: Day): string | undefined =>
  unitsOf(person, day)[0];

/** `waiting`: the first grant begins later. */
export type Standing = "active" | "disabled" | "expired" | "waiting";

export function standingOn(person: Holder, day: Day): Standing {
  if (person.disabled) return "disabled";
  if (grantsOn(person, day).length > 0) return "active";
  return person.grants.some(({ from }) => from !== undefined && day < from) ? "waiting" : "expired";
}

/** Somebody as the rules of subjects see them on a day. A visiting group's grant opens no unit by itself. */
export const principalOn = (person: Holder & Pick<Person, "id" | "unitId">, day: Day): Principal => ({
  id: person.id,
  unitIds: unitsOf(person, day),
  holds: grantsOn(person, day).flatMap(({ role, scope }): Holding[] => {
    if (scope.kind === "group") return [];
    return [{ role, ...(scope.kind === "unit" && { unitId: scope.unitId }) }];
  }),
});
