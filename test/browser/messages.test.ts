/**
 * The secretary's minute, on a phone of 375 px: a paper comes back, the mail leads to the very reason, it is corrected, and
 * the reviewer hears. And the administrator's: a channel, a message to try it by, other words for what people are told.
 */
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { ensureSite } from "../../cli/site.ts";
import { waitUntil } from "../../client/wait-until.ts";
import { DESK, newVisitor, type Opened, openBrowser, PHONE } from "../../demo/browser/browser.ts";
import { signIn } from "../../demo/browser/signing-in.ts";
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import { openSmtpSink, type SmtpSink } from "../messages/smtp-sink.ts";
import {
  correct,
  type Detail,
  hire,
  type Office,
  openOffice,
  PASSWORD,
  signedIn,
  untilState,
  upload,
} from "../office.ts";
import { minutes, minutesWithoutPlace } from "../paper.ts";

vi.setConfig({ testTimeout: 90_000, hookTimeout: 240_000 });

let office: Office;
let opened: Opened;
let smtp: SmtpSink;

beforeAll(async () => {
  await ensureSite(() => undefined);
  smtp = await openSmtpSink();
  vi.stubEnv("QIYOU_OUTGOING", `http://127.0.0.1:${smtp.port}`);
  office = await openOffice();
  await hire(office.jurisdiction, "administrator", ["administrator"]);
  opened = await openBrowser();
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await opened?.close();
  await office?.close();
  await smtp?.close();
});

async function visit(login: string, size: { width: number; height: number }): Promise<Page> {
  const page = await (await newVisitor(opened.browser, size)).newPage();
  await signIn(page, office.url, { login, password: PASSWORD });
  return page;
}
const pictures = process.env.QIYOU_PICTURES;
async function picture(page: Page, name: string): Promise<void> {
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`) });
}
/** On a phone nothing may be wider than the phone. */
const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
const deliver = () => office.cloud.invoke("Deliver", {});

describe("the administrator", () => {
  test("sets up mail, tries it, and reads that it went", async () => {
    const page = await visit("administrator", DESK);
    await page.goto(`${office.url}/operations?tab=channels`);
    await page.getByTestId("unheard").waitFor();
    expect(await page.getByTestId("unheard").textContent()).toContain("青槐县农业农村局");
    await page.getByTestId("new-channel").click();
    await page.getByTestId("channel-name").fill("单位邮箱");
    await page.getByTestId("channel-host").fill("127.0.0.1");
    await page.getByTestId("channel-port").fill(String(smtp.port));
    await page.getByTestId("channel-from").fill("qiyou@example.gov.cn");
    await page.getByLabel("加密").click();
    await page.getByTitle("不加密（只限运维人员写明的内网服务器）").last().dispatchEvent("click");
    await picture(page, "channel-form");
    await page.getByRole("button", { name: "保存" }).click();
    await page.getByTestId("channel-smtp").waitFor();
    await page.getByTestId("test-smtp").click();
    await page.getByText("请先在“消息—接收设置”里填写邮箱。").waitFor();
    await page.goto(`${office.url}/messages?tab=preferences`);
    await page.getByTestId("own-mail").fill("guanli@example.gov.cn");
    await page.getByTestId("save-preferences").click();
    await page.getByText("已保存").waitFor();
    await page.goto(`${office.url}/operations?tab=channels`);
    await page.getByTestId("test-smtp").click();
    await page.getByText("已排队，一分钟内发出").waitFor();
    await deliver();
    await page.reload();
    await page.getByTestId("deliveries").getByText("试发：单位邮箱").waitFor();
    expect(await page.getByTestId("deliveries").textContent()).toContain("已发出");
    expect(smtp.mails.map(({ to, subject }) => `${to} ${subject}`)).toEqual([
      "guanli@example.gov.cn 【七有】试发：单位邮箱",
    ]);
    await picture(page, "channels");
    await page.context().close();
  });

  test("writes other words and sees at once how they will read", async () => {
    const page = await visit("administrator", DESK);
    await page.goto(`${office.url}/operations?tab=templates`);
    await page.getByTestId("template-title").fill("请更正：{对象}");
    const preview = page.getByTestId("template-preview");
    await preview.getByText("请更正：水务局《会议记录》").waitFor();
    await page.getByTestId("template-title").fill("请更正：{正文}");
    await page.getByText("没有“{正文}”这一项").waitFor();
    expect(await page.getByTestId("save-template").isDisabled()).toBe(true);
    await page.getByTestId("template-title").fill("请更正：{对象}");
    await picture(page, "templates");
    await page.getByTestId("save-template").click();
    await page.getByText("已保存，以后的消息按新的写法").waitFor();
    await page.context().close();
  });
});

describe("the secretary, on a phone", () => {
  let id: string;
  let returned: Detail;
  let phone: Page;

  beforeAll(async () => {
    const secretary = await signedIn(office.url, "secretary");
    await secretary.call(endpoints.changeOwnMessaging, {
      body: { mail: "shuiwu@example.gov.cn", byMail: "at_once", bySms: "off" },
    });
    phone = await visit("secretary", PHONE);
  });

  test("has no message yet, and is told when there will be some", async () => {
    await phone.getByTestId("bell").click();
    await phone.getByText("还没有消息。材料被退回、轮到您办理、快到期时，会在这里告诉您").waitFor();
    expect(await overflow(phone)).toBe(0);
  });

  test("a paper comes back: the bell counts it, the message leads to the very reason", async () => {
    id = await upload(office.url, office.water.link, minutesWithoutPlace("甲"));
    returned = await untilState(office.reviewer, id, "returned");
    await office.cloud.idle();
    await phone.reload();
    await phone.getByTestId("unread").getByText("1").waitFor();
    const message = phone.getByTestId("messages").getByRole("link");
    expect(await message.textContent()).toContain("请更正：水务局《会议记录》");
    await picture(phone, "inbox-phone");
    await message.click();
    await phone.getByTestId("meant-reason").waitFor();
    expect(await phone.getByTestId("meant-reason").textContent()).toContain(returned.reasons?.[0]?.message);
    await phone.getByRole("button", { name: "消息，没有未读消息" }).waitFor();
    expect(await overflow(phone)).toBe(0);
    await picture(phone, "reason-phone");
  });

  test("the same by the mail's link, on a phone where nobody is signed in", async () => {
    const again = await upload(office.url, office.water.link, minutesWithoutPlace("乙"));
    await untilState(office.reviewer, again, "returned");
    await office.cloud.idle();
    await deliver();
    const mail = await waitUntil("the mail", async () =>
      smtp.mails.find(({ text }) => text.includes(`/review/${again}`)),
    );
    const link = mail.text.split(/\s+/u).find((word) => word.includes(`/review/${again}`)) ?? "";
    const other = await (await newVisitor(opened.browser, PHONE)).newPage();
    await other.goto(link);
    await other.getByTestId("login").fill("secretary");
    await other.getByTestId("password").fill(PASSWORD);
    await other.getByTestId("sign-in").click();
    await other.getByTestId("meant-reason").waitFor();
    await other.getByRole("button", { name: "消息，没有未读消息" }).waitFor();
    expect(other.url()).toBe(`${office.url}/review/${again}?reason=1`);
    await other.context().close();
  });

  test("corrected, the reviewer hears", async () => {
    await correct(office.url, office.water.link, minutes({ mark: "甲" }), returned);
    await untilState(office.reviewer, id, "in_review");
    await office.cloud.idle();
    const desk = await visit("reviewer", DESK);
    await desk.getByTestId("bell").click();
    await desk.getByTestId("messages").getByText("待审核：水务局《会议记录》").click();
    await desk.getByTestId("turn").getByText("轮到审核员：请审核").waitFor();
    await desk.context().close();
  });

  test("chooses where and when to hear", async () => {
    await phone.goto(`${office.url}/messages?tab=preferences`);
    await phone.getByTestId("own-mobile").fill("138");
    await phone.getByTestId("save-preferences").click();
    await phone.getByText("手机号是 11 位数字，请检查").waitFor();
    await phone.getByTestId("own-mobile").fill("13800000001");
    await phone.getByTestId("save-preferences").click();
    await phone.getByText("已保存").waitFor();
    expect(await overflow(phone)).toBe(0);
    await picture(phone, "preferences-phone");
    await phone.context().close();
  });
});
