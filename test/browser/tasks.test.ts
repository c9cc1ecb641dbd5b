/** Whose turn it is, as people see it: a unit urges on the phone, a reviewer claims and hands on, a colleague does it. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { ensureSite } from "../../cli/site.ts";
import { DESK, newVisitor, type Opened, openBrowser, PHONE } from "../../demo/browser/browser.ts";
import { signIn } from "../../demo/browser/signing-in.ts";
import { LeapClock } from "../clock.ts";
import { type Office, openOffice, PASSWORD, TODAY, untilState, upload } from "../office.ts";
import { minutes } from "../paper.ts";
import { confirmDecision } from "./deciding.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

let office: Office;
let opened: Opened;

beforeAll(async () => {
  await ensureSite(() => undefined);
  office = await openOffice(new LeapClock(TODAY));
  opened = await openBrowser();
});

afterAll(async () => {
  await opened?.close();
  await office?.close();
});

async function arrive(login: string, device: typeof DESK | typeof PHONE): Promise<Page> {
  const page = await (await newVisitor(opened.browser, device)).newPage();
  await signIn(page, office.url, { login, password: PASSWORD });
  return page;
}

const task = (page: Page, id: string) => page.locator(`[data-testid="task"][data-task^="${id} "]`);
const choose = async (page: Page, select: string, name: string) => {
  await page.getByTestId(select).click();
  await page.keyboard.type(name);
  await page.locator(".ant-select-item-option-active").getByText(name, { exact: true }).waitFor();
  await page.keyboard.press("Enter");
};
/** Nothing sticks out at the side. */
const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);

test("a review goes from hand to hand, and everybody sees whose turn it is", async () => {
  const first = await upload(office.url, office.water.link, minutes({ mark: "一" }));
  const second = await upload(office.url, office.water.link, minutes({ mark: "二" }));
  for (const id of [first, second]) await untilState(office.reviewer, id, "in_review");

  // The secretary, on the phone: nothing to do, two to wait for; urges both at once.
  const phone = await arrive("secretary", PHONE);
  await phone.getByTestId("no-tasks").waitFor();
  expect(new URL(phone.url()).pathname).toBe("/tasks");
  expect(await phone.getByTestId("task-count").count()).toBe(0);
  await phone.getByTestId("list-waiting").click();
  await task(phone, first).waitFor();
  expect(await task(phone, first).textContent()).toContain("轮到审核员");
  expect(await fits(phone)).toBe(true);
  await phone.getByText("全选").click();
  await phone.getByTestId("urge-chosen").click();
  await task(phone, second).getByText("2026年8月20日催办").waitFor();
  expect(await phone.getByTestId("urge").count()).toBe(0);

  // The reviewer, at the desk: it is the first page; claims one of two, and gives it to a colleague.
  const desk = await arrive("reviewer", DESK);
  await task(desk, first).getByText("2026年8月20日催办").waitFor();
  expect(await desk.getByTestId("task-count").textContent()).toBe("2");
  await task(desk, first).getByTestId("claim").click();
  await task(desk, first).waitFor({ state: "detached" });
  await desk.getByTestId("list-mine").click();
  await task(desk, first).getByTestId("release").waitFor();
  expect(await task(desk, first).textContent()).toContain("轮到我（保留至2026年8月24日）");
  await task(desk, first).getByTestId("transfer").click();
  await desk.getByTestId("confirm-transfer").click();
  await desk.getByText("请写明理由").waitFor();
  await choose(desk, "transfer-to", "colleague");
  await desk.getByTestId("transfer-reason").fill("出差一周，请代为审核");
  await desk.getByTestId("confirm-transfer").click();
  await desk.getByTestId("no-tasks").waitFor();

  // The colleague: it waits there; approves it, and finds it among what is done.
  const other = await arrive("colleague", DESK);
  await task(other, first).waitFor();
  await other.getByTestId("next").click();
  await other.getByRole("tab", { name: "留痕" }).click();
  await other.getByTestId("trail").getByText("审核转交colleague办理：出差一周，请代为审核").waitFor();
  await other.getByTestId("approve").click();
  await confirmDecision(other);
  await untilState(office.reviewer, first, "closed");
  await other.goto(`${office.url}/tasks?list=done`);
  await task(other, first).getByText("colleague").waitFor();

  // The secretary sees that one is left.
  await phone.reload();
  await task(phone, second).waitFor();
  expect(await task(phone, first).count()).toBe(0);
});

test("who is away has another act: from the account menu, and taken back", async () => {
  const page = await arrive("reviewer", PHONE);
  await page.getByTestId("tasks").waitFor();
  await page.getByTestId("account").click();
  await page.getByTestId("delegations").click();
  await page.getByText("还没有委托别人代办").waitFor();
  await page.getByTestId("new-delegation").click();
  await choose(page, "delegate", "leader");
  const days = page.locator(".ant-picker-range input");
  await days.first().fill("2026年8月20日");
  await days.first().press("Enter");
  await days.last().fill("2026年8月21日");
  await days.last().press("Enter");
  await page.getByTestId("confirm-delegation").click();
  const line = page.getByTestId("delegation");
  await line.waitFor();
  expect(await line.textContent()).toContain("reviewer → leader 生效中2026年8月20日至2026年8月21日全部事项");
  expect(await fits(page)).toBe(true);

  // The leader, who reviews nothing of their own, has the reviewer's pool.
  const leader = await arrive("leader", DESK);
  await leader.getByTestId("list-pool").click();
  await leader.getByText("代reviewer办理").waitFor();

  await page.getByTestId("revoke").click();
  await page.getByRole("button", { name: "撤销委托" }).click();
  await line.waitFor({ state: "detached" });
});
