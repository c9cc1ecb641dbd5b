/**
 * Who hears what of a paper's way, by mail and by a robot, on the one-machine cloud: each once, never in its words, never with
 * a token, with a link to the very reason; what comes at night waits for the morning; a channel that is dead says so.
 */
import { loadResourceData } from "sst/resource/shared";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { ApiClient } from "../../client/api-client.ts";
import { waitUntil } from "../../client/wait-until.ts";
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import { LeapClock } from "../clock.ts";
import {
  correct,
  type Detail,
  foundUnit,
  hire,
  type Office,
  openOffice,
  signedIn,
  untilState,
  upload,
} from "../office.ts";
import { minutes, minutesWithoutPlace } from "../paper.ts";
import { itemsOf } from "../rows/aged.ts";
import { type HttpSink, KEY, openHttpSink } from "./http-sink.ts";
import { openSmtpSink, type SmtpSink } from "./smtp-sink.ts";

/** Thursday 20 August 2026, nine in the morning in the office. */
const clock = new LeapClock("2026-08-20T01:00:00Z");
let office: Office;
let http: HttpSink;
let smtp: SmtpSink;

beforeAll(async () => {
  http = await openHttpSink();
  smtp = await openSmtpSink();
  vi.stubEnv("QIYOU_OUTGOING", `http://127.0.0.1:${http.port}, http://127.0.0.1:${smtp.port}`);
  office = await openOffice(clock);
  keepSecrets({ "office/wecom": { url: `${http.url}/wecom?key=${KEY}` } });
  await hire(office.jurisdiction, "administrator", ["administrator"]);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await office.close();
  await http.close();
  await smtp.close();
});

function keepSecrets(secrets: Readonly<Record<string, Readonly<Record<string, string>>>>): void {
  const resources = JSON.parse(process.env.SST_RESOURCES_JSON ?? "{}");
  loadResourceData({ ...resources, ChannelSecrets: { value: JSON.stringify(secrets) } });
}

/** Sign-ins end overnight: each day has its own. */
const clients = new Map<string, Promise<ApiClient>>();
function as(login: string): Promise<ApiClient> {
  const key = `${login} ${new Date(clock.now()).toISOString().slice(0, 11)}`;
  const client = clients.get(key) ?? signedIn(office.url, login);
  clients.set(key, client);
  return client;
}

const inbox = async (login: string) =>
  (await (await as(login)).call(endpoints.messages, { query: {} })).messages.map(({ title, step, page }) => ({
    title,
    step,
    page,
  }));
const titles = async (login: string) => (await inbox(login)).map(({ title }) => title);
/** In that state, and everybody told. */
async function settled(id: string, state: Detail["state"]): Promise<Detail> {
  const detail = await untilState(await as("reviewer"), id, state);
  await office.cloud.idle();
  return detail;
}
const deliver = () => office.cloud.invoke("Deliver", {});
const stateOf = async () =>
  (await (await as("administrator")).call(endpoints.deliveries, { query: {} })).deliveries.map(
    ({ channelName, hearerName, title, status }) =>
      `${channelName ?? "—"} ${hearerName ?? "群"} ${title} ${status}`,
  );
/** The clock of the house sends too: what is under way is waited for. */
const mailsAfter = (count: number) =>
  waitUntil("a mail", async () => (smtp.mails.length > count ? smtp.mails.slice(count) : undefined));
async function comes(instant: string): Promise<void> {
  clock.leap(instant);
  await Promise.all([office.cloud.invoke("Remind", {}), office.cloud.invoke("Remind", {})]);
  await Promise.all([deliver(), deliver()]);
}

test("an office without channels reads in the app what would have been sent", async () => {
  const id = await upload(office.url, office.farm.link, minutes({ mark: "甲" }));
  await settled(id, "in_review");
  const told = { title: "待审核：农村局《会议记录》", step: "came", page: `/review/${id}` };
  for (const who of ["reviewer", "colleague"]) expect(await inbox(who)).toEqual([told]);
  expect(await titles("leader")).toEqual([]);
  await deliver();
  expect(await stateOf()).toEqual(
    expect.arrayContaining([
      "— reviewer 待审核：农村局《会议记录》 unsent",
      "— colleague 待审核：农村局《会议记录》 unsent",
    ]),
  );
});

describe("with mail and a robot", () => {
  let id: string;
  let returned: Detail;

  beforeAll(async () => {
    await (await as("administrator")).call(endpoints.saveChannel, {
      body: {
        name: "单位邮箱",
        enabled: true,
        roles: ["secretary", "leader"],
        settings: {
          kind: "smtp",
          host: "127.0.0.1",
          port: smtp.port,
          security: "none",
          from: "qiyou@example.gov.cn",
        },
      },
    });
    await (await as("administrator")).call(endpoints.saveChannel, {
      body: { name: "审核群", enabled: true, roles: ["reviewer"], settings: { kind: "wecom" } },
    });
    await (await as("secretary")).call(endpoints.changeOwnMessaging, {
      body: { mail: "shuiwu@example.gov.cn", byMail: "at_once", bySms: "off" },
    });
    await (await as("reviewer")).call(endpoints.changeOwnMessaging, {
      body: { mobile: "13800000001", byMail: "at_once", bySms: "at_once" },
    });
  });

  test("a paper is returned: its secretary gets one mail, with a link to the very reason", async () => {
    id = await upload(office.url, office.water.link, minutesWithoutPlace("乙"));
    returned = await settled(id, "returned");
    await Promise.all([deliver(), deliver()]);
    await deliver();
    expect(smtp.received).toHaveLength(1);
    const [mail] = smtp.mails;
    expect(mail).toMatchObject({
      to: ["shuiwu@example.gov.cn"],
      subject: "【七有】已退回：水务局《会议记录》",
    });
    expect(mail?.text).toContain("水务局《会议记录》已退回，共1处需要更正，请于2026年8月27日前更正。");
    expect(mail?.text).toContain(`${office.url}/review/${id}?reason=1&message=msg_`);
    expect(await inbox("secretary")).toEqual([
      { title: "已退回：水务局《会议记录》", step: "came", page: `/review/${id}?reason=1` },
    ]);
  });

  test("neither mail nor message holds a word of the paper or a token", async () => {
    const said = JSON.stringify([smtp.mails, await inbox("secretary"), await stateOf()]);
    const [reason] = returned.reasons ?? [];
    for (const word of [reason?.message, reason?.evidence, returned.title, office.water.link, "江映川"])
      if (word) expect(said).not.toContain(word);
  });

  test("it is corrected: the reviewers' group hears once, and calls them by their numbers", async () => {
    await correct(office.url, office.water.link, minutes({ mark: "乙" }), returned);
    await settled(id, "in_review");
    await Promise.all([deliver(), deliver()]);
    expect(http.letters.map(({ text }) => text.split("\n")[0])).toEqual([
      "【七有】待审核：水务局《会议记录》",
    ]);
    expect(Object(http.letters[0]?.body.text).mentioned_mobile_list).toEqual(["13800000001"]);
  });

  test("a reviewer returns it, it is corrected, and that reviewer hears so", async () => {
    clock.leap("2026-08-20T02:00:00Z");
    const reasons = [{ code: "manual", message: "请补写主持人", element: "host" }];
    await (await as("reviewer")).call(endpoints.decide, {
      params: { id },
      body: { decision: "return", revision: 2, reasons },
    });
    const again = await settled(id, "returned");
    await correct(office.url, office.water.link, minutes({ mark: "乙二" }), again);
    await settled(id, "in_review");
    expect(await titles("secretary"), "returned twice is two tasks").toEqual([
      "已退回：水务局《会议记录》",
      "已退回：水务局《会议记录》",
    ]);
    expect((await inbox("reviewer"))[0]).toEqual({
      title: "已更正：水务局《会议记录》",
      step: "corrected",
      page: `/review/${id}`,
    });
    expect((await titles("colleague"))[0]).toBe("待审核：水务局《会议记录》");
  });

  test("claimed and put back, nobody is told a second time", async () => {
    const before = await titles("colleague");
    await (await as("reviewer")).call(endpoints.claimTask, { params: { id }, body: { about: "review" } });
    await (await as("reviewer")).call(endpoints.releaseTask, { params: { id }, body: { about: "review" } });
    expect(await titles("colleague")).toEqual(before);
  });

  test("approved: the secretary hears that it is closed", async () => {
    clock.leap("2026-08-20T02:10:00Z");
    await (await as("reviewer")).call(endpoints.decide, {
      params: { id },
      body: { decision: "approve", revision: 3 },
    });
    await settled(id, "closed");
    expect((await titles("secretary"))[0]).toBe("已办结：水务局《会议记录》");
  });

  test("what the clock tells at night goes out in the morning, all of it in one mail", async () => {
    const first = await upload(office.url, office.water.link, minutesWithoutPlace("丙"));
    const second = await upload(office.url, office.water.link, minutesWithoutPlace("丁"));
    for (const one of [first, second]) await settled(one, "returned");
    await deliver();
    const before = smtp.mails.length;
    // The day of −2, five past midnight: Tuesday 25 August.
    await comes("2026-08-24T16:05:00Z");
    expect(smtp.mails).toHaveLength(before);
    expect((await titles("secretary")).slice(0, 2)).toEqual([
      "即将到期：水务局《会议记录》",
      "即将到期：水务局《会议记录》",
    ]);
    await comes("2026-08-25T00:29:00Z");
    expect(smtp.mails).toHaveLength(before);
    await comes("2026-08-25T00:30:00Z");
    const [digest, ...more] = await mailsAfter(before);
    expect(more).toEqual([]);
    expect(digest?.subject).toBe("【七有】您有2条新消息");
    for (const one of [first, second]) expect(digest?.text).toContain(`/review/${one}?reason=1&message=`);
  });

  test("up the ladder: the day itself, then whoever must act, then the leader", async () => {
    await comes("2026-08-27T01:00:00Z");
    await comes("2026-08-28T01:00:00Z");
    expect((await titles("secretary")).slice(0, 4)).toEqual([
      "已逾期：水务局《会议记录》",
      "已逾期：水务局《会议记录》",
      "今天到期：水务局《会议记录》",
      "今天到期：水务局《会议记录》",
    ]);
    expect(await titles("leader")).toEqual([]);
    await comes("2026-09-03T01:00:00Z");
    expect(await titles("leader")).toContain("逾期未办：水务局《会议记录》");
  });
});

describe("a channel that is dead", () => {
  test("is tried again after growing rests, says so to the administrator once, and goes on when it is mended", async () => {
    clock.leap("2026-09-07T01:00:00Z");
    await deliver();
    const before = smtp.mails.length;
    smtp.refuse(451, 451, 451, 451);
    await upload(office.url, office.water.link, minutesWithoutPlace("戊"));
    await office.cloud.idle();
    for (const minute of ["00", "01", "06", "36"]) {
      clock.leap(`2026-09-07T01:${minute}:30Z`);
      await deliver();
    }
    expect(smtp.mails).toHaveLength(before);
    expect(
      (await titles("administrator")).filter((title) => title === "消息发不出去：单位邮箱"),
    ).toHaveLength(1);
    const [mail] = (await (await as("administrator")).call(endpoints.messaging)).channels.filter(
      ({ id }) => id === "smtp",
    );
    expect(mail).toMatchObject({ failures: 4, error: "邮件没有发出：邮件服务器回答 451。" });
    clock.leap("2026-09-07T02:40:00Z");
    await deliver();
    clock.leap("2026-09-07T03:40:00Z");
    await deliver();
    expect(await mailsAfter(before)).toHaveLength(1);
    await office.cloud.idle();
    const after = (await (await as("administrator")).call(endpoints.messaging)).channels.find(
      ({ id }) => id === "smtp",
    );
    expect(after).toMatchObject({ failures: 0 });
    expect(after).not.toHaveProperty("error");
  });

  test("a receiver that does not exist is that letter's fault, not the channel's; it can be sent once more", async () => {
    smtp.refuse(550);
    await upload(office.url, office.water.link, minutesWithoutPlace("己"));
    await office.cloud.idle();
    await deliver();
    const { deliveries } = await (await as("administrator")).call(endpoints.deliveries, { query: {} });
    const failed = deliveries.find(({ status }) => status === "failed");
    expect(failed).toMatchObject({ hearerName: "secretary", error: "邮件没有发出：邮件服务器回答 550。" });
    expect(
      (await (await as("administrator")).call(endpoints.messaging)).channels.every(
        ({ failures }) => failures === 0,
      ),
    ).toBe(true);
    const before = smtp.mails.length;
    await (await as("administrator")).call(endpoints.retryDelivery, {
      params: { delivery: failed?.id ?? "" },
    });
    await deliver();
    expect(smtp.mails).toHaveLength(before + 1);
  });
});

describe("the administrator", () => {
  test("sees which unit has nobody to be told, and what it should have heard", async () => {
    await office.cloud.idle();
    const id = await upload(office.url, office.farm.link, minutesWithoutPlace("庚"));
    await settled(id, "returned");
    const library = await foundUnit(office.jurisdiction, "青槐县图书馆", 3);
    const { unheard } = await (await as("administrator")).call(endpoints.messaging);
    expect(unheard).toEqual([
      { unitId: office.farm.id, unitName: office.farm.name, latest: "已退回：农村局《会议记录》" },
      { unitId: library.id, unitName: library.name },
    ]);
  });

  test("tries a channel: the message goes to the own address", async () => {
    const refused = (await as("administrator")).call(endpoints.testChannel, { params: { channel: "smtp" } });
    await expect(refused).rejects.toThrow("请先在“消息—接收设置”里填写邮箱。");
    await (await as("administrator")).call(endpoints.changeOwnMessaging, {
      body: { mail: "guanli@example.gov.cn", byMail: "off", bySms: "off" },
    });
    await (await as("administrator")).call(endpoints.testChannel, { params: { channel: "smtp" } });
    await deliver();
    expect(smtp.mails.at(-1)).toMatchObject({
      to: ["guanli@example.gov.cn"],
      subject: "【七有】试发：单位邮箱",
    });
  });

  test("writes other words, and the next message is in them", async () => {
    const words = { title: "请更正：{对象}", text: "{单位}的材料有{理由数}处要改，{期限}前。" };
    const params = { template: "came.correction" } as const;
    const strange = (await as("administrator")).call(endpoints.saveTemplate, {
      params,
      body: { ...words, title: "{正文}" },
    });
    await expect(strange).rejects.toThrow("没有“{正文}”这一项");
    await (await as("administrator")).call(endpoints.saveTemplate, { params, body: words });
    const id = await upload(office.url, office.water.link, minutesWithoutPlace("辛"));
    await settled(id, "returned");
    expect(await titles("secretary")).toContain("请更正：水务局《会议记录》");
  });
});

test("no row of messages holds what opens a channel, a link's token or a word of a paper", async () => {
  for (const entity of ["message", "delivery", "channel", "messagePreference", "outbox", "deadLetter"]) {
    const rows = JSON.stringify(await itemsOf(entity));
    for (const secret of [KEY, office.water.link, office.farm.link, "江映川", "会议地点"])
      expect(rows, `${entity} ${secret}`).not.toContain(secret);
  }
  expect(await itemsOf("delivery")).not.toEqual([]);
});

test("unread ones are counted, and read when they are", async () => {
  const { unread } = await (await as("secretary")).call(endpoints.unreadMessages);
  expect(unread).toBeGreaterThan(5);
  const [newest] = (await (await as("secretary")).call(endpoints.messages, { query: {} })).messages;
  await (await as("secretary")).call(endpoints.readMessage, { params: { message: newest?.id ?? "" } });
  expect(await (await as("secretary")).call(endpoints.unreadMessages)).toEqual({ unread: unread - 1 });
  const another = (await as("reviewer")).call(endpoints.readMessage, {
    params: { message: newest?.id ?? "" },
  });
  await expect(another).rejects.toThrow("没有找到这条消息。");
  await (await as("secretary")).call(endpoints.readAllMessages);
  expect(await (await as("secretary")).call(endpoints.unreadMessages)).toEqual({ unread: 0 });
});
