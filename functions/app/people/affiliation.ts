/** Where somebody belongs: the office, and the unit of a secretary. */
import { unitOf } from "../../../core/organisation/person.ts";
import type { Person } from "../../../core/organisation/unit.ts";
import { clock } from "../../adapters/clock.ts";
import { getOffice } from "../../adapters/table/offices.ts";
import { getUnit } from "../../adapters/table/units.ts";

export async function affiliationOf(person: Person) {
  const { jurisdiction } = person;
  const unitId = unitOf(person, clock.today());
  const [office, unit] = await Promise.all([
    getOffice(jurisdiction),
    unitId ? getUnit(jurisdiction, unitId) : undefined,
  ]);
  return { office, unit };
}
