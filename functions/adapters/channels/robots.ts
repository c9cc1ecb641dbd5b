/**
 * Robots of WeCom 企业微信, DingTalk 钉钉 and Feishu 飞书: one address a group, whose key is a secret; DingTalk and Feishu
 * also want each message signed. A robot that answers 200 may still have refused: its own code says so.
 */
import { createHmac } from "node:crypto";
import { clock } from "../clock.ts";
import { type Channel, notSent, type Outgoing, type Secrets, sent } from "./channel.ts";
import { post } from "./outgoing.ts";

interface Robot {
  /** Address and body of a letter. */
  say(letter: Outgoing, secrets: Secrets): { readonly url: string; readonly body: unknown };
  /** The field of its answer that is 0 when it has taken the message. */
  readonly code: string;
  /** Codes after which another try may succeed: too many messages in a minute. */
  readonly again: readonly number[];
}

const contentOf = ({ title, text }: Outgoing): string => `${title}\n${text}`;
const called = ({ to }: Outgoing): string => to.map((mobile) => `@${mobile}`).join(" ");

/** https://developer.work.weixin.qq.com/document/path/91770 */
const wecom: Robot = {
  code: "errcode",
  again: [45009, -1],
  say: (letter, { url = "" }) => ({
    url,
    body: { msgtype: "text", text: { content: contentOf(letter), mentioned_mobile_list: letter.to } },
  }),
};

/** https://open.dingtalk.com/document/robots/customize-robot-security-settings */
const dingtalk: Robot = {
  code: "errcode",
  again: [130101, 660026, -1],
  say(letter, { url = "", secret = "" }) {
    const timestamp = clock.now().getTime();
    const sign = createHmac("sha256", secret).update(`${timestamp}\n${secret}`).digest("base64");
    return {
      url: `${url}&timestamp=${timestamp}&sign=${encodeURIComponent(sign)}`,
      body: {
        msgtype: "text",
        text: { content: [contentOf(letter), called(letter)].filter(Boolean).join("\n") },
        at: { atMobiles: letter.to, isAtAll: false },
      },
    };
  },
};

/** https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot */
const feishu: Robot = {
  code: "code",
  again: [9499, 11232],
  say(letter, { url = "", secret }) {
    const timestamp = String(Math.floor(clock.now().getTime() / 1000));
    const signed = secret && {
      timestamp,
      sign: createHmac("sha256", `${timestamp}\n${secret}`).update("").digest("base64"),
    };
    return { url, body: { ...signed, msg_type: "text", content: { text: contentOf(letter) } } };
  },
};

export const ROBOTS = { wecom, dingtalk, feishu } as const;

export function robot(kind: keyof typeof ROBOTS, secrets: Secrets): Channel {
  const { say, code, again } = ROBOTS[kind];
  return {
    async send(letter) {
      const { url, body } = say(letter, secrets);
      const reply = await post(url, JSON.stringify(body), { "idempotency-key": letter.key });
      if ("why" in reply) return notSent(reply.why, reply.final);
      const answered = answer(reply.body);
      const said = answered[code];
      if (reply.status === 200 && said === 0) return sent;
      const why = `机器人没有接受（HTTP ${reply.status}，代码 ${String(said ?? "无")}）。`;
      return notSent(why, reply.status < 500 && typeof said === "number" && !again.includes(said));
    },
  };
}

function answer(body: string): Readonly<Record<string, unknown>> {
  try {
    return { ...Object(JSON.parse(body)) };
  } catch {
    return {};
  }
}
