/** `qiyou rules export` and `import`, against a running system and against a folder that stands still. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadResourceData } from "sst/resource/shared";
import { afterAll, beforeAll, expect, test } from "vitest";
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import { openCloud } from "../../local/cloud.ts";
import { launched } from "../cli/launched.ts";
import { runningFrom } from "../clock.ts";
import { type Office, openOffice, PASSWORD, signedIn, TODAY } from "../office.ts";
import { administrator, RIVER, walk } from "./office-rules.ts";

let office: Office;
let admin: Awaited<ReturnType<typeof administrator>>;
let folder: string;
const at = (...names: string[]) => join(folder, ...names);
const run = launched({ registerRules: "rules", registerCheck: "check" });
beforeAll(async () => {
  process.env.QIYOU_PASSWORD = PASSWORD;
  office = await openOffice();
  admin = await administrator(office, office.jurisdiction);
  folder = await mkdtemp(join(tmpdir(), "qiyou-own-rules-"));
  await put("river", RIVER);
});
afterAll(async () => {
  delete process.env.QIYOU_PASSWORD;
  await office.close();
  await rm(folder, { recursive: true });
});

async function put(name: string, files: Record<string, string>): Promise<void> {
  for (const [file, text] of Object.entries(files)) {
    await mkdir(at(name, file, ".."), { recursive: true });
    await writeFile(at(name, file), text);
  }
}
const online = () => ["--url", office.url, "--login", admin.login];

test("a trial tells the changes and imports nothing", async () => {
  const { status, out } = await run("rules", "import", at("river"), ...online(), "--dry-run");
  expect(status).toBe(0);
  expect(out).toContain("新增材料类型：巡河记录（river_walk）");
  expect(out).toMatch(/试了 \d+ 个例子，全部通过/);
  expect((await admin.current()).edition).toBe(0);
});

test("what is imported comes out again, and `check` knows its type", async () => {
  const { status, out, error } = await run(
    "rules",
    "import",
    at("river"),
    ...online(),
    "--note",
    "加巡河记录",
  );
  expect([status, error]).toEqual([0, ""]);
  expect(out).toContain("已导入为第1版");
  expect(await run("rules", "export", at("out"), ...online())).toMatchObject({ status: 0 });
  for (const [name, text] of Object.entries(RIVER))
    expect(await readFile(at("out", name), "utf8")).toBe(text);
  await writeFile(at("巡河.txt"), walk("待定").bytes);
  const checked = await run("check", at("巡河.txt"), "--rulebook", at("out"));
  expect(checked.out).toContain("【巡河记录】");
  const { version } = await admin.current();
  expect(checked.out).toContain(`规则库 ${version?.replace(/\.1$/, "")}`);
});

test("a folder that holds rules is not written over", async () => {
  const { status, error } = await run("rules", "export", at("out"), ...online());
  expect([status, error]).toEqual([1, expect.stringContaining("没有覆盖")]);
});

test("a broken file, an empty folder, a place not told, a wrong password: each in a sentence", async () => {
  await put("broken", {
    "types/river_walk.yaml": RIVER["types/river_walk.yaml"]?.replace("name:", "name：") ?? "",
  });
  expect(await run("rules", "import", at("broken"), ...online())).toMatchObject({
    status: 1,
    error: expect.stringContaining("辖区/types/river_walk.yaml 第2行：冒号写成了中文"),
  });
  await mkdir(at("empty"));
  expect((await run("rules", "import", at("empty"), ...online())).error).toContain("没有规则文件");
  expect((await run("rules", "import", at("river"))).error).toContain("--url");
  expect((await run("rules", "export", at("new"), "--url", office.url, "--login", "nobody")).error).toMatch(
    /账号|密码/,
  );
  expect((await run("rules", "export", at("new"), "--folder", at("none"))).error).toContain(
    "不是七有的数据目录",
  );
  expect((await admin.current()).edition).toBe(1);
});

test("an edition without files of its own says so, and goes back in as a sentence", async () => {
  const nothing = await run("rules", "export", at("nothing"), ...online(), "--edition", "0");
  expect(nothing).toEqual({
    status: 0,
    out: "本办公室没有导入过规则时所用的：全部用内置规则，没有文件可存。\n",
    error: "",
  });
  expect(await admin.restore(0, 1)).toEqual({ edition: 2 });
  const restored = await run("rules", "export", at("nothing"), ...online());
  expect(restored.out).toBe("本办公室规则第2版：全部用内置规则，没有文件可存。\n");
  expect((await run("rules", "import", at("nothing"), ...online())).status).toBe(1);
  expect((await run("rules", "import", at("empty"), ...online())).error).toContain("请在“管理—规则”里恢复");
  expect(await admin.restore(1, 2)).toEqual({ edition: 3 });
});

test("what answers is no Qiyou, or nobody does: a sentence, and nothing but it", async () => {
  const proxy = createServer((_, response) => response.writeHead(502).end("<html>{Bad Gateway}</html>"));
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  const { port } = proxy.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const asked = (at: string) => run("rules", "overruled", "--url", at, "--login", admin.login);
  expect(await asked(url)).toEqual({ status: 1, out: "", error: "服务暂时不可用，请稍后重试\n" });
  expect(await run("rules", "export", at("new"), "--url", url, "--login", admin.login)).toEqual({
    status: 1,
    out: "",
    error: "服务暂时不可用，请稍后重试\n",
  });
  await new Promise((resolve) => proxy.close(resolve));
  expect((await asked(url)).error).toBe(`连接不上 ${url}，请核对地址，确认系统已启动。\n`);
  expect((await asked("xuexi.example")).error).toContain("连接不上 xuexi.example");
});

test("a running system's folder is left alone; one that stands still is read and written", async () => {
  expect((await run("rules", "export", at("new"), "--folder", office.folder)).error).toContain(
    "请改用 --url",
  );
  await office.cloud.close();
  expect(await run("rules", "export", at("new"), "--folder", office.folder)).toMatchObject({
    status: 0,
    out: expect.stringContaining("第3版：2 个文件"),
  });
  await put("new", { "rulebook.yaml": "jurisdiction: 青槐县\n" });
  const imported = await run("rules", "import", at("new"), "--folder", office.folder);
  expect(imported).toMatchObject({
    status: 0,
    out: expect.stringContaining("已导入为第4版"),
    error: expect.stringContaining('"code":"rules_imported"'),
  });
  const cloud = await openCloud({
    folder: office.folder,
    host: "127.0.0.1",
    port: 0,
    clock: runningFrom(TODAY),
  });
  loadResourceData(JSON.parse(process.env.SST_RESOURCES_JSON ?? "{}"));
  const client = await signedIn(cloud.url, admin.login);
  const { made } = await client.call(endpoints.rulesInForce);
  await cloud.close();
  expect(made).toMatchObject({ edition: 4, byName: "服务器上的命令行", files: 3 });
});
