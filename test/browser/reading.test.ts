/**
 * Files of all kinds at the upload page: what can be read is examined on the person's own device before anything is
 * sent; what is refused says what to do, is kept as it came, and nothing of it runs in anybody's browser.
 */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { paragraph } from "../../core/reading/fixtures/packages.ts";
import { docxWithPictures } from "../../core/reading/fixtures/pictures.ts";
import { makeXlsx, textRow } from "../../core/reading/fixtures/sheets.ts";
import { DESK, newVisitor, type Opened, PHONE } from "../../demo/browser/browser.ts";
import { signIn } from "../../demo/browser/signing-in.ts";
import type { Office } from "../../demo/office.ts";
import type { Stack } from "../../demo/stack.ts";
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import { allPapers } from "../../samples/papers/demo-papers.ts";
import { samples } from "../fixtures/samples.ts";
import { compoundFile } from "../hostile/compound-file.ts";
import { minutesWithoutPlace } from "../paper.ts";
import { type Fixture, openFixture } from "./fixture.ts";

vi.setConfig({ testTimeout: 90_000, hookTimeout: 180_000 });

let fixture: Fixture;
let stack: Stack;
let office: Office;
let opened: Opened;

beforeAll(async () => {
  fixture = await openFixture("reading");
  ({ stack, office, opened } = fixture);
});

afterAll(() => fixture?.close());

const tokenOf = (index: number): string => office.units[index]?.link ?? "";

async function openLink(index: number): Promise<{ page: Page; posts: string[] }> {
  const page = await (await newVisitor(opened.browser, PHONE)).newPage();
  const posts: string[] = [];
  page.on("request", (request) => request.method() === "POST" && posts.push(request.url()));
  await page.goto(`${stack.url}/u/${tokenOf(index)}`);
  return { page, posts };
}

async function choose(page: Page, name: string, bytes: Uint8Array): Promise<void> {
  await page.getByTestId("file-input").setInputFiles({ name, mimeType: "", buffer: Buffer.from(bytes) });
}

async function paperIn(format: string): Promise<Uint8Array> {
  const paper = allPapers.find((one) => one.format === format);
  if (!paper) throw new RangeError(`no paper in ${format}`);
  return paper.build();
}

const signInSheet = () =>
  makeXlsx([
    {
      name: "签到表",
      content: `<sheetData>${textRow(1, "理论学习中心组学习会签到表")}${textRow(2, "时间", "2026年8月13日")}${textRow(3, "姓名", "职务", "签名")}${textRow(4, "陆一鸣", "书记", "陆一鸣")}</sheetData>`,
    },
  ]);

const readable: readonly (readonly [string, () => Promise<Uint8Array>])[] = [
  ["材料.docx", () => paperIn("docx")],
  ["材料.pdf", () => paperIn("pdf")],
  ["材料.txt", () => paperIn("txt")],
  ["签到表.xlsx", signInSheet],
];

test.each(readable)("%s shows its elements before anything is sent", async (name, build) => {
  const { page, posts } = await openLink(0);
  await choose(page, name, await build());
  await page.getByTestId("precheck").waitFor();
  expect(await page.getByTestId("verdict").textContent()).toMatch(/已找到的要素（[1-9]/);
  expect(posts).toEqual([]);
  await page.context().close();
});

test("a photo is left to the office's machine, and says so", async () => {
  const { page, posts } = await openLink(0);
  const photo = samples("scans").find(({ name }) => name === "sign-in.png");
  await choose(page, "签到表.png", photo?.bytes ?? new Uint8Array());
  await page.getByText("含图片，发送后识别").waitFor();
  expect(posts).toEqual([]);
  expect(await page.getByTestId("send-button").isEnabled()).toBe(true);
  await page.context().close();
});

test("beside a photo the words are examined, and nothing is called missing that may stand in it", async () => {
  const { page } = await openLink(0);
  const photo = samples("scans").find(({ name }) => name === "sign-in.png");
  const words = MINUTES.map((line) => paragraph(line)).join("");
  await choose(page, "记录.docx", await docxWithPictures(words, photo?.bytes ?? new Uint8Array()));
  await page.getByTestId("precheck").waitFor();
  const told = (await page.getByTestId("upload-item").textContent()) ?? "";
  expect(told).toContain("含图片，发送后识别");
  expect(told).toContain("地点：局机关三楼会议室");
  expect(told).toContain("没有认出【参加人员】");
  expect(told).not.toContain("缺少");
  await page.context().close();
});

/** The list of those present is the photograph below. */
const MINUTES = [
  "鹤汀县农业农村局党组理论学习中心组学习记录",
  "时间：2026年9月18日上午9:00",
  "地点：局机关三楼会议室",
  "主持人：陆怀安",
  "学习内容：《中华人民共和国农产品质量安全法》第三章",
  "发言摘要",
  "陆怀安：全县38家农资门店9月30日前做一次进销台账核对，抽检不合格的5批次豇豆全部来自露地散户，下周一先到这几户看用药记录。",
  "季秋：检测站一天能做24批次，夏季要排到三天以后，建议把快检下放到两个乡镇的市场里。",
  "小结：陆怀安要求两周内把快检点定下来，由季秋负责，月底前到点上看一次。",
  "记录人：高山",
];

test("a locked file says what to do, before it is sent and after, and is kept as it came", async () => {
  const { page } = await openLink(0);
  const locked = compoundFile([
    { name: "EncryptionInfo" },
    { name: "EncryptedPackage", data: new Uint8Array(5000) },
  ]);
  await choose(page, "会议记录（加密）.docx", locked);
  await page.getByText("文件已加密，请取消密码后重新上传").waitFor();
  await page.getByTestId("send-button").click();
  await page.locator('[data-testid="state"][data-state="returned"]').first().waitFor();
  expect(await page.getByTestId("reasons").textContent()).toContain("文件已加密，请取消密码后重新上传");
  const [line] = (await office.reviewer.call(endpoints.linkInfo, { params: { token: tokenOf(0) } }))
    .submissions;
  const params = { id: line?.id ?? "", revision: 1 };
  expect(await office.reviewer.download(endpoints.original, { params })).toEqual(locked);
  await page.context().close();
});

test("a page with scripts under the name of a document runs in nobody's browser", async () => {
  // A record with a blank label, which goes back by itself; in HTML a paragraph each line.
  const paragraphs = new TextDecoder().decode(minutesWithoutPlace("网页").bytes).replace(/.+/g, "<p>$&</p>");
  const trap = `<html><head><script>window.caught=1</script></head><body onload="window.caught=2">${paragraphs}<img src="x" onerror="window.caught=3"><p>&lt;script&gt;window.caught=4&lt;/script&gt;</p></body></html>`;
  const { page } = await openLink(1);
  await choose(page, "会议记录.doc", new TextEncoder().encode(trap));
  await page.getByTestId("precheck").waitFor();
  await page.getByTestId("send-button").click();
  await page.locator('[data-testid="state"][data-state="returned"]').first().waitFor();
  expect(await page.evaluate(() => "caught" in window)).toBe(false);
  await page.getByTestId("manual-review").click();
  await page.getByRole("dialog").getByRole("textbox").fill("请人工查看");
  await page.getByTestId("manual-review-send").click();
  await page.locator('[data-testid="state"][data-state="in_review"]').first().waitFor();
  await page.context().close();

  const desk = await (await newVisitor(opened.browser, DESK)).newPage();
  await signIn(desk, stack.url, office.accounts.reviewer);
  await desk.getByTestId("next").click();
  const text = desk.getByTestId("document-text");
  await text.waitFor();
  expect(await text.textContent()).toContain("<script>window.caught=4</script>");
  expect(await text.locator("script, img").count()).toBe(0);
  expect(await desk.evaluate(() => "caught" in window)).toBe(false);
  await desk.context().close();
});
