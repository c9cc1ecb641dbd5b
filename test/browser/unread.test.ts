/** A paper that the machine has given up on, as people see it: the reviewer is told, looks, and may return it in words. */
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { ensureSite } from "../../cli/site.ts";
import { DESK, newVisitor, type Opened, openBrowser, PHONE } from "../../demo/browser/browser.ts";
import { signIn } from "../../demo/browser/signing-in.ts";
import { handlers } from "../../functions/entry/handlers.ts";
import { type Office, openOffice, PASSWORD, untilState, upload } from "../office.ts";
import { minutes } from "../paper.ts";
import { confirmDecision } from "./deciding.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 180_000 });

/** More often than any flow tries. */
const TRIED = 1000;

let office: Office;
let opened: Opened;

beforeAll(async () => {
  await ensureSite(() => undefined);
  const load: typeof handlers.Examine.load = async () => {
    const { handler } = await handlers.Examine.load();
    return { handler: (event: unknown) => handler({ ...Object(event), attempt: TRIED }) };
  };
  office = await openOffice(undefined, { ...handlers, Examine: { load } });
  opened = await openBrowser();
});

afterAll(async () => {
  await opened?.close();
  await office?.close();
});

test("the page says why nothing is shown, and the reviewer's own words go back to the unit", async () => {
  const id = await upload(office.url, office.water.link, minutes({ mark: "一" }));
  await untilState(office.reviewer, id, "in_review");
  const desk = await (await newVisitor(opened.browser, DESK)).newPage();
  await signIn(desk, office.url, { login: "reviewer", password: PASSWORD });
  await desk.goto(`${office.url}/review/${id}`);
  const says = await desk.getByTestId("unreadable").textContent();
  expect(says).toContain("原因未必在文件本身，请下载原文件人工审核");
  expect(await desk.getByTestId("approve").count()).toBe(1);

  await desk.getByTestId("return").click();
  await desk.getByTestId("reasons-needed").waitFor();
  await desk.keyboard.press("Escape");
  await desk.getByTestId("reason-of-whole").fill("扫描件第二页是空白，请重新扫描后上传。");
  await desk.getByTestId("return").click();
  await confirmDecision(desk);
  await untilState(office.reviewer, id, "returned");

  const phone = await (await newVisitor(opened.browser, PHONE)).newPage();
  await phone.goto(`${office.url}/u/${office.water.link}`);
  expect(await phone.getByTestId("reasons").first().textContent()).toContain("第二页是空白");
});
