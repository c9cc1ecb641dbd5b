/** Somebody who signs in, as rules see them today. */
import { grantsOn, unitsOf } from "../../../core/organisation/person.ts";
import type { Person } from "../../../core/organisation/unit.ts";
import type { Holding, Principal } from "../../../core/subject/kind.ts";
import { clock } from "../../adapters/clock.ts";

export function principalOf(person: Person): Principal {
  const today = clock.today();
  const holds = grantsOn(person, today).flatMap(({ role, scope }): Holding[] => {
    if (scope.kind === "group") return [];
    return [{ role, ...(scope.kind === "unit" && { unitId: scope.unitId }) }];
  });
  return { id: person.id, unitIds: unitsOf(person, today), holds };
}
