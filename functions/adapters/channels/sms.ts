/** SMS by an HTTP gateway: the office writes the body that its gateway wants, with fields in braces. */
import type { ChannelSettings } from "../../../core/messages/channel.ts";
import { type Channel, notSent, type Secrets, sent } from "./channel.ts";
import { post } from "./outgoing.ts";

type Gateway = Extract<ChannelSettings, { kind: "sms" }>;

export function sms({ url, body, accepted }: Gateway, { authorization }: Secrets): Channel {
  return {
    async send({ key, to, short }) {
      const fields: Readonly<Record<string, string>> = { 号码: to.join(","), 内容: short, 编号: key };
      // Inside the quotes of a JSON text: what a field holds must not end them.
      const put = (_: string, name: string) => JSON.stringify(fields[name] ?? "").slice(1, -1);
      const reply = await post(url, body.replaceAll(/\{(号码|内容|编号)\}/gu, put), {
        "idempotency-key": key,
        ...(authorization && { authorization }),
      });
      if ("why" in reply) return notSent(reply.why, reply.final);
      const { status } = reply;
      if (status >= 200 && status < 300 && (!accepted || reply.body.includes(accepted))) return sent;
      const busy = status === 429 || status >= 500;
      return notSent(`短信网关没有接受（HTTP ${status}）。`, !busy && status >= 400);
    },
  };
}
