/** A new office, as the guide tells it: the checklist, a county from one workbook, links on a sheet, the first paper, a leaver. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import writeWorkbook from "write-excel-file/node";
import { ApiClient } from "../../client/api-client.ts";
import { DESK, newVisitor, type Opened, openBrowser, PHONE } from "../../demo/browser/browser.ts";
import { signIn } from "../../demo/browser/signing-in.ts";
import { administratorOf } from "../../demo/office.ts";
import { type Stack, startStack } from "../../demo/stack.ts";
import { COUNTY } from "../../samples/papers/units.ts";
import { upload } from "../office.ts";
import { minutes } from "../paper.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 });

let folder: string;
let stack: Stack;
let opened: Opened;
let page: Page;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "qiyou-organisation-"));
  [stack, opened] = await Promise.all([startStack(folder, ["--empty", "--office", COUNTY]), openBrowser()]);
  page = await (await newVisitor(opened.browser, DESK)).newPage();
});
afterAll(async () => {
  await opened?.close();
  await stack?.stop();
  await rm(folder, { recursive: true, force: true });
});

const COUNT = 60;
const NAMES = "江戴谭冯柏邹苏程罗韩沈陆方秦顾温卢宋祁邵闻";
const personOf = (n: number) =>
  `${NAMES[n % 21]}${NAMES[Math.floor(n / 21) % 21]}${NAMES[Math.floor(n / 441)]}`;
const county = (wrong = false) => ({
  单位: [
    ["单位全称*", "简称*", "片区"],
    ...Array.from({ length: COUNT }, (_, n) => [
      `${COUNTY}第${n + 1}局`,
      `第${n + 1}局`,
      n % 2 ? "东片" : "西片",
    ]),
  ],
  成员: [
    ["单位全称*", "姓名*", "组内身份"],
    ...Array.from({ length: COUNT * 7 }, (_, n) => [
      `${COUNTY}第${Math.floor(n / 7) + 1}局`,
      personOf(n),
      n % 7 === 0 ? "组长" : wrong && n === 20 ? "主任" : "成员",
    ]),
  ],
  账号: [
    ["账号*", "姓名*", "角色*", "单位全称"],
    ["mishu1", personOf(6), "学习秘书", `${COUNTY}第1局`],
    ["shiguanlan", "石观澜", "审核员", ""],
    ["duzhongyue", "杜仲岳", "领导", ""],
  ],
});
async function choose(name: string, sheets: Record<string, string[][]>): Promise<void> {
  const written = writeWorkbook(
    Object.entries(sheets).map(([sheet, lines]) => ({
      sheet,
      data: lines.map((line) => line.map((one) => one || null)),
    })),
  );
  await page
    .locator('input[type="file"]')
    .setInputFiles({ name, mimeType: "", buffer: await written.toBuffer() });
}
const open = (tab: string) => page.goto(`${stack.url}/organisation?tab=${tab}`);
const stepsDone = async () => {
  await open("steps");
  await page.getByTestId("first-steps").waitFor();
  const done = page.locator('[data-testid^="step-"][data-done="true"]');
  return (
    await done.evaluateAll((all) => all.map((one) => one.getAttribute("data-testid")?.slice(5)))
  ).toSorted();
};
/** Pictures to look at, where somebody wants them. */
const look = async (of: Page, name: string) => {
  const to = process.env.QIYOU_PICTURES;
  if (to) await of.screenshot({ path: join(to, `organisation-${name}.png`), fullPage: true });
};

test("an empty office leads its administrator to the first steps", async () => {
  await signIn(page, stack.url, administratorOf(stack.accounts));
  await page.getByTestId("first-steps").waitFor();
  expect(new URL(page.url()).pathname).toBe("/organisation");
  expect(await stepsDone()).toEqual([]);
  await look(page, "steps");
});

test("the office says how it addresses its notices", async () => {
  await open("settings");
  await page.getByTestId("office-addressee").fill("各乡镇党委，县直各单位党组（党委）");
  await page.getByTestId("save-office").click();
  await page.getByText("已保存，从下一份通报起使用").waitFor();
  await look(page, "settings");
  expect(await stepsDone()).toEqual(["settings"]);
});

test("a workbook with one wrong line is told which, and nothing comes in", async () => {
  await open("import");
  await choose("全县.xlsx", county(true));
  const faults = page.getByTestId("import-preview");
  await page.getByTestId("import-faults").waitFor();
  expect(await faults.textContent()).toContain("“成员”表 第22行 组内身份");
  expect(await faults.textContent()).toContain("没有“主任”，可以填：组长、副组长、成员、学习秘书");
  expect(await page.getByTestId("apply-import").isDisabled()).toBe(true);
  await look(page, "faults");
});

test("put right, 60 units with their members and accounts come in at once", async () => {
  await choose("全县改.xlsx", county());
  await page.getByTestId("import-sum").waitFor();
  expect(await page.getByTestId("import-sum").textContent()).toContain(
    "新增 60 个单位、3 个账号；修改 0 个单位、0 个账号",
  );
  await look(page, "preview");
  await page.getByTestId("apply-import").click();
  await page.getByText("一天之内可以撤销").waitFor();
  await open("units");
  await page.getByText("60 个单位").waitFor();
  await look(page, "units");
  expect(await stepsDone()).toEqual(["members", "people", "settings", "units"]);
});

let token: string;
test("a sheet of QR codes, one for each unit, and the first paper through one of them", async () => {
  await open("links");
  await page.getByTestId("choose-all").click();
  await page.getByTestId("make-links").click();
  await page.getByTestId("link-slips").waitFor();
  expect(await page.locator('[data-testid="link-slips"] svg').count()).toBe(60);
  await look(page, "links");
  await page.emulateMedia({ media: "print" });
  await look(page, "links-print");
  expect(await page.getByRole("heading", { name: "单位与人员" }).isVisible()).toBe(false);
  await page.emulateMedia({ media: null });
  await page.getByRole("button", { name: "我已保存" }).click();
  expect(await stepsDone()).toEqual(["links", "members", "people", "settings", "units"]);
  await page.getByTestId("ready").waitFor();
});

test("the secretary gets a first password, keeps the members on the phone, and files", async () => {
  await open("people");
  const row = page.locator("tr", { hasText: "mishu1" });
  await row.getByRole("checkbox").check();
  await page.getByTestId("first-passwords").click();
  await page.getByTestId("give-passwords").click();
  const password = await page.getByTestId("password-slips").locator("code").textContent();
  await look(page, "passwords");
  await page.getByRole("button", { name: "我已保存" }).click();
  const phone = await (await newVisitor(opened.browser, PHONE)).newPage();
  await signIn(phone, stack.url, { login: "mishu1", password: password ?? "" });
  await phone.goto(`${stack.url}/members`);
  await phone.getByText("现有 7 名成员").waitFor();
  await look(phone, "members-phone");
  const width = await phone.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  expect(width[0]).toBeLessThanOrEqual(width[1] ?? 0);
  await phone.getByTestId("edit-members").click();
  await phone.getByTestId("add-member").click();
  await phone.getByTestId("member-7").getByLabel("姓名").fill("冯晓棠");
  await look(phone, "members-form-phone");
  await phone.getByTestId("save-members").click();
  await phone.getByText("现有 8 名成员").waitFor();
  expect(await phone.getByTestId("unconfirmed").textContent()).toContain("待管理员确认");
  // Only what was changed is a change: nobody else has come or gone.
  expect(await phone.locator('[data-testid="unconfirmed"] li').allTextContents()).toEqual(["成员：冯晓棠"]);
  const client = new ApiClient(stack.url);
  await client.signIn("mishu1", password ?? "");
  const { endpoints } = await import("../../functions/api/contract/endpoints.ts");
  const me = await client.call(endpoints.me);
  const { url } = await client.call(endpoints.createLink, {
    params: { id: me.unitId ?? "" },
    body: { period: me.period },
  });
  token = url.split("/").at(-1) ?? "";
  expect(await upload(stack.url, token, minutes({ mark: "首件" }))).toMatch(/^sub_/);
});

test("the administrator confirms the change, and disables a leaver; both stand in the register, which is whole", async () => {
  await open("units");
  const first = page.locator("tr", { hasText: `${COUNTY}第1局` });
  await first.getByRole("button", { name: /待确认/ }).click();
  await page.getByTestId("unconfirmed").waitFor();
  await look(page, "confirm");
  await page.getByTestId("confirm-members").click();
  await page.getByTestId("unconfirmed").waitFor({ state: "detached" });
  await open("people");
  const row = page.locator("tr", { hasText: "duzhongyue" });
  await row.getByRole("button", { name: /修\s*改/ }).click();
  await page.getByTestId("add-bar").click();
  await look(page, "rights");
  await page.getByTestId("bars-where-0").locator("input").fill("第2局");
  await page.keyboard.press("Enter");
  await page.getByLabel("事由").fill("曾任该单位负责人");
  await page.getByTestId("save-rights").click();
  await row.getByText("回避 全部（第2局，曾任该单位负责人）").waitFor();
  await row.getByRole("button", { name: /停\s*用/ }).click();
  await page.getByTestId("disable-reason").fill("退休");
  await page.getByTestId("confirm-disable").click();
  await row.getByText("已停用").waitFor();
  await look(page, "people");
  await open("register");
  const register = page.getByTestId("register");
  await register.waitFor();
  const told = (await register.textContent()) ?? "";
  expect(told).toContain("管理员 停用账号 杜仲岳（退休）");
  expect(told).toContain(`管理员 确认成员名单 ${COUNTY}第1局`);
  expect(told).toContain("成员：冯晓棠");
  await page.getByTestId("verify-register").click();
  await page.getByTestId("register-verified").waitFor();
  expect(await page.getByTestId("register-verified").textContent()).toContain("没有被改动或删除");
  await look(page, "register");
});

test("on the administrator's phone lists are cards and nothing is cut off", async () => {
  const phone = await (await newVisitor(opened.browser, PHONE)).newPage();
  await signIn(phone, stack.url, administratorOf(stack.accounts));
  for (const tab of ["units", "people", "import", "links", "settings", "register", "steps"]) {
    await phone.goto(`${stack.url}/organisation?tab=${tab}`);
    await phone.getByRole("heading", { name: "单位与人员" }).waitFor();
    await phone.waitForLoadState("networkidle");
    await look(phone, `phone-${tab}`);
    const [page, window] = await phone.evaluate(() => [
      document.documentElement.scrollWidth,
      globalThis.innerWidth,
    ]);
    expect(page, tab).toBeLessThanOrEqual(window ?? 0);
  }
});
