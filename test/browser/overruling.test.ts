/** A rule that is wrong, as people see it: the reviewer's desk, the unit's phone, the page of those who own the rules. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { DESK, newVisitor, type Opened, PHONE } from "../../demo/browser/browser.ts";
import { signIn } from "../../demo/browser/signing-in.ts";
import type { Office } from "../../demo/office.ts";
import type { Stack } from "../../demo/stack.ts";
import { allPapers } from "../../samples/papers/demo-papers.ts";
import { type Fixture, openFixture } from "./fixture.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 180_000 });

let fixture: Fixture;
let stack: Stack;
let office: Office;
let opened: Opened;
let phone: Page;
let desk: Page;

beforeAll(async () => {
  fixture = await openFixture("overruling");
  ({ stack, office, opened } = fixture);
  phone = await (await newVisitor(opened.browser, PHONE)).newPage();
  desk = await (await newVisitor(opened.browser, DESK)).newPage();
});

afterAll(() => fixture?.close());

test("the unit asks for a person to look at a paper whose place the machine does not find", async () => {
  const unit = office.units.find(({ key }) => key === "health");
  const paper = allPapers.find(({ id }) => id === "health-record-august");
  if (!unit || !paper) throw new RangeError("no such unit or paper");
  await phone.goto(`${stack.url}/u/${unit.link}`);
  const buffer = Buffer.from(await paper.build());
  await phone.getByTestId("file-input").setInputFiles({ name: paper.fileName, mimeType: "", buffer });
  await phone.getByTestId("precheck").waitFor();
  await phone.getByTestId("send-button").click();
  await phone.locator('[data-testid="state"][data-state="returned"]').waitFor();
  await phone.getByTestId("manual-review").click();
  await phone.getByTestId("manual-review-note").fill("地点写在附件里");
  await phone.getByTestId("manual-review-send").click();
  await phone.locator('[data-testid="state"][data-state="in_review"]').waitFor();
});

test("the reviewer overrules the finding, takes it back, and overrules it again", async () => {
  await signIn(desk, stack.url, office.accounts.reviewer);
  await desk.getByTestId("next").click();
  await overrule("内容写在附件里");
  const struck = desk.locator('[data-overruled="yes"]');
  await struck.waitFor();
  expect(await struck.locator("s").textContent()).toContain("地点");
  expect(await struck.textContent()).toContain("内容写在附件里");
  expect(await desk.getByTestId("element-place").textContent()).toContain("误判");

  await desk.getByRole("button", { name: /^撤销对/ }).click();
  await struck.waitFor({ state: "detached" });

  await desk.getByRole("button", { name: /^认定“.*地点.*误判$/ }).click();
  await desk.getByTestId("own-reason").click();
  await desk.getByTestId("overruling-reason").fill("会议地点印在页眉的会徽里。");
  await desk.getByTestId("confirm-overruling").click();
  await struck.waitFor();
  await desk.getByRole("tab", { name: "留痕" }).click();
  expect(await desk.getByTestId("trail").textContent()).toContain("会议地点印在页眉的会徽里。");

  async function overrule(reason: string): Promise<void> {
    await desk.getByRole("button", { name: /^认定“.*地点.*误判$/ }).click();
    await desk.getByRole("radio", { name: reason }).click();
    await desk.getByTestId("confirm-overruling").click();
  }
});

test("the unit reads that it need not mend it", async () => {
  await phone.reload();
  await phone.locator('[data-overruled="yes"]').waitFor();
  const verdict = await phone.getByTestId("verdict").textContent();
  expect(verdict).toContain("不必改正的（1）");
  expect(verdict).not.toContain("必须改正的");
  expect(verdict).toContain("审核员认定为误判");
});

test("the people who own the rules find it under 管理 → 规则 and open the document from there", async () => {
  const administrator = stack.accounts.find(({ role }) => role === "administrator");
  if (!administrator) throw new RangeError("no administrator");
  const page = await (await newVisitor(opened.browser, DESK)).newPage();
  await signIn(page, stack.url, administrator);
  await page.goto(`${stack.url}/operations?tab=rules`);
  const rules = page.getByTestId("overruled-rules");
  await rules.waitFor();
  expect(await rules.textContent()).toContain("会议记录·学习地点");
  expect(await rules.textContent()).toContain("会议地点印在页眉的会徽里。");
  await rules.getByRole("link").first().click();
  await page.getByTestId("document-text").waitFor();
});
