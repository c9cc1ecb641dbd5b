/** Who is signed in, as the pages show it. */
import type * as z from "zod";
import { periodOf } from "../../../core/calendar/period.ts";
import { rolesOn } from "../../../core/organisation/person.ts";
import type { Person, Unit } from "../../../core/organisation/unit.ts";
import { clock } from "../../adapters/clock.ts";
import type * as contract from "../contract/sign-in.ts";

export function meOf(
  person: Person,
  { office, unit }: { readonly office: { readonly name: string }; readonly unit: Unit | undefined },
): z.input<typeof contract.me> {
  const { id, login, name, jurisdiction } = person;
  const today = clock.today();
  return {
    id,
    login,
    name,
    roles: rolesOn(person, today),
    unitId: unit?.id,
    unitName: unit?.name,
    jurisdiction,
    jurisdictionName: office.name,
    today,
    period: periodOf(today),
  };
}
