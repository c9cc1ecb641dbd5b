/** People who may sign in: listed, added, changed, disabled, given a new first password. */
import { personChanges } from "../../../core/organisation/changes.ts";
import { type Bar, type Grant, plainGrants } from "../../../core/organisation/grant.ts";
import { rolesOn } from "../../../core/organisation/person.ts";
import type { Role } from "../../../core/organisation/role.ts";
import { isEmpty } from "../../../core/organisation/span.ts";
import type { Person } from "../../../core/organisation/unit.ts";
import { accept, type Result, refuse } from "../../../core/outcome.ts";
import { clock } from "../../adapters/clock.ts";
import { newId } from "../../adapters/identifier.ts";
import { firstPassword, hashPassword } from "../../adapters/password.ts";
import {
  getPerson,
  peopleOf,
  personByLogin,
  writeNewPerson,
  writePassword,
  writePerson,
} from "../../adapters/table/people.ts";
import { closeOtherSignIns } from "../../adapters/table/sign-ins.ts";
import type { Write } from "../../adapters/table/transaction.ts";
import { unitsOf } from "../../adapters/table/units.ts";
import { type Recorded, record } from "../offices/register.ts";
import { revokeInvitations } from "../sign-in/invitations.ts";
import { forgetGuessesAt } from "../sign-in/turns.ts";
import { retired } from "./retirement.ts";

export const listPeople = (jurisdiction: string): Promise<Person[]> => peopleOf(jurisdiction);

export interface NewPerson {
  readonly login: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly unitId?: string;
}

const unknown = refuse("missing", "not_found", "没有找到这个人员。");
const unknownUnit = refuse("missing", "not_found", "没有找到这个单位。");

const namesOfUnits = async (jurisdiction: string) => {
  const names = new Map((await unitsOf(jurisdiction, true)).map(({ id, name }) => [id, name]));
  return { known: (id: string) => names.has(id), unitName: (id: string) => names.get(id) ?? id };
};

/** Answers the first password, which nobody can learn again. */
export async function createPerson(
  jurisdiction: string,
  { login, name, roles, unitId }: NewPerson,
  by: string,
): Promise<Result<{ id: string; password: string }>> {
  const grants = plainGrants(roles, unitId, { from: clock.today() });
  if (grants.length < roles.length)
    return refuse("conflict", "unit_required", "学习秘书和组长必须指定所属单位。");
  const password = firstPassword();
  const hashed = await hashPassword(password);
  const person = { id: newId("user"), jurisdiction, login, name, grants, ...(unitId && { unitId }) };
  const added = await addPerson(person, hashed, [], by);
  return added.ok ? accept({ id: person.id, password }) : added;
}

/**
 * A new account, and what must hold together with it.
 * @param password its hash
 */
export async function addPerson(
  person: Person,
  password: string,
  together: readonly Write[],
  by: string,
): Promise<Result<Person>> {
  const { id, jurisdiction, login, name, unitId } = person;
  return record(jurisdiction, by, async () => {
    const units = await namesOfUnits(jurisdiction);
    if (unitId && !units.known(unitId)) return unknownUnit;
    if (await personByLogin(login))
      return refuse("conflict", "login_taken", `账号“${login}”已被使用，请换一个。`);
    const changes = personChanges(undefined, person, units.unitName);
    return accept({
      value: person,
      events: [{ type: "PersonAdded", about: id, name, changes }],
      writes: [...writeNewPerson(person, password), ...together],
    });
  });
}

export interface WrittenPerson {
  readonly name: string;
  readonly grants: readonly Grant[];
  readonly bars: readonly Bar[];
  readonly unitId?: string;
}

/** Rights are other from this moment on; what a person may no longer do is handed on. */
export async function changePerson(
  { id, jurisdiction }: Person,
  { name, grants, bars, unitId }: WrittenPerson,
  by: string,
): Promise<Result<Person>> {
  const changed = await record(jurisdiction, by, async (): Promise<Result<Recorded<Person>>> => {
    const [before, people, units] = await Promise.all([
      getPerson(jurisdiction, id),
      peopleOf(jurisdiction, true),
      namesOfUnits(jurisdiction),
    ]);
    if (!before) return unknown;
    const { bars: _bars, unitId: _unitId, ...rest } = before;
    const after = { ...rest, name, grants, ...(bars.length > 0 && { bars }), ...(unitId && { unitId }) };
    const fault = faultIn(after, people, units.known);
    if (fault) return fault;
    const changes = personChanges(before, after, units.unitName);
    return accept({
      value: after,
      events: changes.length > 0 ? [{ type: "PersonChanged", about: id, name: before.name, changes }] : [],
      writes: [writePerson(after)],
    });
  });
  if (changed.ok) await retired(changed.value);
  return changed;
}

function faultIn(after: Person, people: readonly Person[], isUnit: (id: string) => boolean) {
  if ([...after.grants, ...(after.bars ?? [])].some(isEmpty))
    return refuse("input", "span_empty", "截止日期须晚于起始日期，请检查后重试。");
  const units = [...after.grants, ...(after.bars ?? [])].flatMap(({ scope }) =>
    scope.kind === "unit" ? [scope.unitId] : [],
  );
  if (![...units, ...(after.unitId === undefined ? [] : [after.unitId])].every(isUnit)) return unknownUnit;
  return lastAdministrator(after, people);
}

/** An office without an administrator could not be helped by anybody in it. */
function lastAdministrator(after: Person, people: readonly Person[]) {
  const today = clock.today();
  const isAdministrator = (one: Person) => rolesOn(one, today).includes("administrator");
  const others = people.filter(({ id }) => id !== after.id);
  const was = people.some((one) => one.id === after.id && isAdministrator(one));
  return !was || isAdministrator(after) || others.some(isAdministrator)
    ? undefined
    : refuse(
        "conflict",
        "last_administrator",
        "这是最后一位管理员，请先让另一位人员成为管理员，再停用或调整。",
      );
}

/** Somebody leaves: sign-ins end, and what was in hand is handed on. */
export async function disablePerson(
  { id, jurisdiction }: Person,
  reason: string,
  by: string,
): Promise<Result<Person>> {
  const changed = await record(jurisdiction, by, async (): Promise<Result<Recorded<Person>>> => {
    const people = await peopleOf(jurisdiction, true);
    const before = people.find((one) => one.id === id);
    if (!before) return unknown;
    if (before.disabled) return accept({ value: before, events: [], writes: [] });
    const after = { ...before, disabled: { by, at: clock.instant(), reason } };
    const fault = lastAdministrator(after, people);
    if (fault) return fault;
    return accept({
      value: after,
      events: [{ type: "PersonDisabled", about: id, name: before.name, changes: [], reason }],
      writes: [writePerson(after)],
    });
  });
  if (changed.ok) await retired(changed.value);
  return changed;
}

/** The old grants hold again, as far as they have not ended; the password is what it was. */
export function enablePerson({ id, jurisdiction }: Person, by: string): Promise<Result<Person>> {
  return record(jurisdiction, by, async (): Promise<Result<Recorded<Person>>> => {
    const before = await getPerson(jurisdiction, id);
    if (!before) return unknown;
    const { disabled, ...after } = before;
    if (!disabled) return accept({ value: before, events: [], writes: [] });
    return accept({
      value: after,
      events: [{ type: "PersonEnabled", about: id, name: before.name, changes: [] }],
      writes: [writePerson(after)],
    });
  });
}

/** A new first password; whoever was signed in with the old one no longer is. */
export async function resetPassword(person: Person, by: string): Promise<Result<string>> {
  const { id, jurisdiction, name } = person;
  const password = firstPassword();
  const hashed = await hashPassword(password);
  const reset = await record(jurisdiction, by, async () =>
    accept({
      value: password,
      events: [{ type: "PasswordReset" as const, about: id, name, changes: [] }],
      writes: [writePassword(person, hashed)],
    }),
  );
  if (!reset.ok) return reset;
  await forgetGuessesAt(person);
  await revokeInvitations(person);
  await closeOtherSignIns(id, "");
  return reset;
}

/** For many who have been imported: whoever is among them gets a first password. All are known, or nobody gets one. */
export async function firstPasswords(
  jurisdiction: string,
  ids: readonly string[],
  by: string,
): Promise<Result<readonly { readonly id: string; login: string; name: string; password: string }[]>> {
  const people = await Promise.all([...new Set(ids)].map((id) => getPerson(jurisdiction, id)));
  const known = people.flatMap((person) => person ?? []);
  if (known.length < people.length)
    return refuse("conflict", "people_changed", "有账号已不在名单中，请刷新后重新选择。");
  const given = [];
  for (const person of known) {
    const reset = await resetPassword(person, by);
    if (!reset.ok) return reset;
    given.push({ id: person.id, login: person.login, name: person.name, password: reset.value });
  }
  return accept(given);
}
