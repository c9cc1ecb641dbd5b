/** `qiyou doctor` beside a running service and without one: nothing in the folder changes, and what is wrong is said. */
import { mkdtempSync, rmSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { recordDeadLetter } from "../../functions/adapters/table/dead-letters.ts";
import { putOffice } from "../../functions/adapters/table/offices.ts";
import { checkFolder } from "../../local/checkup/folder.ts";
import { type Cloud, openCloud } from "../../local/cloud.ts";
import { DATABASES } from "../../local/folder/inspection.ts";
import { foundUnit, hire, signedIn, untilState, upload } from "../office.ts";
import { minutes } from "../paper.ts";
import { launched } from "./launched.ts";

const folder = mkdtempSync(join(tmpdir(), "qiyou-doctor-"));
const qiyou = launched({ registerDoctor: "doctor" });
const answer = z.object({
  ok: z.boolean(),
  checks: z.array(
    z.object({
      code: z.string(),
      state: z.enum(["good", "notice", "bad"]),
      message: z.string(),
      figures: z.record(z.string(), z.union([z.number(), z.string()])).optional(),
    }),
  ),
});
let cloud: Cloud | undefined;
let waiting: string;

beforeAll(async () => {
  cloud = await openCloud({ folder, host: "127.0.0.1", port: 0 });
  await putOffice({ jurisdiction: "office", name: "青槐县", issuer: "中共青槐县委宣传部", mark: "青宣通" });
  const unit = await foundUnit("office", "青槐县水务局", 1);
  await hire("office", "reviewer", ["reviewer"]);
  waiting = await upload(cloud.url, unit.link, minutes());
  await untilState(await signedIn(cloud.url, "reviewer"), waiting, "in_review");
});
afterAll(async () => {
  await cloud?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function asked(...options: string[]) {
  const { status, out } = await qiyou("doctor", folder, "--json", "--floor", "1", ...options);
  const { ok, checks } = answer.parse(JSON.parse(out));
  return { status, ok, of: (code: string) => checks.find((checked) => checked.code === code) };
}

const looked = (code: string, { floor = 1, now = Date.now() } = {}) =>
  checkFolder(folder, floor, now).find((checked) => checked.code === code);

test("beside a running service all is well, and the oldest wait is named", async () => {
  const port = new URL(cloud?.url ?? "").port;
  const { status, ok, of } = await asked("--port", port);
  expect({ status, ok }).toEqual({ status: 0, ok: true });
  expect(of("folder")).toMatchObject({ state: "good", figures: { inUse: 1, format: 1 } });
  expect(of("port")?.message).toBe(`${port} 上的服务在运行，正常`);
  expect(of("oldest_wait")).toMatchObject({ figures: { running: 1, oldest: `review/${waiting}` } });
  for (const code of [
    "versions",
    "settings",
    "privacy",
    "free_space",
    "clock",
    "fonts",
    "models",
    "arriving",
  ])
    expect(of(code)?.state, code).toBe("good");
  expect(of("dead_letters")).toMatchObject({ state: "good", figures: { deadLetters: 0 } });
});

test("without a service it says what is worth a look and what is wrong, and ends with 1", async () => {
  await recordDeadLetter("收件箱事件", "坏", 5, "");
  await cloud?.close();
  cloud = undefined;
  expect(looked("folder")?.message).toContain("没有服务在使用");
  expect(looked("dead_letters")).toMatchObject({ state: "notice", figures: { deadLetters: 1 } });
  expect(looked("free_space", { floor: 1e12 })).toMatchObject({ state: "bad" });
  expect(looked("clock", { now: Date.now() - 7_200_000 })?.message).toMatch(
    /比数据最后的改动还早 2 小时；请校准系统时间/,
  );

  truncateSync(join(folder, DATABASES.workflows), 5000);
  const { status, out } = await qiyou("doctor", folder, "--port", "0", "--floor", "1");
  expect(status).toBe(1);
  expect(out).toContain(
    `✗ 数据目录：数据目录 ${folder} 中的 states.sqlite 已损坏（不完整或被改写），没有启动；请从备份恢复整个目录。`,
  );
  expect(out).toMatch(/1 项有问题。$/m);
});

test("of a place where nothing is yet it says so, and makes nothing", () => {
  const nowhere = join(folder, "nowhere");
  const [state, space] = checkFolder(nowhere, 1, Date.now());
  expect(state).toMatchObject({ state: "notice" });
  expect(space).toMatchObject({ code: "free_space", state: "good" });
});
