/** What people see while the machine is at work: the pages of a long scan, and an archive that becomes its papers. */
import { PDFDocument } from "pdf-lib";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { makeZip } from "../../core/reading/fixtures/packages.ts";
import { DESK, newVisitor, type Opened, PHONE } from "../../demo/browser/browser.ts";
import { signIn } from "../../demo/browser/signing-in.ts";
import type { Office } from "../../demo/office.ts";
import type { Stack } from "../../demo/stack.ts";
import { writeScan } from "../../samples/paper-formats/scan.ts";
import { SEALED_BY, sealedScheme } from "../../samples/papers/office-blocks.ts";
import { minutes } from "../paper.ts";
import { type Fixture, openFixture } from "./fixture.ts";

vi.setConfig({ testTimeout: 240_000, hookTimeout: 180_000 });
const LONG_WAIT = { timeout: 200_000 };

let fixture: Fixture;
let stack: Stack;
let office: Office;
let opened: Opened;

beforeAll(async () => {
  fixture = await openFixture("arriving");
  ({ stack, office, opened } = fixture);
});
afterAll(() => fixture?.close());

async function sent(page: Page, name: string, bytes: Uint8Array): Promise<void> {
  const unit = office.units.find(({ key }) => key === "health");
  await page.goto(`${stack.url}/u/${unit?.link}`);
  await page.getByTestId("file-input").setInputFiles({ name, mimeType: "", buffer: Buffer.from(bytes) });
  await page.getByTestId("send-button").click(LONG_WAIT);
}

test("the phone and the review desk count the pages of a scan", async () => {
  const one = await PDFDocument.load(await writeScan(sealedScheme, SEALED_BY));
  const scan = await PDFDocument.create();
  for (const page of await scan.copyPages(one, [0, 0, 0, 0, 0])) scan.addPage(page);
  const phone = await (await newVisitor(opened.browser, PHONE)).newPage();
  const desk = await (await newVisitor(opened.browser, DESK)).newPage();
  await signIn(desk, stack.url, office.accounts.reviewer);
  await sent(phone, "盖章扫描件.pdf", await scan.save());
  const counting = /正在识别第 \d\/5 页/;
  await phone.getByTestId("turn").getByText(counting).waitFor(LONG_WAIT);
  await desk.goto(`${stack.url}/review`);
  await desk.getByTestId("recognising").getByText(counting).waitFor(LONG_WAIT);
  expect(await desk.getByTestId("recognising").textContent()).toContain("《盖章扫描件.pdf》");
  // the same page five times over: what the checks think of that is another matter
  await phone.locator('[data-state="in_review"], [data-state="returned"]').waitFor(LONG_WAIT);
  await desk.getByTestId("recognising").waitFor({ state: "detached", ...LONG_WAIT });
});

test("an archive shows what became of it, and its papers stand beside it", async () => {
  const phone = await (await newVisitor(opened.browser, PHONE)).newPage();
  const archive = await makeZip({
    "九月/学习记录.txt": minutes({ mark: "九" }).bytes,
    "九月/录音.mp3": new Uint8Array([0x49, 0x44, 0x33, 3, 0, 0, 0, 0, 0, 0]),
  });
  await sent(phone, "九月材料.zip", archive);
  const division = phone.getByTestId("division");
  await division.waitFor(LONG_WAIT);
  expect(await division.textContent()).toMatch(/已拆分为 1 份.*《学习记录\.txt》.*未接收《录音\.mp3》/s);
  await phone.locator(".submission .file-name", { hasText: /^学习记录\.txt$/ }).waitFor(LONG_WAIT);
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width);
});
