/** What becomes of what somebody had in hand who may no longer do it: who leaves, or has lost the role. */
import { standingOn } from "../../../core/organisation/person.ts";
import type { Person } from "../../../core/organisation/unit.ts";
import { clock } from "../../adapters/clock.ts";
import { closeOtherSignIns } from "../../adapters/table/sign-ins.ts";
import { revokeInvitations } from "../sign-in/invitations.ts";
import { handOn } from "../tasks/hand-on.ts";

/** Each is told of the person as changed, and hands on what that person may no longer do; told twice is told once. */
const HAND_ON: readonly ((person: Person) => Promise<unknown>)[] = [endSignIns, endInvitations, handOn];

/** To be told after every change of a person's rights. */
export async function retired(person: Person): Promise<void> {
  for (const tell of HAND_ON) await tell(person);
}

async function endSignIns(person: Person): Promise<void> {
  if (standingOn(person, clock.today()) !== "active") await closeOtherSignIns(person.id, "");
}

async function endInvitations(person: Person): Promise<void> {
  if (standingOn(person, clock.today()) === "disabled") await revokeInvitations(person);
}
