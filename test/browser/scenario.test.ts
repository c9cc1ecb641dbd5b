/**
 * One document all the way, as people see it: a secretary's phone, the reviewer's desk, the leader's notice. The steps
 * follow one another; each `test` is one screen of the way.
 */
import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test, vi } from "vitest";
import { DESK, newVisitor, type Opened, PHONE } from "../../demo/browser/browser.ts";
import { signIn } from "../../demo/browser/signing-in.ts";
import { type FiledPapers, fileAll } from "../../demo/filing.ts";
import type { Office } from "../../demo/office.ts";
import type { Stack } from "../../demo/stack.ts";
import { allPapers } from "../../samples/papers/demo-papers.ts";
import type { Paper } from "../../samples/papers/paper.ts";
import { PERIOD } from "../../samples/papers/units.ts";
import { confirmDecision } from "./deciding.ts";
import { type Fixture, openFixture } from "./fixture.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 180_000 });

let fixture: Fixture;
let stack: Stack;
let office: Office;
let opened: Opened;

beforeAll(async () => {
  fixture = await openFixture("scenario");
  ({ stack, office, opened } = fixture);
});

afterAll(() => fixture?.close());

beforeEach(() => {
  onTestFailed(() => console.error(stack?.printed.slice(-60).join("\n")));
});

function paperNamed(id: string): Paper {
  const paper = allPapers.find((candidate) => candidate.id === id);
  if (!paper) throw new RangeError(`no paper ${id}`);
  return paper;
}

async function choose(page: Page, input: string, { fileName, build }: Paper): Promise<void> {
  const buffer = Buffer.from(await build());
  await page.getByTestId(input).setInputFiles({ name: fileName, mimeType: "", buffer });
}

async function stateOf(page: Page, state: string): Promise<void> {
  await page.locator(`[data-testid="state"][data-state="${state}"]`).first().waitFor();
}

function unitNamed(key: string): Office["units"][number] {
  const unit = office.units.find((candidate) => candidate.key === key);
  if (!unit) throw new RangeError(`no unit ${key}`);
  return unit;
}

const linkOf = (key: string): string => `${stack.url}/u/${unitNamed(key).link}`;

test("the phone says what is missing before anything is sent, and takes the mended file after a return", async () => {
  const context = await newVisitor(opened.browser, PHONE);
  const page = await context.newPage();
  const posts: string[] = [];
  page.on("request", (request) => request.method() === "POST" && posts.push(request.url()));
  await page.goto(linkOf("health"));
  await choose(page, "file-input", paperNamed("health-record-august"));
  await page.getByTestId("precheck").waitFor();
  expect(await page.getByTestId("upload-item").textContent()).toContain("会议地点");
  expect(posts).toEqual([]);
  const widths = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  expect(widths).toEqual([PHONE.width, PHONE.width]);

  await page.getByTestId("send-button").click();
  await stateOf(page, "returned");
  expect(await page.getByTestId("reasons").textContent()).toContain("地点");

  await page.getByTestId("correct").click();
  await choose(page, "correction-input", paperNamed("health-record-august-corrected"));
  await page.getByTestId("precheck").waitFor();
  expect(await page.getByTestId("send-button").isDisabled()).toBe(true);
  await page.getByTestId("answer-0").getByText("已改正").click();
  await page.getByTestId("send-button").click();
  await stateOf(page, "in_review");
  await context.close();
});

test("a wrong password is told in words", async () => {
  const context = await newVisitor(opened.browser, DESK);
  const page = await context.newPage();
  await page.goto(`${stack.url}/sign-in`);
  await page.getByTestId("login").fill(office.accounts.reviewer.login);
  await page.getByTestId("password").fill("not-the-password");
  await page.getByTestId("sign-in").click();
  expect(await page.getByTestId("sign-in-error").textContent()).toMatch(/密码/);
  await context.close();
});

test("the reviewer sees the words an element rests on and approves", async () => {
  const context = await newVisitor(opened.browser, DESK);
  const page = await context.newPage();
  await signIn(page, stack.url, office.accounts.reviewer);
  await page.getByTestId("next").click();
  await page.getByTestId("element-place").getByRole("button").first().click();
  const words = page.locator('[data-testid="document-text"] mark.active');
  await words.waitFor();
  expect(await words.textContent()).toContain("县疾控中心二楼应急指挥室");

  await page.getByTestId("approve").click();
  await confirmDecision(page);
  await page.getByTestId("approve").waitFor({ state: "detached" });
  await context.close();
});

test("the reviewer returns a paper for words of its text, and the unit reads them on the phone", async () => {
  const paper = paperNamed("town-record-september");
  const filed: FiledPapers = new Map();
  await fileAll(stack.url, office, [paper], filed, new Set(), () => {});
  expect(filed.get(paper.id)).toMatchObject({ outcome: "in_review", reasons: [] });
  const context = await newVisitor(opened.browser, DESK);
  const page = await context.newPage();
  await signIn(page, stack.url, office.accounts.reviewer);
  await page.getByTestId("next").click();
  await page.getByTestId("reason-from-conclusions").click();
  await page.getByTestId("reason-0").fill("没有写明责任人和完成时限。");
  await page.getByTestId("return").click();
  await confirmDecision(page);
  await page.getByTestId("return").waitFor({ state: "detached" });

  const phone = await (await newVisitor(opened.browser, PHONE)).newPage();
  await phone.goto(linkOf("town"));
  await stateOf(phone, "returned");
  const reasons = await phone.getByTestId("reasons").textContent();
  expect(reasons).toContain("没有写明责任人和完成时限。");
  expect(reasons).toContain("江映川总结");
  await phone.context().close();
  await context.close();
});

test("the secretary's desk lights the record of the session and not its sign-in sheet", async () => {
  const context = await newVisitor(opened.browser, DESK);
  const page = await context.newPage();
  await signIn(page, stack.url, unitNamed("health").account);
  await page.goto(`${stack.url}/unit?period=${PERIOD}`);
  await page.getByRole("button", { name: /8月13日 有记录：已具备/ }).waitFor();
  await page.getByRole("button", { name: /8月13日 有考勤：尚缺/ }).waitFor();
  await context.close();
});

test("the leader drafts the quarter's notice, issues it and gets the numbered copy", async () => {
  const context = await newVisitor(opened.browser, DESK);
  const page = await context.newPage();
  await signIn(page, stack.url, office.accounts.leader);
  await page.goto(`${stack.url}/notices`);
  await chooseQuarter(page, "2026年第三季度");
  await page.getByTestId("draft-notice").click();
  await page.locator('[data-testid="notice-state"][data-state="draft"]').waitFor();
  expect(await page.getByTestId("notice-text").textContent()).toContain("县卫生健康局");

  await page.getByTestId("issue").click();
  await page.getByTestId("confirm-notice").click();
  // A step of the workflow that fails is tried again for up to a minute.
  await page.locator('[data-testid="notice-state"][data-state="published"]').waitFor({ timeout: 90_000 });
  expect(await page.getByTestId("notice-number").textContent()).toMatch(/〔\d{4}〕1号/);

  const download = page.waitForEvent("download");
  await page.getByTestId("notice-pdf").click();
  const pdf = await readFile(await (await download).path());
  expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
  await context.close();
}, 150_000);

/** Steps back from the current quarter, however long ago this test was written. */
async function chooseQuarter(page: Page, name: string): Promise<void> {
  const chosen = page.getByTestId("period");
  for (let steps = 0; !(await chosen.textContent())?.includes(name); steps++) {
    if (steps > 60) throw new Error(`no quarter ${name}`);
    await page.getByRole("button", { name: "上一季度" }).click();
  }
}
