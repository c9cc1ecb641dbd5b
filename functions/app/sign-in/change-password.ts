/** Changing the own password ends all sessions but the one in which it is changed. */
import type { Person } from "../../../core/organisation/unit.ts";
import { accept, type Result } from "../../../core/outcome.ts";
import { hashPassword } from "../../adapters/password.ts";
import { writePassword } from "../../adapters/table/people.ts";
import { closeOtherSignIns } from "../../adapters/table/sign-ins.ts";
import { commit } from "../../adapters/table/transaction.ts";
import { revokeInvitations } from "./invitations.ts";
import { checkOwnPassword } from "./own-password.ts";
import { acceptable } from "./password-rules.ts";

/** @param token of the session that stays */
export async function changePassword(
  person: Person,
  { current, next }: { readonly current: string; readonly next: string },
  token: string,
): Promise<Result<{ ok: true }>> {
  const checked = await checkOwnPassword(person, current);
  if (!checked.ok) return checked;
  const fit = await acceptable(next, person);
  if (!fit.ok) return fit;
  await commit([writePassword(person, await hashPassword(next))]);
  await revokeInvitations(person);
  await closeOtherSignIns(person.id, token);
  return accept({ ok: true });
}
