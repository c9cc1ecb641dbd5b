/** People who may sign in: listed, added, given a new first password. */
import type { Role } from "../../../core/organisation/role.ts";
import type { Person } from "../../../core/organisation/unit.ts";
import { accept, type Result, refuse } from "../../../core/outcome.ts";
import { newId } from "../../adapters/identifier.ts";
import { firstPassword, hashPassword } from "../../adapters/password.ts";
import { addPerson, peopleOf, personByLogin, putPerson } from "../../adapters/table/people.ts";
import { closeOtherSignIns } from "../../adapters/table/sign-ins.ts";
import { getUnit } from "../../adapters/table/units.ts";
import { revokeInvitations } from "../sign-in/invitations.ts";
import { forgetGuessesAt } from "../sign-in/turns.ts";

export const listPeople = (jurisdiction: string): Promise<Person[]> => peopleOf(jurisdiction);

export interface NewPerson {
  readonly login: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly unitId?: string;
}

/** Answers the first password, which nobody can learn again. */
export async function createPerson(
  jurisdiction: string,
  { login, name, roles, unitId }: NewPerson,
): Promise<Result<{ id: string; password: string }>> {
  const taken = refuse("conflict", "login_taken", `账号“${login}”已被使用，请换一个。`);
  if (await personByLogin(login)) return taken;
  if (unitId && !(await getUnit(jurisdiction, unitId)))
    return refuse("missing", "not_found", "没有找到这个单位。");
  if (roles.includes("secretary") && !unitId)
    return refuse("conflict", "unit_required", "学习秘书必须指定所属单位。");
  const password = firstPassword();
  const id = newId("user");
  const added = await addPerson(
    { id, jurisdiction, login, name, roles, ...(unitId && { unitId }) },
    await hashPassword(password),
  );
  return added ? accept({ id, password }) : taken;
}

/** A new first password; whoever was signed in with the old one no longer is. */
export async function resetPassword(person: Person): Promise<string> {
  const password = firstPassword();
  await putPerson(person, await hashPassword(password));
  await forgetGuessesAt(person);
  await revokeInvitations(person);
  await closeOtherSignIns(person.id, "");
  return password;
}
