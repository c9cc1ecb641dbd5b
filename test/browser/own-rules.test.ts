/** An administrator brings in a type of the office's own; the page behind a link checks by it at once. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { DESK, newVisitor, PHONE } from "../../demo/browser/browser.ts";
import { signIn } from "../../demo/browser/signing-in.ts";
import { administratorOf } from "../../demo/office.ts";
import { MARKED, RIVER, walk, walkInOtherWords } from "../rules/office-rules.ts";
import { type Fixture, openFixture } from "./fixture.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 180_000 });

let fixture: Fixture;
let page: Page;
let folder: string;
beforeAll(async () => {
  fixture = await openFixture("own-rules");
  folder = await mkdtemp(join(tmpdir(), "qiyou-rule-folder-"));
  await put("规则", { ...RIVER, ...MARKED });
  await put("写错的规则", {
    "types/river_walk.yaml": RIVER["types/river_walk.yaml"]?.replace("severity", "severty") ?? "",
  });
  const { stack, opened } = fixture;
  page = await (await newVisitor(opened.browser, DESK)).newPage();
  await signIn(page, stack.url, administratorOf(stack.accounts));
  await page.goto(`${stack.url}/operations?tab=rules`);
});
afterAll(async () => {
  await fixture?.close();
  await rm(folder, { recursive: true });
});

async function put(name: string, files: Record<string, string>): Promise<void> {
  for (const [file, text] of Object.entries(files)) {
    const path = join(folder, name, file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
}
const choose = (name: string) =>
  page.locator('[data-testid="own-rules"] input[webkitdirectory]').setInputFiles(join(folder, name));
const inForce = () => page.getByTestId("rules-in-force").textContent();

/** What a phone says of a paper before it is sent. */
async function precheck({ fileName, bytes } = walk("待定")): Promise<string> {
  const context = await newVisitor(fixture.opened.browser, PHONE);
  const phone = await context.newPage();
  await phone.goto(`${fixture.stack.url}/u/${fixture.office.units[0]?.link}`);
  await phone
    .getByTestId("file-input")
    .setInputFiles({ name: fileName, mimeType: "", buffer: Buffer.from(bytes) });
  await phone.getByTestId("precheck").waitFor();
  const said = (await phone.getByTestId("upload-item").textContent()) ?? "";
  await context.close();
  return said;
}

test("without own rules the page says so, and the check knows no such type", async () => {
  expect(await inForce()).toContain("只用系统自带的规则");
  await page.getByText("还没有导入过").waitFor();
  expect(await precheck()).not.toContain("自动识别：巡河记录");
});

test("a broken folder is refused with file and line", async () => {
  await choose("写错的规则");
  await page.getByTestId("rules-wrong").waitFor();
  expect(await page.getByTestId("rules-wrong").textContent()).toContain("辖区/types/river_walk.yaml 第17行");
  expect(await page.getByTestId("import-rules").isDisabled()).toBe(true);
  await page.keyboard.press("Escape");
  await page.getByTestId("rules-wrong").waitFor({ state: "detached" });
});

test("the changes are shown, then imported, and the phone checks by them", async () => {
  await choose("规则");
  await page.getByTestId("rule-changes").waitFor();
  expect(await page.getByTestId("rule-changes").textContent()).toContain("新增材料类型：巡河记录");
  expect(await page.getByTestId("papers-told").textContent()).toContain("从 4 份学会 河段");
  await page.getByTestId("rules-note").fill("加巡河记录");
  await page.getByTestId("import-rules").click();
  await vi.waitFor(async () => expect(await inForce()).toContain("现行第1版"), { timeout: 10_000 });
  expect(await inForce()).toContain("加巡河记录");
  const said = await precheck();
  expect(said).toContain("自动识别：巡河记录");
  expect(said).toContain("河段");
  const understood = await precheck(walkInOtherWords());
  expect(understood).toContain("苇塘到旧渡口");
  expect(understood).not.toContain("缺少");
});

test("an edition is downloaded, and taken back for the rules before it", async () => {
  const download = page.waitForEvent("download");
  await page.getByTestId("rule-editions").getByRole("button", { name: "下载" }).first().click();
  const archive = join(folder, "down.zip");
  expect((await download).suggestedFilename()).toBe("规则第1版.zip");
  await (await download).saveAs(archive);
  await page.getByTestId("restore-0").click();
  await page.getByTestId("confirm-restore").click();
  await vi.waitFor(async () => expect(await inForce()).toContain("现行第2版"), { timeout: 10_000 });
  expect(await precheck()).not.toContain("自动识别：巡河记录");
  await page.locator('[data-testid="own-rules"] input[accept=".zip"]').setInputFiles(archive);
  await page.getByTestId("rule-changes").waitFor();
  expect(await page.getByTestId("rule-changes").textContent()).toContain("新增材料类型：巡河记录");
});
