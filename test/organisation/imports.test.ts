/** A new office filled from one workbook: 60 units, 420 members, 61 accounts; nothing half-imported, and taken back within a day. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import writeWorkbook from "write-excel-file/node";
import { ApiClient } from "../../client/api-client.ts";
import { accept } from "../../core/outcome.ts";
import { newId } from "../../functions/adapters/identifier.ts";
import { packImport, writeImport } from "../../functions/adapters/table/imports.ts";
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import { record } from "../../functions/app/offices/register.ts";
import { LeapClock } from "../clock.ts";
import {
  hire,
  type Office,
  openOffice,
  PASSWORD,
  PERIOD,
  refusal,
  signedIn,
  TODAY,
  untilState,
  upload,
} from "../office.ts";
import { minutes } from "../paper.ts";
import { ask, cookieOf } from "../security/asking.ts";

const clock = new LeapClock(TODAY);
let office: Office;
let administrator: ApiClient;
beforeAll(async () => {
  office = await openOffice(clock);
  await hire(office.jurisdiction, "admin", ["administrator"]);
  administrator = await signedIn(office.url, "admin");
});
afterAll(() => office.close());

type Lines = readonly (readonly string[])[];
async function workbook(sheets: Readonly<Record<string, Lines>>): Promise<string> {
  const written = writeWorkbook(
    Object.entries(sheets).map(([sheet, lines]) => ({
      sheet,
      data: lines.map((line) => line.map((one) => one || null)),
    })),
  );
  return (await written.toBuffer()).toString("base64");
}
const preview = (file: string) => administrator.call(endpoints.previewImport, { body: { file } });
const apply = (file: string, base: number) =>
  administrator.call(endpoints.applyImport, { body: { file, fileName: "全县.xlsx", base } });
const unitsNow = async () => (await administrator.call(endpoints.units)).units;

const SURNAMES = "江戴谭冯柏邹苏程罗韩沈陆方秦顾温卢宋祁邵闻";
const nameOf = (n: number): string =>
  `${SURNAMES[n % 21]}${SURNAMES[Math.floor(n / 21) % 21]}${SURNAMES[Math.floor(n / 441)]}`;
const COUNT = 60;
const units: Lines = [
  ["单位全称*", "简称*", "类别", "片区"],
  ...Array.from({ length: COUNT }, (_, n) => [
    `青槐县第${n + 1}局`,
    `第${n + 1}局`,
    "县直部门",
    n % 2 ? "东片" : "西片",
  ]),
];
const members: Lines = [
  ["单位全称*", "姓名*", "职务", "组内身份"],
  ...Array.from({ length: COUNT * 7 }, (_, n) => [
    `青槐县第${Math.floor(n / 7) + 1}局`,
    nameOf(n),
    n % 7 === 0 ? "局长" : "",
    n % 7 === 0 ? "组长" : "成员",
  ]),
];
const accounts: Lines = [
  ["账号*", "姓名*", "角色*", "单位全称"],
  ...Array.from({ length: COUNT }, (_, n) => [
    `bureau${n + 1}`,
    nameOf(n * 7 + 6),
    "学习秘书",
    `青槐县第${n + 1}局`,
  ]),
  ["shenhe", "石观澜", "审核员、领导", ""],
];

describe("a whole county", () => {
  let file: string;
  let made: string;

  test("one wrong line is named by sheet, line and column, and nothing is imported", async () => {
    const wrong = await workbook({
      单位: units,
      成员: [...members, ["青槐县第99局", "江映川", "", "主任"]],
      账号: accounts,
    });
    const { faults, base } = await preview(wrong);
    expect(faults).toEqual([
      {
        sheet: "成员",
        row: 422,
        column: "组内身份",
        message: "没有“主任”，可以填：组长、副组长、成员、学习秘书",
      },
      {
        sheet: "成员",
        row: 422,
        column: "单位全称",
        message: "没有“青槐县第99局”这个单位，请核对，或先在“单位”工作表中添加",
      },
    ]);
    expect(await refusal(apply(wrong, base))).toMatchObject({ code: "import_faulty" });
    expect(await unitsNow()).toHaveLength(2);
  });

  test("is previewed and imported whole", async () => {
    file = await workbook({ 单位: units, 成员: members, 账号: accounts });
    const seen = await preview(file);
    expect([seen.faults, seen.units.length, seen.people.length]).toEqual([[], 60, 61]);
    expect(seen.units.every(({ isNew }) => isNew)).toBe(true);
    const { id, state } = await apply(file, seen.base);
    made = id;
    expect(state).toBe("applied");
    const now = await unitsNow();
    expect(now).toHaveLength(62);
    expect(now.reduce((sum, one) => sum + one.members, 0)).toBe(420 + 2 * 3);
    expect((await administrator.call(endpoints.verifyRegister)).whole).toBe(true);
  });

  test("imported again changes nothing; neither does its export", async () => {
    const again = await preview(file);
    expect([again.faults, again.units, again.people]).toEqual([[], [], []]);
    const cookie = await cookieOf(office.url, "admin", PASSWORD);
    const response = await fetch(new URL(endpoints.exportWorkbook.path, office.url), { headers: { cookie } });
    const exported = Buffer.from(await response.arrayBuffer()).toString("base64");
    const same = await preview(exported);
    expect([same.faults, same.units, same.people]).toEqual([[], [], []]);
    const template = await ask(office.url, endpoints.importTemplate, {}, { cookie });
    expect(template.headers.get("content-disposition")).toContain("filename*=UTF-8''");
  });

  test("what was previewed before somebody changed a unit is looked at again", async () => {
    const more = await workbook({ 单位: [units[0] ?? [], ["青槐县图书馆", "图书馆", "", ""]] });
    const { base } = await preview(more);
    await administrator.call(endpoints.createUnit, { body: { name: "青槐县档案馆", shortName: "档案馆" } });
    expect(await refusal(apply(more, base))).toMatchObject({ code: "import_outdated" });
  });

  test("cannot be taken back once something is built on it, and names what", async () => {
    const [first] = (await unitsNow()).filter(({ name }) => name === "青槐县第1局");
    const body = { period: PERIOD };
    await administrator.call(endpoints.createLink, { params: { id: first?.id ?? "" }, body });
    expect(await refusal(administrator.call(endpoints.undoImport, { params: { import: made } }))).toEqual({
      status: 409,
      code: "import_built_on",
      message: "不能撤销：第1局在导入后已修改或已使用，请直接修改。",
    });
  });

  test("gets 60 links in one go, and a paper filed through one is reviewed", async () => {
    const ids = (await unitsNow()).filter(({ name }) => /第\d+局/.test(name)).map(({ id }) => id);
    const { links } = await administrator.call(endpoints.makeLinks, {
      body: { unitIds: ids, period: PERIOD, days: 90 },
    });
    expect(new Set(links.map(({ url }) => url)).size).toBe(60);
    const token = links[7]?.url.split("/").at(-1) ?? "";
    const paper = await upload(office.url, token, minutes({ mark: "首件" }));
    await untilState(office.reviewer, paper, "in_review");
  });

  test("an imported account signs in once it has got a first password", async () => {
    const { people } = await administrator.call(endpoints.people);
    const shi = people.find(({ login }) => login === "shenhe");
    expect(shi?.roles).toEqual(["reviewer", "leader"]);
    expect(await refusal(new ApiClient(office.url).signIn("shenhe", "none"))).toMatchObject({
      code: "sign_in_failed",
    });
    const { passwords } = await administrator.call(endpoints.firstPasswords, {
      body: { ids: [shi?.id ?? ""] },
    });
    await new ApiClient(office.url).signIn("shenhe", passwords[0]?.password ?? "");
  });
});

test("an import is taken back within a day, and everything is as it was", async () => {
  const before = { units: await unitsNow(), people: (await administrator.call(endpoints.people)).people };
  const file = await workbook({
    单位: [units[0] ?? [], ["青槐县图书馆", "图书馆", "", ""], ["青槐县水务局", "县水务局", "", ""]],
    成员: [members[0] ?? [], ["青槐县水务局", "顾明溪", "", ""]],
    账号: [
      accounts[0] ?? [],
      ["library", "秦若川", "学习秘书", "青槐县图书馆"],
      ["shenhe", "石观澜", "审核员", ""],
    ],
  });
  const { base, units: changed } = await preview(file);
  expect(changed.map(({ name, isNew }) => [name, isNew])).toEqual([
    ["青槐县水务局", false],
    ["青槐县图书馆", true],
  ]);
  const { id } = await apply(file, base);
  expect((await unitsNow()).length).toBe(before.units.length + 1);
  const { state } = await administrator.call(endpoints.undoImport, { params: { import: id } });
  expect(state).toBe("undone");
  expect(await unitsNow()).toEqual(before.units);
  expect((await administrator.call(endpoints.people)).people).toEqual(before.people);
  expect(await refusal(administrator.call(endpoints.undoImport, { params: { import: id } }))).toMatchObject({
    code: "import_settled",
  });
  // The names are free again.
  const again = await apply(file, (await preview(file)).base);
  clock.leap("2026-08-21T13:00:00Z");
  administrator = await signedIn(office.url, "admin");
  expect(
    await refusal(administrator.call(endpoints.undoImport, { params: { import: again.id } })),
  ).toMatchObject({ code: "import_settled" });
});

test("an import that a crash has broken off keeps others waiting, and is taken up where it was", async () => {
  const { jurisdiction } = office;
  const unit = (n: number) => ({
    id: `unit_broken${n}`,
    jurisdiction,
    name: `青槐县断${n}局`,
    shortName: `断${n}局`,
    order: 100 + n,
    members: [],
  });
  const planned = Array.from({ length: 30 }, (_, n) => ({
    after: unit(n),
    changes: [{ what: "全称", after: unit(n).name }],
  }));
  const packed = packImport({ units: planned, people: [] });
  if (!packed) throw new Error("too large");
  const id = newId("imp");
  const begun = {
    jurisdiction,
    id,
    fileName: "断.xlsx",
    by: "user_gone",
    at: clock.now(),
    stage: "applying",
    written: 0,
    units: 30,
    people: 0,
    packed,
  } as const;
  await record(jurisdiction, "user_gone", async () =>
    accept({
      value: true,
      events: [{ type: "ImportBegun", about: id, name: "断.xlsx", changes: [] }],
      writes: [writeImport({ ...begun, at: new Date(begun.at).toISOString() })],
    }),
  );
  const body = { name: "青槐县司法局", shortName: "司法局" };
  expect(await refusal(administrator.call(endpoints.createUnit, { body }))).toMatchObject({
    code: "import_under_way",
  });
  const { imports } = await administrator.call(endpoints.imports);
  expect(imports[0]).toMatchObject({ fileName: "断.xlsx", state: "applied", units: 30 });
  expect((await unitsNow()).filter(({ name }) => name.includes("断"))).toHaveLength(30);
  await administrator.call(endpoints.createUnit, { body });
});
