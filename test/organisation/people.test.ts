/** Units, members and accounts changed as an office changes them, and who then may do what. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ApiClient } from "../../client/api-client.ts";
import type { Role } from "../../core/organisation/role.ts";
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import { LeapClock } from "../clock.ts";
import {
  hire,
  type Office,
  openOffice,
  PASSWORD,
  refusal,
  signedIn,
  TODAY,
  untilState,
  upload,
} from "../office.ts";
import { minutes } from "../paper.ts";

const clock = new LeapClock(TODAY);
let office: Office;
let administrator: ApiClient;
beforeAll(async () => {
  office = await openOffice(clock);
  await hire(office.jurisdiction, "admin", ["administrator"]);
  administrator = await signedIn(office.url, "admin");
});
afterAll(() => office.close());

const personOf = async (login: string) => {
  const { people } = await administrator.call(endpoints.people);
  const found = people.find((one) => one.login === login);
  if (!found) throw new Error(`no ${login}`);
  return found;
};
const register = async () => (await administrator.call(endpoints.register, { query: {} })).entries;

describe("a leaver", () => {
  test("is signed out, cannot sign in, and what was claimed is free again", async () => {
    const id = await hire(office.jurisdiction, "leaver", ["reviewer"]);
    const leaver = await signedIn(office.url, "leaver");
    const paper = await upload(office.url, office.water.link, minutes({ mark: "离任" }));
    await untilState(office.reviewer, paper, "in_review");
    await leaver.call(endpoints.claimTask, { params: { id: paper }, body: { about: "review" } });
    const body = { decision: "approve", revision: 1 } as const;
    expect(
      await refusal(office.reviewer.call(endpoints.decide, { params: { id: paper }, body })),
    ).toMatchObject({ code: "claimed_by_other" });
    await administrator.call(endpoints.disablePerson, { params: { id }, body: { reason: "调离" } });
    expect(await refusal(leaver.call(endpoints.me))).toMatchObject({ status: 401 });
    expect(await refusal(signedIn(office.url, "leaver"))).toMatchObject({ code: "account_disabled" });
    const { claimedBy, trail } = await office.reviewer.call(endpoints.submission, { params: { id: paper } });
    expect(claimedBy).toBeUndefined();
    expect(trail.at(-1)?.text).toContain("离任");
    await office.reviewer.call(endpoints.decide, { params: { id: paper }, body });
    await administrator.call(endpoints.enablePerson, { params: { id } });
    await signedIn(office.url, "leaver");
  });

  test("or who is no reviewer any more: what was claimed is free again", async () => {
    const id = await hire(office.jurisdiction, "mover", ["reviewer"]);
    const mover = await signedIn(office.url, "mover");
    const paper = await upload(office.url, office.water.link, minutes({ mark: "转岗" }));
    await untilState(office.reviewer, paper, "in_review");
    await mover.call(endpoints.claimTask, { params: { id: paper }, body: { about: "review" } });
    const change = (role: Role) =>
      administrator.call(endpoints.changePerson, {
        params: { id },
        body: { name: "mover", grants: [{ role, scope: { kind: "office" } }] },
      });
    await change("reviewer");
    const claimedBy = async () =>
      (await office.reviewer.call(endpoints.submission, { params: { id: paper } })).claimedBy;
    expect(await claimedBy()).toBe(id);
    await change("visitor");
    expect(await claimedBy()).toBeUndefined();
  });

  test("the last administrator cannot be disabled, nor lose the role", async () => {
    const { id, name } = await personOf("admin");
    const told = { code: "last_administrator", status: 409 };
    expect(
      await refusal(administrator.call(endpoints.disablePerson, { params: { id }, body: { reason: "试" } })),
    ).toMatchObject(told);
    const body = { name, grants: [{ role: "leader", scope: { kind: "office" } }] } as const;
    expect(
      await refusal(
        administrator.call(endpoints.changePerson, {
          params: { id },
          body: { ...body, grants: [...body.grants] },
        }),
      ),
    ).toMatchObject(told);
  });
});

describe("rights", () => {
  test("of one unit list and open that unit", async () => {
    const id = await hire(office.jurisdiction, "narrow", ["visitor"]);
    const narrow = await signedIn(office.url, "narrow");
    const [water, farm] = await Promise.all(
      [office.water, office.farm].map(async ({ link }, at) => {
        const paper = await upload(office.url, link, minutes({ mark: `权限${at}` }));
        await untilState(office.reviewer, paper, "in_review");
        return paper;
      }),
    );
    const scope = { kind: "unit", unitId: office.water.id } as const;
    const grants = [{ role: "reviewer" as const, scope, from: "2026-08-20", until: "2026-08-21" }];
    await administrator.call(endpoints.changePerson, { params: { id }, body: { name: "窄", grants } });
    const { submissions } = await narrow.call(endpoints.queue);
    expect(submissions.map((one) => one.id)).toContain(water);
    expect(submissions.map((one) => one.id)).not.toContain(farm);
    const { units } = await narrow.call(endpoints.units);
    expect(units.map((one) => one.id)).toEqual([office.water.id]);
    expect(await refusal(narrow.call(endpoints.submission, { params: { id: farm ?? "" } }))).toMatchObject({
      status: 403,
      code: "not_allowed",
    });
  });

  test("barred from a unit, whatever is granted, with the reason", async () => {
    const id = await hire(office.jurisdiction, "barred", ["reviewer"]);
    const barred = await signedIn(office.url, "barred");
    const scope = { kind: "unit", unitId: office.farm.id } as const;
    const body = {
      name: "barred",
      grants: [{ role: "reviewer" as const, scope: { kind: "office" as const } }],
      bars: [{ scope, reason: "曾任该单位负责人" }],
    };
    await administrator.call(endpoints.changePerson, { params: { id }, body });
    expect(await refusal(barred.call(endpoints.desk, { params: { id: office.farm.id }, query: {} }))).toEqual(
      {
        status: 403,
        code: "barred",
        message: "您对这个单位须回避（曾任该单位负责人），请由其他人员办理。",
      },
    );
    const { submissions } = await barred.call(endpoints.queue);
    expect(submissions.filter(({ unitId }) => unitId === office.farm.id)).toEqual([]);
    expect(submissions.length).toBeGreaterThan(0);
  });

  test("a change of them stands in the register, in words, and the register is whole", async () => {
    const [latest] = await register();
    expect(latest).toMatchObject({ byName: "admin", what: "修改账号", name: "barred" });
    expect(latest?.changes).toEqual([
      { what: "回避", after: `全部（${office.farm.name}，曾任该单位负责人）` },
    ]);
    const verified = await administrator.call(endpoints.verifyRegister);
    expect(verified.whole).toBe(true);
    expect(verified.entries).toBe(latest?.sequence);
  });
});

describe("units and members", () => {
  test("are renamed, described, ended and put in order", async () => {
    const params = { id: office.farm.id };
    const body = { name: "青槐县农业局", shortName: "农业局", kind: "县直部门", until: "2027-01-01" };
    await administrator.call(endpoints.changeUnit, { params, body });
    expect(
      await refusal(administrator.call(endpoints.changeUnit, { params: { id: office.water.id }, body })),
    ).toMatchObject({ code: "unit_exists" });
    // The old name is free again.
    await administrator.call(endpoints.createUnit, {
      body: { name: office.farm.name, shortName: "新农业局", roster: ["苏临"] },
    });
    const { units } = await administrator.call(endpoints.units);
    const ids = units.map(({ id }) => id).toReversed();
    await administrator.call(endpoints.orderUnits, { body: { ids } });
    const after = await administrator.call(endpoints.units);
    expect(after.units.map(({ id }) => id)).toEqual(ids);
    expect(after.units.find(({ id }) => id === office.farm.id)).toMatchObject(body);
  });

  test("the secretary changes the own unit's members at once; the administrator sees it and takes it back", async () => {
    const params = { id: office.water.id };
    const { members } = await office.secretary.call(endpoints.members, { params });
    const base = members.map(({ id }) => id);
    const [first, ...rest] = members;
    if (!first) throw new Error("no members");
    const written = [{ ...first, until: "2026-08-01" }, ...rest, { name: "冯晓棠", role: "deputy" as const }];
    const changed = await office.secretary.call(endpoints.changeMembers, {
      params,
      body: { base, members: written },
    });
    expect(changed.roster).toEqual([...rest.map(({ name }) => name), "冯晓棠"]);
    expect(changed.unconfirmed?.changes).toEqual([
      { what: "成员", before: "江映川", after: "江映川（2026-08-01前有效）" },
      { what: "成员", after: "冯晓棠（副组长）" },
    ]);
    // Somebody who has not seen it changes nothing.
    expect(
      await refusal(administrator.call(endpoints.changeMembers, { params, body: { base, members: [] } })),
    ).toMatchObject({ code: "members_changed" });
    const { units } = await administrator.call(endpoints.units);
    expect(units.filter(({ unconfirmed }) => unconfirmed).map(({ id }) => id)).toEqual([office.water.id]);
    const settle = (decision: "confirm" | "revert") =>
      administrator.call(endpoints.settleMembers, { params, body: { decision } });
    const reverted = await settle("revert");
    expect(reverted.members).toEqual(members);
    expect(await refusal(settle("confirm"))).toMatchObject({ code: "members_settled" });
  });

  test("two changes at once are both recorded", async () => {
    const names = ["青槐县教育局", "青槐县财政局", "青槐县审计局", "青槐县司法局"];
    await Promise.all(
      names.map((name) =>
        administrator.call(endpoints.createUnit, { body: { name, shortName: name.slice(3) } }),
      ),
    );
    const orders = (await administrator.call(endpoints.units)).units.map(({ order }) => order);
    expect(new Set(orders).size).toBe(orders.length);
    const told = (await register()).slice(0, names.length).map(({ name }) => name);
    expect(told.toSorted()).toEqual(names.toSorted());
  });

  test("a password that is changed while rights are changed leaves the rights as changed", async () => {
    const id = await hire(office.jurisdiction, "both", ["reviewer"]);
    const both = await signedIn(office.url, "both");
    const grants = [{ role: "visitor" as const, scope: { kind: "office" as const } }];
    await Promise.all([
      both.call(endpoints.changePassword, { body: { current: PASSWORD, next: "四匹 安静的 蓝色 河马 9" } }),
      administrator.call(endpoints.changePerson, { params: { id }, body: { name: "both", grants } }),
    ]);
    expect((await personOf("both")).roles).toEqual(["visitor"]);
  });
});

test("rights end at midnight of their last day, also of who is signed in", async () => {
  clock.leap("2026-08-20T15:30:00Z");
  const narrow = await signedIn(office.url, "narrow");
  clock.leap("2026-08-20T16:30:00Z");
  expect(await refusal(narrow.call(endpoints.me))).toMatchObject({ status: 401 });
  expect(await refusal(signedIn(office.url, "narrow"))).toMatchObject({ code: "account_expired" });
});
