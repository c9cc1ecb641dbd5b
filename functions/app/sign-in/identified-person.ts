/** Who of ours the single sign-on has identified: known, known now by the same login, made by the groups, or nobody. */
import { isDeepStrictEqual } from "node:util";
import { plainGrants } from "../../../core/organisation/grant.ts";
import type { Person } from "../../../core/organisation/unit.ts";
import { accept, type Result, refuse } from "../../../core/outcome.ts";
import { type Mapped, rolesOfGroups } from "../../../core/sign-in/policy.ts";
import { MACHINE } from "../../../core/subject/kind.ts";
import { clock } from "../../adapters/clock.ts";
import { newId, newToken } from "../../adapters/identifier.ts";
import { hashPassword } from "../../adapters/password.ts";
import type { Identified } from "../../adapters/single-sign-on.ts";
import {
  bindIdentity,
  type Identity,
  identitiesOf,
  identityOf,
  writeIdentity,
} from "../../adapters/table/identities.ts";
import { offices } from "../../adapters/table/offices.ts";
import { getPerson, personByLogin } from "../../adapters/table/people.ts";
import { signInPolicyOf } from "../../adapters/table/sign-in-policies.ts";
import { closeOtherSignIns } from "../../adapters/table/sign-ins.ts";
import { addPerson, changePerson } from "../people/people.ts";
import { entering } from "./standing.ts";

const named = ({ name, login }: Identified): string => name ?? login ?? "您的统一身份";

const unknown = (identified: Identified) =>
  refuse(
    "forbidden",
    "sign_on_unknown",
    `“${named(identified)}”还没有本系统的账号。请联系管理员；已有账号的，先用账号和密码登录，再在“我的账户”中绑定统一身份。`,
  );
const noRole = (identified: Identified) =>
  refuse(
    "forbidden",
    "sign_on_no_role",
    `“${named(identified)}”在统一身份中的组没有对应本系统的角色，请联系管理员。`,
  );
const taken = (login: string) =>
  refuse("conflict", "sign_on_login_taken", `账号“${login}”已属于别人，请联系管理员处理。`);
const several = refuse(
  "conflict",
  "sign_on_several_offices",
  "您的组对应了多个办公室，请联系管理员确定您属于哪一个。",
);
const again = refuse("conflict", "busy", "同时有多次登录，请重试。");

/** The same as our accounts are called. */
const LOGIN = /^[a-z][a-z0-9._-]{1,39}$/;

export async function personOf(identified: Identified): Promise<Result<Person>> {
  const known = await identityOf(identified.issuer, identified.subject);
  const person = known
    ? await knownPerson(identified, known)
    : ((await byLogin(identified)) ?? (await provisioned(identified)));
  return person.ok ? entering(person.value) : person;
}

/** Bound before. Who was made by the sign-on is what its groups say today. */
async function knownPerson(identified: Identified, known: Identity): Promise<Result<Person>> {
  const person = await getPerson(known.jurisdiction, known.personId);
  if (!person) return unknown(identified);
  if (!known.managed) return accept(person);
  const { policy } = await signInPolicyOf(known.jurisdiction);
  const mapped = rolesOfGroups(identified.groups, policy.signOn.groups);
  if (mapped.roles.length === 0) {
    await closeOtherSignIns(person.id, "");
    return noRole(identified);
  }
  const may = mayBy(mapped);
  const { name, grants, unitId, bars = [] } = person;
  // Most days the groups say what they said.
  if (isDeepStrictEqual({ grants, unitId }, { unitId: undefined, ...may })) return accept(person);
  return changePerson(person, { name, bars, ...may }, MACHINE.id);
}

/** The one place where what groups give becomes what a person may. */
const mayBy = ({ roles, unitId }: Mapped): Pick<Person, "grants" | "unitId"> => ({
  grants: plainGrants(roles, unitId),
  ...(unitId !== undefined && { unitId }),
});

/** Once, where the office says that logins are the same in both; never an account that is bound to somebody. */
async function byLogin(identified: Identified): Promise<Result<Person> | undefined> {
  const { login, issuer, subject } = identified;
  const row = login === undefined ? undefined : await personByLogin(login);
  if (!row) return undefined;
  const { person } = row;
  const { policy } = await signInPolicyOf(person.jurisdiction);
  if (policy.signOn.knownBy !== "login") return undefined;
  const { jurisdiction, id: personId } = person;
  if ((await identitiesOf(jurisdiction, personId)).length > 0) return taken(person.login);
  const made = { issuer, subject, jurisdiction, personId, managed: false, since: clock.instant() };
  return (await bindIdentity(made)) ? accept(person) : again;
}

/** A new account in the one office whose mapping knows the groups. */
async function provisioned(identified: Identified): Promise<Result<Person>> {
  const { login, groups, issuer, subject } = identified;
  const open = await Promise.all(
    (await offices()).map(async ({ jurisdiction }) => {
      const { signOn } = (await signInPolicyOf(jurisdiction)).policy;
      return { jurisdiction, open: signOn.provision, mapped: rolesOfGroups(groups, signOn.groups) };
    }),
  );
  if (open.every((office) => !office.open) || login === undefined) return unknown(identified);
  const [office, ...more] = open.filter((one) => one.open && one.mapped.roles.length > 0);
  if (!office) return noRole(identified);
  if (more.length > 0) return several;
  if (!LOGIN.test(login) || (await personByLogin(login))) return taken(login);
  const { jurisdiction, mapped } = office;
  const id = newId("user");
  const name =
    (identified.name ?? login)
      .replaceAll(/[\s\p{Cc}]+/gu, " ")
      .trim()
      .slice(0, 40) || login;
  const person: Person = { id, jurisdiction, login, name, ...mayBy(mapped) };
  const made = { issuer, subject, jurisdiction, personId: id, managed: true, since: clock.instant() };
  // Nobody knows this password: the account is entered through the sign-on, until an invitation gives it one.
  const password = await hashPassword(newToken());
  return addPerson(person, password, [writeIdentity(made)], MACHINE.id);
}
