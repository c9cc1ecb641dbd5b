/** The migration beside a service that runs: page by page, and nothing of what others write in the meantime is undone. */
import { DeleteCommand, type UpdateCommandInput } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { recordDeadLetter } from "../../functions/adapters/table/dead-letters.ts";
import { linkRows, linksOfUnit, putLink, revokeLink } from "../../functions/adapters/table/links.ts";
import { rewrite, scanPage } from "../../functions/adapters/table/migration.ts";
import { table } from "../../functions/adapters/table/table.ts";
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import { type Migration, migrate, migration } from "../../functions/app/operations/migrate.ts";
import { type Office, openOffice, untilState, upload } from "../office.ts";
import { minutes } from "../paper.ts";
import { age, itemsOf, setColumn } from "./aged.ts";

let office: Office;
beforeAll(async () => {
  office = await openOffice();
  const id = await upload(office.url, office.water.link, minutes());
  await untilState(office.reviewer, id, "in_review");
  await office.cloud.idle();
});
afterAll(() => office.close());

const invoke = async (event: object): Promise<Migration> =>
  migration.parse(await office.cloud.invoke("Migrate", event));

describe("the function", () => {
  test("finds nothing to do in what the present code has written", async () => {
    const { counts, unreadable, token } = await invoke({});
    expect(Object.values(counts).filter(({ old }) => old > 0)).toEqual([]);
    expect(counts.报送件).toEqual({ found: 1, old: 0, rewritten: 0 });
    expect(counts.审查结果).toEqual({ found: 1, old: 0, rewritten: 0 });
    expect({ unreadable, token }).toEqual({ unreadable: 0, token: undefined });
  });

  test("only looks, unless it is told to apply; then nothing is left to do", async () => {
    const links = await age("link");
    const before = await itemsOf("link");
    expect((await invoke({})).counts.上传链接).toEqual({ found: links, old: links, rewritten: 0 });
    expect(await itemsOf("link")).toEqual(before);
    expect((await invoke({ apply: true })).counts.上传链接).toEqual({
      found: links,
      old: links,
      rewritten: links,
    });
    expect(await itemsOf("link")).toEqual(before.map((row) => ({ ...row, format: 1 })));
    expect((await invoke({})).counts.上传链接).toEqual({ found: links, old: 0, rewritten: 0 });
  });

  test("brings people and units of the first format to grants and members, with the same rights", async () => {
    const [person] = (await itemsOf("person")).filter(({ login }) => login === "secretary");
    const [unit] = (await itemsOf("unit")).filter(({ id }) => id === office.water.id);
    if (!person || !unit) throw new Error("nobody is there");
    const { grants: _, ...who } = Object(person.person);
    const { members, ...where } = Object(unit.unit);
    const names = members.map(({ name }: { name: string }) => name);
    await setColumn(person, "person", { ...who, roles: ["secretary"] });
    await setColumn(unit, "unit", { ...where, roster: names });
    for (const row of [person, unit]) await setColumn(row, "format", undefined);
    const mayStill = async () => {
      const { roles, unitId } = await office.secretary.call(endpoints.me);
      const { roster } = await office.secretary.call(endpoints.members, { params: { id: unitId ?? "" } });
      return { roles, unitId, roster };
    };
    const before = await mayStill();
    expect(before).toEqual({ roles: ["secretary"], unitId: office.water.id, roster: names });
    expect((await invoke({ apply: true })).counts.人员?.rewritten).toBe(1);
    expect(await mayStill()).toEqual(before);
    expect((await invoke({})).counts.单位?.old).toBe(0);
  });

  test("ends when its time is over, and goes on from its own answer to the same sums", async () => {
    const whole = 30;
    for (let number = 0; number < whole; number++) await recordDeadLetter("试", "试", 1, "长".repeat(9_000));
    for (const [number, item] of (await itemsOf("deadLetter")).entries())
      await setColumn(item, "body", `${number}${"长".repeat(20_000)}`);
    await age("deadLetter");
    let calls = 0;
    let seen = migration.parse({ apply: true });
    do {
      seen = migration.parse(JSON.parse(JSON.stringify(await migrate(seen, 0))));
      calls++;
    } while (seen.token !== undefined);
    expect(calls).toBeGreaterThan(1);
    expect(seen.counts.未能处理的事项).toEqual({ found: whole, old: whole, rewritten: whole });
    const { counts } = await migrate(migration.parse({}), Number.POSITIVE_INFINITY);
    const found = ({ found }: { found: number }) => found;
    const { 审查结果: _, ...rows } = counts;
    expect(Object.fromEntries(Object.entries(seen.counts).map(([name, one]) => [name, found(one)]))).toEqual(
      Object.fromEntries(Object.entries(rows).map(([name, one]) => [name, found(one)])),
    );
  });

  test("refuses in words what newer code has written, before it rewrites anything of the page", async () => {
    const [unit] = await itemsOf("unit");
    if (!unit) throw new Error("no unit");
    await age("office");
    await setColumn(unit, "format", 9);
    await expect(office.cloud.invoke("Migrate", { apply: true })).rejects.toThrow(
      /单位 unit_\w+：数据由更新版本的七有写成/,
    );
    expect((await itemsOf("office"))[0]).not.toHaveProperty("format");
    await setColumn(unit, "format", 2);
    await invoke({ apply: true });
  });
});

describe("what cannot be read", () => {
  /** Spoils a column for as long as `look` takes. */
  async function spoilt(
    entity: string,
    column: string,
    spoil: (value: unknown, item: Record<string, unknown>) => unknown,
    look: (item: Record<string, unknown>) => Promise<void>,
  ): Promise<void> {
    const item =
      (await itemsOf(entity)).find((one) => String(one.subject ?? "").startsWith("sub_")) ??
      (await itemsOf(entity))[0];
    if (!item) throw new Error(`no ${entity}`);
    await setColumn(item, column, spoil(item[column], item));
    try {
      await look(item);
    } finally {
      await setColumn(item, column, item[column]);
    }
  }

  test("is counted and named: an event that lacks a field", async () => {
    const lacking = (event: unknown) => ({ type: Object(event).type });
    await spoilt("trail", "event", lacking, async ({ subject, sequence }) => {
      const { unreadable, faults } = await invoke({});
      expect([unreadable, faults]).toEqual([
        1,
        [expect.stringMatching(`^留痕 ${subject}/${sequence}：数据已损坏（字段 \\w+）`)],
      ]);
    });
  });

  test("is counted and named: a row that says it is another's", async () => {
    await spoilt(
      "unit",
      "id",
      () => "unit_another",
      async ({ pk, sk }) => {
        const { unreadable, faults } = await invoke({ apply: true });
        expect([unreadable, faults]).toEqual([
          1,
          [`单位 ${pk} ${sk}：数据已损坏（与所在位置不符），请从备份恢复。`],
        ]);
      },
    );
    expect(await invoke({})).toMatchObject({ unreadable: 0 });
  });

  test("ends the migration where newer code has recorded it, before anything of the page is rewritten", async () => {
    await age("office");
    await spoilt(
      "trail",
      "format",
      () => 9,
      async ({ subject, sequence }) => {
        await expect(office.cloud.invoke("Migrate", { apply: true })).rejects.toThrow(
          `留痕 ${subject}/${sequence}：数据由更新版本的七有写成`,
        );
      },
    );
    expect((await itemsOf("office"))[0]).not.toHaveProperty("format");
    await invoke({ apply: true });
  });
});

describe("a row that others have in hand", () => {
  beforeEach(async () => {
    await age("link");
  });
  /** How the row of the water bureau's link would be rewritten, as it is now. */
  async function rewriting() {
    const found: UpdateCommandInput[] = [];
    let next: string | undefined;
    do {
      const page = await scanPage(next);
      for (const one of page.rows)
        if ("kind" in one && one.kind === linkRows && Object(one.row).unitId === office.water.id)
          found.push(...(one.rewriting ? [one.rewriting] : []));
      next = page.next;
    } while (next !== undefined);
    expect(found).toHaveLength(1);
    const [only] = found;
    if (!only) throw new Error("nothing to rewrite");
    return only;
  }
  const link = async () => {
    const [one] = await linksOfUnit(office.water.id);
    if (!one) throw new Error("no link");
    return one;
  };
  const stored = async () => (await itemsOf("link")).find(({ unitId }) => unitId === office.water.id);

  test("changed in one column, keeps the change and is rewritten", async () => {
    const held = await rewriting();
    await revokeLink(await link());
    expect(await rewrite(held)).toBe(true);
    expect(await stored()).toMatchObject({ revoked: true, format: 1 });
  });

  test("written whole by the present code, is left as that has written it", async () => {
    const held = await rewriting();
    const { hash: _, ...now } = await link();
    await putLink(office.water.link, { ...now, revoked: false, period: "2026-Q4" });
    const written = await stored();
    expect(await rewrite(held)).toBe(false);
    expect(await stored()).toEqual(written);
  });

  test("gone, is not made anew", async () => {
    const held = await rewriting();
    const { pk, sk } = (await stored()) ?? {};
    await table().client.send(new DeleteCommand({ TableName: table().table, Key: { pk, sk } }));
    expect(await rewrite(held)).toBe(false);
    expect(await stored()).toBeUndefined();
  });
});
