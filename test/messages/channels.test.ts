/**
 * Every channel keeps one contract: what it is given arrives whole, exactly once, under its key; what fails is a value that
 * says whether another try is worth while, in words without a secret; and nothing leaves for where it may not.
 */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { ChannelSettings } from "../../core/messages/channel.ts";
import type { Outgoing, Secrets } from "../../functions/adapters/channels/channel.ts";
import { openChannel } from "../../functions/adapters/channels/open.ts";
import { isInside } from "../../functions/adapters/channels/outgoing.ts";
import { type HttpSink, KEY, openHttpSink, SECRET } from "./http-sink.ts";
import { openSmtpSink, type SmtpSink } from "./smtp-sink.ts";

const PASSWORD = "password-of-the-mailbox";
let http: HttpSink;
let smtp: SmtpSink;
beforeAll(async () => {
  http = await openHttpSink();
  smtp = await openSmtpSink({ login: { user: "qiyou", password: PASSWORD } });
});
afterAll(async () => {
  await http.close();
  await smtp.close();
});
beforeEach(() => {
  vi.stubEnv("QIYOU_OUTGOING", `http://127.0.0.1:${http.port}, http://127.0.0.1:${smtp.port}`);
  vi.stubEnv("AWS_ENDPOINT_URL_SESV2", http.url);
  vi.stubEnv("AWS_REGION", "ap-east-1");
  vi.stubEnv("AWS_ACCESS_KEY_ID", "key");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "secret");
});
afterEach(() => {
  vi.unstubAllEnvs();
});

interface Side {
  readonly settings: () => ChannelSettings;
  readonly secrets: () => Secrets;
  readonly to: readonly string[];
  /** What has arrived, the newest last: key, whom it calls or goes to, words. */
  readonly arrived: () => readonly { readonly key: string; readonly to: unknown; readonly text: string }[];
  /** The next is refused for a while, or for good. */
  readonly refuse: (final: boolean) => void;
}

const ofHttp = (by: string, to: (body: Record<string, unknown>) => unknown) => () =>
  http.received.filter((one) => one.by === by).map(({ key, body, text }) => ({ key, text, to: to(body) }));
const refuseHttp = (final: boolean) => http.refuse(final ? 302 : 503);
const MAIL = ["jiang@example.gov.cn"];
const MOBILE = ["13800000001"];

const CHANNELS: Readonly<Record<ChannelSettings["kind"], Side>> = {
  smtp: {
    settings: () => ({
      kind: "smtp",
      host: "127.0.0.1",
      port: smtp.port,
      security: "none",
      user: "qiyou",
      from: "qiyou@example.gov.cn",
    }),
    secrets: () => ({ password: PASSWORD }),
    to: MAIL,
    arrived: () =>
      smtp.received.map(({ id, to, subject, text }) => ({
        key: id.slice(1, id.indexOf("@")),
        to,
        text: `${subject}\n${text}`,
      })),
    refuse: (final) => smtp.refuse(final ? 550 : 451),
  },
  ses: {
    settings: () => ({ kind: "ses", from: "qiyou@example.gov.cn" }),
    secrets: () => ({}),
    to: MAIL,
    arrived: () =>
      http.received
        .filter(({ by }) => by === "ses")
        .map(({ key, body, text }) => ({
          key: key.slice(1, key.indexOf("@")),
          to: Object(body.Destination).ToAddresses,
          text,
        })),
    // Its client tries a second time by itself.
    refuse: (final) => (final ? http.refuse(400) : http.refuse(503, 503)),
  },
  wecom: {
    settings: () => ({ kind: "wecom" }),
    secrets: () => ({ url: `${http.url}/wecom?key=${KEY}` }),
    to: MOBILE,
    arrived: ofHttp("wecom", ({ text }) => Object(text).mentioned_mobile_list),
    refuse: refuseHttp,
  },
  dingtalk: {
    settings: () => ({ kind: "dingtalk" }),
    secrets: () => ({ url: `${http.url}/dingtalk?access_token=${KEY}`, secret: SECRET }),
    to: MOBILE,
    arrived: ofHttp("dingtalk", ({ at }) => Object(at).atMobiles),
    refuse: refuseHttp,
  },
  feishu: {
    settings: () => ({ kind: "feishu" }),
    secrets: () => ({ url: `${http.url}/feishu`, secret: SECRET }),
    to: [],
    arrived: ofHttp("feishu", () => []),
    refuse: refuseHttp,
  },
  sms: {
    settings: () => ({
      kind: "sms",
      url: `${http.url}/sms`,
      body: '{"mobile":"{号码}","content":"{内容}","ref":"{编号}"}',
      accepted: "accepted",
    }),
    secrets: () => ({ authorization: `Bearer ${KEY}` }),
    to: MOBILE,
    arrived: ofHttp("sms", ({ mobile }) => [mobile]),
    refuse: refuseHttp,
  },
};

const letterTo = (to: readonly string[], key: string): Outgoing => ({
  key,
  to,
  title: "【七有】已退回：水务局《会议记录》",
  text: '水务局《会议记录》已退回，共3处需要更正。"请核对"\nhttps://qiyou.example.gov.cn/review/sub_1?reason=1',
  short: '【七有】已退回：水务局《会议记录》"请核对" https://qiyou.example.gov.cn/review/sub_1?reason=1',
});

describe.each(Object.entries(CHANNELS))("%s", (kind, side) => {
  const channel = (secrets = side.secrets()) => openChannel(side.settings(), secrets);

  test("delivers a letter whole, once, under its key, to whom it is meant", async () => {
    const before = side.arrived().length;
    const outcome = await channel().send(letterTo(side.to, `${kind}-1`));
    expect(outcome).toEqual({ sent: true });
    const [arrived, ...more] = side.arrived().slice(before);
    expect(more).toEqual([]);
    expect(arrived).toMatchObject({ key: `${kind}-1`, to: side.to });
    expect(arrived?.text).toContain("【七有】已退回：水务局《会议记录》");
    expect(arrived?.text).toContain('"请核对"');
    expect(arrived?.text).toContain("https://qiyou.example.gov.cn/review/sub_1?reason=1");
  });

  test("says that it is worth another try where the other side is busy, and the next one goes", async () => {
    side.refuse(false);
    expect(await channel().send(letterTo(side.to, `${kind}-2`))).toMatchObject({ sent: false, final: false });
    expect(await channel().send(letterTo(side.to, `${kind}-2`))).toEqual({ sent: true });
  });

  test("gives no secret away in what it says of a failure", async () => {
    const secrets = Object.fromEntries(
      Object.entries(side.secrets()).map(([name, value]) => [name, value.replace(KEY, "stolen-key")]),
    );
    side.refuse(false);
    const outcome = await channel(secrets).send(letterTo(side.to, `${kind}-3`));
    expect(outcome.sent).toBe(false);
    for (const secret of [KEY, SECRET, PASSWORD, "stolen-key"])
      expect(JSON.stringify(outcome)).not.toContain(secret);
  });
});

test("a receiver that never takes it is not tried again", async () => {
  for (const kind of ["smtp", "wecom", "dingtalk", "feishu", "sms"] as const) {
    const { settings, secrets, to, refuse } = CHANNELS[kind];
    refuse(true);
    const outcome = await openChannel(settings(), secrets()).send(letterTo(to, `${kind}-4`));
    expect(outcome, kind).toMatchObject({ sent: false, final: true });
  }
});

test("a robot that answers 200 and refuses has refused: another key, another sign", async () => {
  for (const [kind, secrets] of [
    ["wecom", { url: `${http.url}/wecom?key=other` }],
    ["dingtalk", { url: `${http.url}/dingtalk?access_token=${KEY}`, secret: "other" }],
    ["feishu", { url: `${http.url}/feishu`, secret: "other" }],
  ] as const) {
    const outcome = await openChannel({ kind }, secrets).send(letterTo([], `${kind}-5`));
    expect(outcome, kind).toMatchObject({ sent: false, final: true });
  }
});

test("without its secret a channel says which is missing", async () => {
  expect(await openChannel({ kind: "dingtalk" }, {}).send(letterTo([], "d"))).toEqual({
    sent: false,
    final: false,
    why: "渠道还缺少密钥 url、secret，请由运维人员补上。",
  });
});

describe("nothing leaves", () => {
  const sendTo = (url: string) => openChannel({ kind: "wecom" }, { url }).send(letterTo([], "key"));
  const count = () => http.received.length;

  test("for a host that nobody has named", async () => {
    const before = count();
    vi.stubEnv("QIYOU_OUTGOING", "");
    expect(await sendTo(`${http.url}/wecom?key=${KEY}`)).toMatchObject({ sent: false, final: true });
    expect(await sendTo("https://robots.example.com/send?key=1")).toMatchObject({
      why: expect.stringContaining("robots.example.com 不在允许外发的地址里"),
    });
    expect(count()).toBe(before);
  });

  test("for another port of a host than the one that was named", async () => {
    vi.stubEnv("QIYOU_OUTGOING", `http://127.0.0.1:${http.port + 1}`);
    expect(await sendTo(`${http.url}/wecom?key=${KEY}`)).toMatchObject({ sent: false, final: true });
  });

  test("by another scheme", async () => {
    expect(await sendTo("file:///etc/passwd")).toMatchObject({ sent: false, final: true });
  });

  test("for where an answer points", async () => {
    const before = count();
    http.refuse(307);
    expect(await sendTo(`${http.url}/wecom?key=${KEY}`)).toMatchObject({
      final: true,
      why: expect.stringContaining("要求转到其他地址"),
    });
    expect(count()).toBe(before);
  });

  test.each([
    ["127.0.0.1", true],
    ["10.1.2.3", true],
    ["172.31.0.1", true],
    ["192.168.1.1", true],
    ["169.254.169.254", true],
    ["100.100.100.200", true],
    ["::1", true],
    ["::ffff:10.0.0.1", true],
    ["fd00::1", true],
    ["fe80::1", true],
    ["0.0.0.0", true],
    ["172.32.0.1", false],
    ["8.8.8.8", false],
    ["2400:3200::1", false],
  ])("for an address inside a network: %s %s", (address, inside) => {
    expect(isInside(address)).toBe(inside);
  });
});
