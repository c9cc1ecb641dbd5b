/** A person as a line of the administrator's list. */
import type * as z from "zod";
import type { Person } from "../../../core/organisation/unit.ts";
import type * as contract from "../contract/people.ts";

export function personLine({ id, login, name, roles, unitId }: Person): z.input<typeof contract.personLine> {
  return { id, login, name, roles: [...roles], unitId };
}
