/** Changing the own password ends all sessions but the one in which it is changed. */
import type { Person } from "../../../core/organisation/unit.ts";
import { accept, type Result, refuse } from "../../../core/outcome.ts";
import { hashPassword, passwordMatches } from "../../adapters/password.ts";
import { personByLogin, putPerson } from "../../adapters/table/people.ts";
import { closeOtherSignIns } from "../../adapters/table/sign-ins.ts";

/** @param token of the session that stays */
export async function changePassword(
  person: Person,
  { current, next }: { readonly current: string; readonly next: string },
  token: string,
): Promise<Result<{ ok: true }>> {
  const row = await personByLogin(person.login);
  if (!row || !(await passwordMatches(current, row.password)))
    return refuse("auth", "sign_in_failed", "当前密码不正确。");
  await putPerson(person, await hashPassword(next));
  await closeOtherSignIns(person.id, token);
  return accept({ ok: true });
}
