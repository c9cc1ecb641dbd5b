/** The office of the demonstration: three units, their secretaries, a reviewer, a leader, one upload link a unit. */

import { ApiClient } from "../client/api-client.ts";
import type { Role } from "../core/organisation/role.ts";
import { endpoints } from "../functions/api/contract/endpoints.ts";
import { type DemoUnit, demoUnits, PERIOD } from "../samples/papers/units.ts";
import type { Account } from "./stack.ts";

export interface FilingUnit extends DemoUnit {
  readonly id: string;
  /** Token of the unit's upload link. */
  readonly link: string;
  /** The secretary's, for a sign-in in the browser. */
  readonly account: SignIn;
}

export interface SignIn {
  readonly login: string;
  readonly password: string;
}

export interface Office {
  readonly units: readonly FilingUnit[];
  readonly reviewer: ApiClient;
  readonly leader: ApiClient;
  /** For a sign-in in the browser. */
  readonly accounts: Record<"reviewer" | "leader", SignIn>;
}

/** Somebody new, signed in with the first password. */
interface Hired extends SignIn {
  readonly client: ApiClient;
}

/** The office's administrator among the accounts of a service that has just been founded. */
export function administratorOf(accounts: readonly Account[]): SignIn {
  const first = accounts.find(({ role }) => role === "administrator");
  if (!first) throw new Error("没有管理员账号");
  return first;
}

/**
 * Sets the office up through the API, as its administrator would.
 * @param mark set behind every name and login, where an office stands already and names are taken
 */
export async function openOffice(origin: string, { login, password }: SignIn, mark = ""): Promise<Office> {
  const administrator = new ApiClient(origin);
  await administrator.signIn(login, password);

  const hire = async (plain: string, name: string, role: Role, unitId?: string): Promise<Hired> => {
    const login = plain + mark;
    const person = { login, name, roles: [role], ...(unitId && { unitId }) };
    const { password } = await administrator.call(endpoints.createPerson, { body: person });
    const client = new ApiClient(origin);
    await client.signIn(login, password);
    return { client, login, password };
  };

  const units: FilingUnit[] = [];
  for (const unit of demoUnits) {
    const { shortName, roster, secretary } = unit;
    const name = unit.name + mark;
    const { id } = await administrator.call(endpoints.createUnit, {
      body: { name, shortName, roster: [...roster] },
    });
    const { client, ...account } = await hire(secretary.login, secretary.name, "secretary", id);
    const { url } = await client.call(endpoints.createLink, { params: { id }, body: { period: PERIOD } });
    units.push({ ...unit, name, id, account, link: tokenOf(url) });
  }
  const reviewer = await hire("shiguanlan", "石观澜", "reviewer");
  const leader = await hire("duzhongyue", "杜仲岳", "leader");
  return {
    units,
    reviewer: reviewer.client,
    leader: leader.client,
    accounts: { reviewer, leader },
  };
}

function tokenOf(url: string): string {
  const token = new URL(url, "http://office.invalid").pathname.split("/").at(-1);
  if (!token) throw new Error(`${url} 不是上传链接`);
  return token;
}
