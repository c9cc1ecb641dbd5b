/** Papers that an office has marked go the way of its rules: imported, given to its links, learned from; another office has none of them. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ApiClient } from "../../client/api-client.ts";
import { putOffice } from "../../functions/adapters/table/offices.ts";
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import { launched } from "../cli/launched.ts";
import {
  foundUnit,
  type Office,
  openOffice,
  PASSWORD,
  refusal,
  type TestUnit,
  untilState,
  upload,
} from "../office.ts";
import { administrator, MARKED, RIVER, walkInOtherWords } from "./office-rules.ts";

const ABROAD = "elsewhere";
const RULES = { ...RIVER, ...MARKED };
const PAPERS = "papers/river_walk.txt";

let office: Office;
let abroad: TestUnit;
let admin: Awaited<ReturnType<typeof administrator>>;
let folder: string;
const run = launched({ registerRules: "rules" });
beforeAll(async () => {
  process.env.QIYOU_PASSWORD = PASSWORD;
  office = await openOffice();
  await putOffice({ jurisdiction: ABROAD, name: "白榆县", issuer: "中共白榆县委宣传部", mark: "白宣通" });
  abroad = await foundUnit(ABROAD, "白榆县水务局", 1);
  admin = await administrator(office, office.jurisdiction);
  folder = await mkdtemp(join(tmpdir(), "qiyou-own-papers-"));
  for (const [name, text] of Object.entries(RULES)) {
    await mkdir(dirname(join(folder, "river", name)), { recursive: true });
    await writeFile(join(folder, "river", name), text);
  }
});
afterAll(async () => {
  delete process.env.QIYOU_PASSWORD;
  await office.close();
  await rm(folder, { recursive: true });
});

const online = () => ["--url", office.url, "--login", admin.login];
const linkFiles = async (token: string) =>
  Object.keys((await new ApiClient(office.url).call(endpoints.linkRules, { params: { token } })).files);

test("without them such a paper goes back", async () => {
  await admin.put(RIVER, 0);
  const id = await upload(office.url, office.water.link, walkInOtherWords());
  const { reasons } = await untilState(office.reviewer, id, "returned");
  expect(reasons?.map(({ element }) => element)).toEqual(["reach"]);
});

test("the command tries them, imports them and brings them out again", async () => {
  const tried = await run("rules", "import", join(folder, "river"), ...online());
  expect(tried).toMatchObject({ status: 0, error: "" });
  expect(tried.out).toContain("改动：标好的材料");
  expect(tried.out).toContain("巡河记录（river_walk）：从 4 份学会 河段");
  expect(tried.out).toContain("逐份试认 4 份，要素全部认对");
  expect(tried.out).toContain("已导入为第2版");
  await run("rules", "export", join(folder, "out"), ...online());
  expect(await readFile(join(folder, "out", PAPERS), "utf8")).toBe(MARKED[PAPERS]);
});

test("its links carry them, and the paper in other words is taken", async () => {
  expect(await linkFiles(office.water.link)).toContain(PAPERS);
  const id = await upload(office.url, office.water.link, walkInOtherWords());
  await untilState(office.reviewer, id, "in_review");
  const { elements } = await office.reviewer.call(endpoints.examined, { params: { id, revision: "1" } });
  expect(elements.find(({ id }) => id === "reach")).toMatchObject({ state: "ok" });
});

test("another office sees none of them", async () => {
  expect(await linkFiles(abroad.link)).toEqual([]);
  const { client } = await administrator(office, ABROAD);
  expect((await client.call(endpoints.ruleFiles, { query: {} })).files).toEqual({});
});

test("a broken mark is refused with its line, and what is in force stays", async () => {
  const broken = { ...RULES, [PAPERS]: MARKED[PAPERS]?.replace("至石桥}", "至石桥") ?? "" };
  const { faults } = await admin.trial(broken);
  expect(faults).toEqual([
    { file: `辖区/${PAPERS}`, line: 3, message: expect.stringContaining("后面少了“}”") },
  ]);
  expect(await refusal(admin.put(broken, 2))).toMatchObject({ status: 400, code: "rulebook_refused" });
  expect((await admin.current()).edition).toBe(2);
});
