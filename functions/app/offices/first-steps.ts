/** What an office still needs before its units can file: each step is read from what there is, nothing is ticked by hand. */
import { rolesOn } from "../../../core/organisation/person.ts";
import { clock } from "../../adapters/clock.ts";
import { linksOfUnit } from "../../adapters/table/links.ts";
import { getOffice } from "../../adapters/table/offices.ts";
import { peopleOf } from "../../adapters/table/people.ts";
import { currentEdition } from "../../adapters/table/rulebook-editions.ts";
import { unitsOf } from "../../adapters/table/units.ts";

export async function firstSteps(jurisdiction: string) {
  const [office, units, people, edition] = await Promise.all([
    getOffice(jurisdiction),
    unitsOf(jurisdiction),
    peopleOf(jurisdiction),
    currentEdition(jurisdiction),
  ]);
  const today = clock.today();
  const now = clock.instant();
  const roles = new Set(people.flatMap((person) => rolesOn(person, today)));
  const missing = (["reviewer", "leader"] as const).filter((role) => !roles.has(role));
  const bare = units.filter(({ members }) => members.length === 0).length;
  const links = await Promise.all(units.map(({ id }) => linksOfUnit(id)));
  const linked = links.filter((of) => of.some((one) => !one.revoked && one.expiresAt > now)).length;
  return {
    office,
    units: units.length,
    bare,
    missing,
    people: people.length,
    linked,
    edition: edition?.edition,
  };
}
