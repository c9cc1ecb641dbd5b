/** The members of a unit, and what is still to be confirmed of them. */
import type * as z from "zod";
import { memberChanges } from "../../../core/organisation/changes.ts";
import { rosterOn } from "../../../core/organisation/member.ts";
import type { Unit } from "../../../core/organisation/unit.ts";
import { clock } from "../../adapters/clock.ts";
import type { Names } from "../../app/people/names.ts";
import type * as contract from "../contract/members.ts";

export function membersView({ members, unconfirmed }: Unit, names: Names): z.input<typeof contract.members> {
  return {
    members: members.map((member) => ({ ...member })),
    roster: rosterOn(members, clock.today()),
    ...(unconfirmed && {
      unconfirmed: {
        byName: names.get(unconfirmed.by) ?? "",
        at: unconfirmed.at,
        changes: memberChanges(unconfirmed.before, members),
      },
    }),
  };
}
