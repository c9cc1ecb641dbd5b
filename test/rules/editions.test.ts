/** An office's own rules in the table (docs/decisions/0028), on the one-machine cloud. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { ApiClient } from "../../client/api-client.ts";
import { examine } from "../../core/checking/examine.ts";
import { loadRulebook } from "../../core/rulebook/load.ts";
import { hashOfRules } from "../../core/rulebook/own-rules.ts";
import { isRulebook } from "../../core/rulebook/rulebook.ts";
import { BUILT_IN, readRuleFiles } from "../../functions/adapters/rulebook/folder.ts";
import { putOffice } from "../../functions/adapters/table/offices.ts";
import { addEdition, packRules } from "../../functions/adapters/table/rulebook-editions.ts";
import { endpoints } from "../../functions/api/contract/endpoints.ts";
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
import { minutes } from "../paper.ts";
import { dropRow, itemsOf, setColumn } from "../rows/aged.ts";
import { cookieOf } from "../security/asking.ts";
import { administrator, RIVER, walk } from "./office-rules.ts";

const ABROAD = "elsewhere";

let office: Office;
let abroad: TestUnit;
let admin: Awaited<ReturnType<typeof administrator>>;
let stranger: typeof admin;
beforeAll(async () => {
  office = await openOffice();
  await putOffice({ jurisdiction: ABROAD, name: "白榆县", issuer: "中共白榆县委宣传部", mark: "白宣通" });
  abroad = await foundUnit(ABROAD, "白榆县水务局", 1);
  admin = await administrator(office, office.jurisdiction);
  stranger = await administrator(office, ABROAD);
});
afterAll(() => office.close());

const behind = (token: string) => new ApiClient(office.url).call(endpoints.linkRules, { params: { token } });

/** What the page behind a link does before anything is sent: the built-in rules of its bundle and what it is given. */
async function checkedBehind(token: string, { bytes, documentType }: ReturnType<typeof walk>) {
  const { files, edition } = await behind(token);
  const rules = loadRulebook(readRuleFiles(BUILT_IN), files, edition);
  if (!isRulebook(rules)) throw new Error(rules.message);
  const text = new TextDecoder().decode(bytes);
  return examine({ text, declaredType: documentType, asOf: "2026-08-20" }, rules);
}

test("an office that has imported nothing goes by the built-in rules", async () => {
  const { edition, version, made, files } = await admin.current();
  expect({ edition, version, made, files }).toEqual({
    edition: 0,
    version: expect.stringMatching(/^2026\.1\+[0-9a-f]{8}$/),
    made: undefined,
    files: [],
  });
  expect(await admin.editions()).toEqual([]);
  expect((await behind(office.water.link)).edition).toBeUndefined();
});

test("a trial tells what would change, and changes nothing", async () => {
  const { base, faults, failures, uncovered, changes, samples } = await admin.trial(RIVER);
  expect({ base, faults, failures, uncovered }).toEqual({ base: 0, faults: [], failures: [], uncovered: [] });
  expect(samples).toBeGreaterThan(900);
  expect(changes).toEqual({
    types: [{ id: "river_walk", name: "巡河记录", change: "added" }],
    rules: [],
    settings: [],
  });
  expect((await admin.current()).edition).toBe(0);
});

test("what is imported is known to the link's page, the names, and the examination, which says so", async () => {
  expect(await admin.put(RIVER, 0, "加巡河记录")).toEqual({ edition: 1 });
  const rules = await behind(office.water.link);
  expect(rules.edition).toBe(1);
  expect(Object.keys(rules.files)).toEqual(["types/river_walk.yaml"]);
  expect(rules.names.types).toContainEqual({ id: "river_walk", name: "巡河记录", filed: true });
  const info = await new ApiClient(office.url).call(endpoints.linkInfo, {
    params: { token: office.water.link },
  });
  expect(info.types).toContainEqual({ id: "river_walk", name: "巡河记录" });
  expect((await office.reviewer.call(endpoints.names)).types.map(({ id }) => id)).toContain("river_walk");

  const before = await checkedBehind(office.water.link, walk("待定"));
  const id = await upload(office.url, office.water.link, walk("待定"));
  const { reasons } = await untilState(office.reviewer, id, "returned");
  expect(reasons?.map(({ code, element }) => [code, element])).toEqual(
    before.findings.map(({ code, element }) => [code, element]),
  );
  expect(reasons).toHaveLength(1);
  const after = await office.reviewer.call(endpoints.examined, { params: { id, revision: "1" } });
  expect([after.typeName, after.rulebook]).toEqual(["巡河记录", before.rulebook]);
  expect(after.rulebook).toMatch(/^2026\.1\+[0-9a-f]{8}\.1$/);
  expect((await admin.current()).version).toBe(after.rulebook);
});

test("another office neither sees it nor is asked for it", async () => {
  expect((await behind(abroad.link)).names.types.map(({ id }) => id)).not.toContain("river_walk");
  expect((await stranger.current()).edition).toBe(0);
  expect(await stranger.editions()).toEqual([]);
  expect(await refusal(stranger.files(1))).toMatchObject({ status: 404 });
  expect(await stranger.put({ "rulebook.yaml": "jurisdiction: 白榆县\n" }, 0)).toEqual({ edition: 1 });
  expect((await admin.current()).edition).toBe(1);
});

test("an edition says who, when, why and of what; its files come out as they went in", async () => {
  const hash = hashOfRules(RIVER);
  expect(await admin.editions()).toEqual([
    {
      edition: 1,
      hash,
      at: expect.stringMatching(/^2026-08-20T/),
      byName: admin.login,
      note: "加巡河记录",
      files: 2,
    },
  ]);
  expect(await admin.files()).toEqual(RIVER);
  expect(await admin.files(0)).toEqual({});
});

test("who has seen it need not be told again", async () => {
  const cookie = await cookieOf(office.url, admin.login, PASSWORD);
  const get = (tag?: string) =>
    fetch(new URL("/api/rules/current", office.url), {
      headers: { cookie, ...(tag && { "if-none-match": tag }) },
    });
  const tag = (await get()).headers.get("etag") ?? "";
  expect(tag).toMatch(/^"1-[0-9a-f]{8}"$/);
  expect((await get(tag)).status).toBe(304);
  expect((await get('"0-00000000"')).status).toBe(200);
});

test("a broken file is refused with its name and line, and what is in force stays", async () => {
  const broken = {
    ...RIVER,
    "types/river_walk.yaml": RIVER["types/river_walk.yaml"]?.replace("severity", "severty") ?? "",
  };
  expect((await admin.trial(broken)).faults).toEqual([
    { file: "辖区/types/river_walk.yaml", line: 17, message: expect.stringContaining("没有“severty”这一项") },
  ]);
  const { status, code, message } = await refusal(admin.put(broken, 1));
  expect([status, code]).toEqual([400, "rulebook_refused"]);
  expect(message).toContain("辖区/types/river_walk.yaml 第17行");
  expect(await refusal(admin.put({ "types/../../x.yaml": "a: 1\n" }, 1))).toMatchObject({
    message: expect.stringContaining("放错了地方"),
  });
  expect((await admin.current()).edition).toBe(1);
});

test("rules that fail an example are refused with the example", async () => {
  const greedy = {
    ...RIVER,
    "types/river_walk.yaml": RIVER["types/river_walk.yaml"]?.replace("p: 巡河记录", "p: 学习") ?? "",
  };
  const { failures } = await admin.trial(greedy);
  expect(failures.map(({ rule }) => rule)).toContain("type.river_walk");
  expect(await refusal(admin.put(greedy, 1))).toMatchObject({ status: 400, code: "samples_failed" });
});

test("of two that import at once one is told that the other was faster", async () => {
  const files = (workdays: number) => ({
    ...RIVER,
    "rulebook.yaml": `waiting: { review: { workdays: ${workdays} } }\n`,
  });
  const both = await Promise.allSettled([admin.put(files(1), 1), admin.put(files(2), 1)]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  const lost = both.find((one) => one.status === "rejected");
  expect(await refusal(Promise.reject(lost?.reason))).toMatchObject({ status: 409, code: "rules_overtaken" });
  expect((await admin.editions()).map(({ edition }) => edition)).toEqual([2, 1]);
  expect(await refusal(admin.put(files(3), 1))).toMatchObject({ status: 409, code: "rules_overtaken" });
  expect(await refusal(admin.put(await admin.files(), 2))).toMatchObject({ code: "rules_unchanged" });
});

test("days of the office's own are given to its people", async () => {
  await admin.put({ ...RIVER, "rulebook.yaml": "waiting: { review: { workdays: 9 } }\n" }, 2);
  const id = await upload(office.url, office.water.link, minutes({ mark: "九日" }));
  expect((await untilState(office.reviewer, id, "in_review")).due).toBe("2026-09-02");
  const other = await upload(office.url, abroad.link, minutes({ mark: "三日" }));
  const reviewer = await administrator(office, ABROAD);
  expect((await untilState(reviewer.client, other, "in_review")).due).toBe("2026-08-25");
});

test("an old edition comes back as a new one; even that of before the first", async () => {
  expect(await admin.restore(1, 3)).toEqual({ edition: 4 });
  expect(await admin.files()).toEqual(RIVER);
  expect(await admin.restore(0, 4)).toEqual({ edition: 5 });
  expect((await admin.editions()).map(({ edition, restored }) => [edition, restored])).toEqual([
    [5, 0],
    [4, 1],
    [3, undefined],
    [2, undefined],
    [1, undefined],
  ]);
  expect((await behind(office.water.link)).names.types.map(({ id }) => id)).not.toContain("river_walk");
  expect(await refusal(admin.restore(9, 5))).toMatchObject({ status: 404 });
});

test("rules that the product no longer takes are told of, nothing is checked by others, and they can be mended", async () => {
  const files = { "checks.yaml": "checks:\n  - { id: check.gone, severity: warning }\n" };
  const packed = packRules(files) ?? fail();
  const made = { jurisdiction: office.jurisdiction, edition: 6, hash: hashOfRules(files), by: "user_gone" };
  await addEdition({ ...made, at: "2026-08-01T00:00:00.000Z", note: "", files: 1 }, packed);
  const { version, refused, edition } = await admin.current();
  expect([version, edition]).toEqual([undefined, 6]);
  expect(refused).toContain("辖区/checks.yaml 第2行");
  expect(await refusal(behind(office.water.link))).toMatchObject({ status: 409, code: "rulebook_refused" });
  expect((await admin.trial(RIVER)).changes).toBeUndefined();
  expect(await admin.put(RIVER, 6)).toEqual({ edition: 7 });
  expect((await behind(office.water.link)).edition).toBe(7);
});

test("files that are damaged or lost are told of by their key, and can be mended, by themselves too", async () => {
  const files = { ...RIVER, "rulebook.yaml": "waiting: { review: { workdays: 5 } }\n" };
  const hash = hashOfRules(files);
  const key = `${office.jurisdiction}/${hash}`;
  const made = { jurisdiction: office.jurisdiction, edition: 8, hash, by: "user_gone", note: "", files: 3 };
  await addEdition({ ...made, at: "2026-08-01T00:00:00.000Z" }, packRules(files) ?? fail());
  const row = (await itemsOf("rulebookFiles")).find((one) => one.hash === hash) ?? fail();
  const cases = [
    [packRules({ ...files, "rulebook.yaml": "" }), "数据已损坏（字段 packed），请从备份恢复。"],
    [new Uint8Array([1, 2, 3]), "数据已损坏（字段 packed），请从备份恢复。"],
  ] as const;
  for (const [packed, words] of cases) {
    await setColumn(row, "packed", packed);
    const { refused, edition, files: shown } = await admin.current();
    expect([refused, edition, shown]).toEqual([`规则文件 ${key}：${words}`, 8, []]);
    expect(await refusal(behind(office.water.link))).toMatchObject({ status: 500, code: "row_damaged" });
    expect(await refusal(admin.files(8))).toMatchObject({ message: expect.stringContaining(key) });
  }
  await dropRow(row);
  expect((await admin.current()).refused).toBe(`规则文件 ${key}：数据缺失，请从备份恢复，或重新导入规则。`);
  expect(await admin.put(files, 8)).toEqual({ edition: 9 });
  expect((await admin.current()).refused).toBeUndefined();
  expect(await admin.put(RIVER, 9)).toEqual({ edition: 10 });
});

test("a file whose name every object knows is no rule", async () => {
  for (const name of ["constructor", "types/__proto__.yaml", "toString"])
    expect(await refusal(admin.put({ ...RIVER, [name]: "a: 1\n" }, 10))).toMatchObject({ status: 400 });
});

test("more than a row holds is refused in words", async () => {
  // Hashes of numbers: nothing that could be packed tighter.
  const noise = Array.from({ length: 14_000 }, (_, at) => hashOfRules({ at: String(at) })).join("");
  const { status, code } = await refusal(
    admin.put({ ...RIVER, "samples/river_walk.yaml": `# ${noise}\n` }, 10),
  );
  expect([status, code]).toEqual([400, "rules_too_large"]);
});

test("an office without an edition goes by the process's folder, in the browser too", async () => {
  await putOffice({ jurisdiction: "third", name: "青石县", issuer: "中共青石县委宣传部", mark: "青宣通" });
  const unit = await foundUnit("third", "青石县水务局", 1);
  const folder = await mkdtemp(join(tmpdir(), "qiyou-rules-"));
  await mkdir(join(folder, "types"));
  await writeFile(join(folder, "types/river_walk.yaml"), RIVER["types/river_walk.yaml"] ?? "");
  vi.stubEnv("QIYOU_RULEBOOK", folder);
  try {
    expect((await checkedBehind(unit.link, walk("待定"))).type).toBe("river_walk");
    const third = await administrator(office, "third");
    expect(await third.current()).toMatchObject({ edition: 0, files: [{ name: "types/river_walk.yaml" }] });
    const { changes } = await third.trial({ "rulebook.yaml": "jurisdiction: 青石县\n" });
    expect(changes?.types).toEqual([{ id: "river_walk", name: "巡河记录", change: "removed" }]);
    await third.put({ "rulebook.yaml": "jurisdiction: 青石县\n" }, 0);
    expect((await behind(unit.link)).names.types.map(({ id }) => id)).not.toContain("river_walk");
  } finally {
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true });
  }
});

const fail = (): never => {
  throw new Error("they do not fit");
};
