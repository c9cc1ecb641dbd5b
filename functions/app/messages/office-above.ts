/** The office above 上级办公室, whose leaders hear of what stays undone. */
import { rolesOn } from "../../../core/organisation/person.ts";
import type { Person } from "../../../core/organisation/unit.ts";
import { clock } from "../../adapters/clock.ts";
import { getOffice } from "../../adapters/table/offices.ts";
import { peopleOf } from "../../adapters/table/people.ts";

/** Nobody where there is none, or none in this installation. */
export async function leadersAbove(jurisdiction: string): Promise<readonly Person[]> {
  const { parentId } = await getOffice(jurisdiction);
  if (parentId === undefined) return [];
  return (await peopleOf(parentId)).filter((person) => rolesOn(person, clock.today()).includes("leader"));
}
