/** The beginning of an installation: an office with its first people. What must be told again at each start is kept beside the data. */
import { join } from "node:path";
import { z } from "zod";
import { afterDays } from "../core/calendar/workday.ts";
import { plainGrants } from "../core/organisation/grant.ts";
import type { Member } from "../core/organisation/member.ts";
import type { Office } from "../core/organisation/office.ts";
import { ROLES } from "../core/organisation/role.ts";
import type { Person } from "../core/organisation/unit.ts";
import { clock } from "../functions/adapters/clock.ts";
import { newId, newToken } from "../functions/adapters/identifier.ts";
import { firstPassword, hashPassword } from "../functions/adapters/password.ts";
import { putLink } from "../functions/adapters/table/links.ts";
import { addOffice, offices, putOffice } from "../functions/adapters/table/offices.ts";
import { putPerson } from "../functions/adapters/table/people.ts";
import { putUnit } from "../functions/adapters/table/units.ts";
import { FolderRefused } from "../local/folder/refusal.ts";
import { readSmallFile, writeSmallFile } from "../local/folder/small-file.ts";
import { COUNTY, demoUnits, PERIOD } from "../samples/papers/units.ts";

const founded = z.object({
  demonstration: z.boolean(),
  accounts: z.array(
    z.object({ role: z.enum(ROLES), login: z.string(), password: z.string(), name: z.string().optional() }),
  ),
  links: z.array(z.object({ unit: z.string(), unitName: z.string(), token: z.string() })),
});
export type FoundOffice = z.output<typeof founded>;

const JURISDICTION = "office";
const RECORD = "office.json";

/** What an earlier start has founded; the administrator's first password is not told twice. */
export function knownOffice(folder: string): FoundOffice | undefined {
  return readSmallFile(
    join(folder, RECORD),
    founded,
    () =>
      new FolderRefused(
        "damaged",
        `数据目录 ${folder} 中的 ${RECORD} 内容不完整，请从备份恢复它；没有备份就删除它后再启动，单位和数据不受影响。`,
      ),
  );
}

function record(folder: string, office: FoundOffice): void {
  writeSmallFile(join(folder, RECORD), office);
}

/** The office that stands in the table though its record was lost: nothing is ever founded over it. */
export async function rememberedOffice(
  folder: string,
  say: (step: string) => void,
): Promise<FoundOffice | undefined> {
  const [standing] = await offices();
  if (!standing) return undefined;
  const office = { demonstration: false, accounts: [], links: [] };
  record(folder, office);
  say(`${RECORD} 不在了；${standing.name}的数据都在，已重新写好 ${RECORD}`);
  return office;
}

interface Wanted {
  /** 青槐县 */
  readonly name: string;
  readonly login: string;
}

const officeOf = (name: string): Office => ({
  jurisdiction: JURISDICTION,
  name,
  issuer: `中共${name}委宣传部`,
  mark: `${name.slice(0, 1)}宣通`,
});

const administratorOf = (login: string): Person => ({
  id: newId("user"),
  jurisdiction: JURISDICTION,
  login,
  name: "管理员",
  grants: plainGrants(["administrator"], undefined),
});

/** A real office on this machine: nothing but its name and the first administrator. */
export async function foundEmpty(folder: string, { name, login }: Wanted): Promise<FoundOffice> {
  const password = await foundOnce({ name, login });
  if (password === undefined) throw new Error("there is an office already");
  record(folder, { demonstration: false, accounts: [], links: [] });
  return { demonstration: false, accounts: [{ role: "administrator", login, password }], links: [] };
}

/** An office and its first administrator, in one transaction; their password, or undefined when an office is there already. */
export async function foundOnce({ name, login }: Wanted): Promise<string | undefined> {
  const password = firstPassword();
  const made = await addOffice(officeOf(name), administratorOf(login), await hashPassword(password));
  return made ? password : undefined;
}

const DEMO_PASSWORD = "qiyou-demo-2026";

/** The invented county: three units, one account for each role, one upload link a unit. */
export async function foundDemonstration(folder: string): Promise<FoundOffice> {
  const jurisdiction = JURISDICTION;
  await putOffice(officeOf(COUNTY));
  const password = await hashPassword(DEMO_PASSWORD);
  const accounts: FoundOffice["accounts"] = [];
  const hire = async (
    role: (typeof ROLES)[number],
    login: string,
    name: string,
    unitId?: string,
    tell?: string,
  ) => {
    await putPerson(
      {
        id: newId("user"),
        jurisdiction,
        login,
        name,
        grants: plainGrants([role], unitId),
        ...(unitId && { unitId }),
      },
      password,
    );
    accounts.push({ role, login, password: DEMO_PASSWORD, name: tell ?? name });
  };
  await hire("administrator", "admin", "系统管理员");
  await hire("reviewer", "reviewer", "石观澜");
  await hire("reviewer", "reviewer2", "林听雨");
  await hire("leader", "leader", "杜仲岳");
  const links: FoundOffice["links"] = [];
  for (const [index, { key, name, shortName, roster, secretary }] of demoUnits.entries()) {
    const members = roster.map((one): Member => ({ id: newId("mem"), name: one, role: "member" }));
    const unit = { id: newId("unit"), jurisdiction, name, shortName, members, order: index + 1 };
    await putUnit(unit);
    await hire("secretary", secretary.login, secretary.name, unit.id, `${secretary.name}（${shortName}）`);
    const token = newToken();
    await putLink(token, {
      id: newId("link"),
      jurisdiction,
      unitId: unit.id,
      period: PERIOD,
      createdBy: "machine",
      createdAt: clock.instant(),
      expiresAt: `${afterDays(clock.today(), 366)}T15:59:59.000Z`,
      revoked: false,
    });
    links.push({ unit: key, unitName: name, token });
  }
  const office = { demonstration: true, accounts, links };
  record(folder, office);
  return office;
}
