/** A person as a line of the administrator's list. */
import type * as z from "zod";
import { rolesOn, standingOn, unitOf } from "../../../core/organisation/person.ts";
import type { Person } from "../../../core/organisation/unit.ts";
import { clock } from "../../adapters/clock.ts";
import type * as contract from "../contract/people.ts";

export function personLine(person: Person): z.input<typeof contract.personLine> {
  const { id, login, name, grants, bars = [], disabled, unitId } = person;
  const today = clock.today();
  return {
    id,
    login,
    name,
    roles: rolesOn(person, today),
    unitId: unitOf(person, today),
    belongsTo: unitId,
    standing: standingOn(person, today),
    grants: [...grants],
    bars: [...bars],
    ...(disabled && { disabledReason: disabled.reason }),
  };
}
