/**
 * What the machine is not sure of, as people see it: nothing is green that nobody knows. The examinations are written by
 * hand and put in the place of the worker's and the server's own; everything else is the real service. The last test has
 * nothing put in.
 */
import type { Page, Route } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { ensureSite } from "../../cli/site.ts";
import { waitUntil } from "../../client/wait-until.ts";
import { DESK, newVisitor, type Opened, openBrowser, PHONE } from "../../demo/browser/browser.ts";
import { signIn } from "../../demo/browser/signing-in.ts";
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import { unknownPaper, unsureRecord } from "../fixtures/unsure-examination.ts";
import { type Office, openOffice, PASSWORD, PERIOD, untilState, upload } from "../office.ts";
import { minutes, noStudy } from "../paper.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 180_000 });

let office: Office;
let opened: Opened;
let id: string;

beforeAll(async () => {
  await ensureSite(() => undefined);
  office = await openOffice();
  opened = await openBrowser();
  id = await upload(office.url, office.water.link, minutes({ mark: "一" }));
  await untilState(office.reviewer, id, "in_review");
});

afterAll(async () => {
  await opened?.close();
  await office?.close();
});

/** Answers as the worker would: by the type that a person has chosen. */
function answerInWorkersPlace(answers: Readonly<Record<string, unknown>>): void {
  const said = (data: unknown) => new MessageEvent("message", { data });
  class Answering extends EventTarget {
    constructor() {
      super();
      setTimeout(() => this.dispatchEvent(said({ ready: true })));
    }
    postMessage({ declaredType = "" }: { declaredType?: string }) {
      setTimeout(() => this.dispatchEvent(said({ precheck: answers[declaredType] })));
    }
    terminate() {}
  }
  Object.assign(globalThis, { Worker: Answering });
}

async function chosen(): Promise<Page> {
  const phone = await (await newVisitor(opened.browser, PHONE)).newPage();
  const answers = {
    "": { outcome: "text", ...unknownPaper },
    minutes_record: { outcome: "text", ...unsureRecord },
  };
  await phone.addInitScript(answerInWorkersPlace, answers);
  await phone.goto(`${office.url}/u/${office.water.link}`);
  const buffer = Buffer.from(unsureRecord.text);
  await phone.getByTestId("file-input").setInputFiles({ name: "学习记录.txt", mimeType: "", buffer });
  await phone.getByTestId("precheck").waitFor();
  return phone;
}

const item = (page: Page) => page.getByTestId("upload-item");

test("a type that is not known is asked for before sending, and nothing is called complete", async () => {
  const phone = await chosen();
  expect(await phone.getByTestId("precheck").getAttribute("data-mark")).toBe("unknown");
  expect(await phone.getByTestId("precheck").textContent()).toContain("请先选择材料类型");
  expect(await item(phone).getByTestId("document-type").textContent()).toContain("未识别，请选择");
  expect(await item(phone).textContent()).not.toMatch(/齐全|已找到的要素/);
  expect(await item(phone).locator(".ant-alert-success").count()).toBe(0);
  await phone.context().close();
});

test("what is not sure is listed with its words and the way to them; it may be sent as it is", async () => {
  const phone = await chosen();
  await item(phone).getByTestId("document-type").click();
  // The list opens below the edge of a small screen.
  await phone.getByTitle("会议记录").last().dispatchEvent("click");
  await phone.getByText("尚有 2 处请核对").waitFor();
  expect(await phone.getByTestId("precheck").getAttribute("data-mark")).toBe("look");
  const looks = item(phone).locator('[data-severity="look"]');
  expect(await looks.allTextContents()).toEqual([
    expect.stringContaining("【主持人】可能是第4行“梁月同志牵头组织”，请核对"),
    expect.stringContaining("没有认出【记录人】；如已写明可忽略"),
  ]);
  expect(await item(phone).textContent()).not.toContain("必备要素齐全");
  expect(await item(phone).locator(".found").textContent()).toContain("按标签“学习地点”");
  expect(await item(phone).locator(".found").textContent()).not.toContain("主持人");
  expect(await phone.getByTestId("send-button").textContent()).toBe("发送");
  await looks.first().getByRole("button", { name: "看原文" }).click();
  expect(await phone.locator(".words-in-text mark.active").textContent()).toBe("梁月同志牵头组织");
  await phone.context().close();
});

/** The server's own answer with something else in it. */
const changed = (change: (answer: Record<string, unknown>) => object) => async (route: Route) => {
  const response = await route.fetch();
  await route.fulfill({ response, json: change(await response.json()) });
};

async function atTheDesk(examination: typeof unsureRecord): Promise<Page> {
  const { documentType, findings } = examination;
  const looks = findings.filter(({ severity }) => severity === "look").length;
  const line = { documentType, looks, warnings: findings.length - looks, errors: 0, outcome: "text" };
  const desk = await (await newVisitor(opened.browser, DESK)).newPage();
  await desk.route("**/examination", (route) => route.fulfill({ json: examination }));
  await desk.route(
    `**/api/submissions/${id}`,
    changed((answer) => ({ ...answer, ...line })),
  );
  await desk.route(
    /\/api\/(?:reviews|queue|units\/[^/]+\/desk)\b/,
    changed((answer) => {
      const all = Array.isArray(answer.submissions) ? answer.submissions : [];
      return { ...answer, submissions: all.map((one: object) => ({ ...one, ...line })) };
    }),
  );
  await signIn(desk, office.url, { login: "reviewer", password: PASSWORD });
  return desk;
}

test("the reviewer sees in the queue and at the desk what to look at, and by what the rest was taken", async () => {
  const desk = await atTheDesk(unsureRecord);
  await desk.goto(`${office.url}/review`);
  const row = desk.getByTestId("queue");
  await row.getByText("2 处请核对").waitFor();
  expect(await row.textContent()).not.toContain("要素齐全");
  await desk.goto(`${office.url}/review/${id}`);
  const host = desk.getByTestId("element-host");
  await host.waitFor();
  expect(await host.getAttribute("data-state")).toBe("unsure");
  expect(await host.textContent()).toMatch(/请核对.*可能是：梁月同志牵头组织.*与已有材料相像 58%/);
  expect(await host.locator(".ant-tag-success").count()).toBe(0);
  expect(await desk.getByTestId("element-place").textContent()).toContain("按标签“学习地点”");
  await host.getByRole("button").first().click();
  const words = desk.locator("mark.active");
  expect(await words.textContent()).toBe("梁月同志牵头组织");
  expect(await words.getAttribute("data-tone")).toBe("look");
  await desk.getByTestId("approve").click();
  expect(await desk.getByTestId("standing-looks").textContent()).toContain("有 2 处请核对");
  await desk.context().close();
});

test("a reviewer who calls it wrong marks where it stands", async () => {
  const desk = await atTheDesk(unsureRecord);
  const asked: unknown[] = [];
  await desk.route("**/overrulings", (route) => {
    asked.push(route.request().postDataJSON());
    return route.fulfill({ json: { ok: true } });
  });
  await desk.goto(`${office.url}/review/${id}`);
  await desk.getByTestId("overrule-0").click();
  const marked = desk.getByTestId("marked-words");
  expect(await marked.textContent()).toContain("梁月同志牵头组织");
  await marked.getByRole("checkbox").check();
  await desk.getByRole("radio", { name: "材料里已有这项内容" }).click();
  await desk.getByTestId("confirm-overruling").click();
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  const { start, end } = unsureRecord.findings[0] ?? {};
  expect(asked[0]).toMatchObject({ finding: 0, words: { start, end } });
  await desk.context().close();
});

test("an unknown type stands out in queue, desk and on the paper", async () => {
  const desk = await atTheDesk(unknownPaper);
  for (const path of ["/review", `/unit/${office.water.id}?period=${PERIOD}`]) {
    await desk.goto(`${office.url}${path}`);
    const tag = desk.locator('[data-mark="unknown"]').first();
    await tag.waitFor();
    expect(await tag.textContent()).toBe("未识别");
    expect(await desk.getByText("请核对类型").count()).toBe(1);
    expect(await desk.getByText("要素齐全").count()).toBe(0);
  }
  await desk.goto(`${office.url}/review/${id}`);
  await desk.getByTestId("type-unknown").waitFor();
  expect(await desk.locator(".side .ant-tag-success").count()).toBe(0);
  await desk.context().close();
});

test("what no rule knows goes from the phone to the desk: asked for, sent, and marked for the reviewer", async () => {
  const phone = await (await newVisitor(opened.browser, PHONE)).newPage();
  await phone.goto(`${office.url}/u/${office.farm.link}`);
  const { fileName, bytes } = noStudy();
  const file = { name: fileName, mimeType: "", buffer: Buffer.from(bytes) };
  await phone.getByTestId("file-input").setInputFiles(file);
  await item(phone).getByText("未识别，请选择").waitFor();
  await item(phone).getByTestId("document-type").click();
  await phone.getByTitle("会议记录").last().dispatchEvent("click");
  await item(phone)
    .locator(".ant-select-content, .ant-select-selection-item")
    .getByText("会议记录")
    .waitFor();
  expect(await item(phone).textContent()).not.toMatch(/必备要素齐全|处必须改正/);
  await phone.getByTestId("send-button").click();
  const arrived = await waitUntil("the paper at the desk", async () => {
    const { submissions } = await office.reviewer.call(endpoints.queue);
    return submissions.find(({ unitId }) => unitId === office.farm.id);
  });
  expect(arrived).toMatchObject({ documentType: "unknown", declaredType: "minutes_record", errors: 0 });
  await phone.context().close();

  const desk = await (await newVisitor(opened.browser, DESK)).newPage();
  await signIn(desk, office.url, { login: "reviewer", password: PASSWORD });
  await desk.goto(`${office.url}/review`);
  const row = desk.getByTestId("queue").locator("tr", { hasText: "租车合同" });
  await row.locator('[data-mark="unknown"]').waitFor();
  expect(await row.textContent()).toContain("请核对");
  await row.locator(".document-title").click();
  await desk.getByTestId("type-unknown").waitFor();
  expect(await desk.getByTestId("type-unknown").textContent()).toContain("单位所选为会议记录");
  expect(await desk.locator(".side .ant-tag-success").count()).toBe(0);
  await desk.context().close();
});
