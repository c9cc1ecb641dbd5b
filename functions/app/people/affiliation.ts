/** Where somebody belongs: the office, and the unit of a secretary. */
import type { Person } from "../../../core/organisation/unit.ts";
import { getOffice } from "../../adapters/table/offices.ts";
import { getUnit } from "../../adapters/table/units.ts";

export async function affiliationOf({ jurisdiction, unitId }: Person) {
  const [office, unit] = await Promise.all([
    getOffice(jurisdiction),
    unitId ? getUnit(jurisdiction, unitId) : undefined,
  ]);
  return { office, unit };
}
