/**
 * The only way out of the house: to hosts of a list, over TLS, never to where an answer points, never to an address inside a
 * network. The operator adds hosts (`QIYOU_OUTGOING=smtp.example.gov.cn, http://10.0.8.2:8080`), and only what the operator
 * has named may lie inside a network or be spoken to without TLS.
 */
import { lookup } from "node:dns/promises";
import { request as requestPlain } from "node:http";
import { request as requestTls } from "node:https";
import { BlockList, isIP } from "node:net";
import { environment } from "../environment.ts";

/** Of the robots that the product knows. */
const KNOWN = ["qyapi.weixin.qq.com", "oapi.dingtalk.com", "open.feishu.cn", "open.larksuite.com"];

const inside = new BlockList();
for (const [network, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
] as const)
  inside.addSubnet(network, prefix, "ipv4");
for (const [network, prefix] of [
  ["::", 127],
  ["64:ff9b::", 96],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const)
  inside.addSubnet(network, prefix, "ipv6");

/** Whether an address lies inside a network: private, of this machine, or no single machine's. */
export function isInside(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/iu.exec(address)?.[1];
  if (mapped) return inside.check(mapped, "ipv4");
  return inside.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
}

interface Named {
  readonly host: string;
  readonly port: string;
  readonly plain: boolean;
}

/** What the operator has written: `host`, `host:port`, `http://host:port`. */
function named(): Named[] {
  const entries = (environment().QIYOU_OUTGOING ?? "").split(/[\s,，]+/u).filter(Boolean);
  return entries.flatMap((entry) => {
    const address = entry.includes("://") ? entry : `https://${entry}`;
    if (!URL.canParse(address)) return [];
    const { hostname, port, protocol } = new URL(address);
    return [{ host: hostname, port, plain: protocol === "http:" }];
  });
}

/** Where a host may be reached, or why not, in words for the administrator. */
export type Admitted =
  | { readonly ok: true; readonly address: string; readonly family: number; readonly byOperator: boolean }
  | { readonly ok: false; readonly why: string; readonly final: boolean };

/** @param plain without TLS */
export async function admit(host: string, port: number, plain: boolean): Promise<Admitted> {
  const name = host.replace(/^\[|\]$/gu, "").toLowerCase();
  const entry = named().find(
    (one) => one.host.replace(/^\[|\]$/gu, "") === name && (one.port === "" || Number(one.port) === port),
  );
  if (!entry && !KNOWN.includes(name))
    return {
      ok: false,
      final: true,
      why: `${name} 不在允许外发的地址里，请由运维人员写入 QIYOU_OUTGOING 后再试。`,
    };
  if (plain && !entry)
    return {
      ok: false,
      final: true,
      why: `${name} 没有加密连接，只有运维人员写入 QIYOU_OUTGOING 的地址可以这样连。`,
    };
  const found = await lookup(name, { all: true }).catch(() => []);
  const [first] = found;
  if (!first) return { ok: false, final: false, why: `找不到服务器 ${name}，请核对地址和本机的网络。` };
  const within = found.find(({ address }) => isInside(address));
  if (within && !entry)
    return {
      ok: false,
      final: true,
      why: `${name} 指向内部网络的地址，已拒绝；确需使用的，请写入 QIYOU_OUTGOING。`,
    };
  return { ok: true, ...first, byOperator: entry !== undefined };
}

export interface Reply {
  readonly status: number;
  readonly body: string;
}

const TIMEOUT_MS = 15_000;
const MAX_REPLY = 64 * 1024;

/** Sends JSON by POST to the very address that was looked at. A reply that points elsewhere is a failure. */
export async function post(
  address: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Reply | { readonly why: string; readonly final: boolean }> {
  if (!URL.canParse(address)) return { final: true, why: "渠道的地址写法不对，请由运维人员核对。" };
  const url = new URL(address);
  const plain = url.protocol === "http:";
  if (!plain && url.protocol !== "https:") return { final: true, why: "渠道的地址要以 https:// 开头。" };
  const port = Number(url.port || (plain ? 80 : 443));
  const admitted = await admit(url.hostname, port, plain);
  if (!admitted.ok) return admitted;
  try {
    const reply = await exchange(url, plain, admitted, body, headers);
    if (reply.status >= 300 && reply.status < 400)
      return { final: true, why: `${url.hostname} 要求转到其他地址（HTTP ${reply.status}），已拒绝。` };
    return reply;
  } catch (error) {
    return { final: false, why: `连接 ${url.hostname} 失败：${reasonOf(error)}。` };
  }
}

/** What went wrong, without the address that was asked: it may hold a key. */
export const reasonOf = (error: unknown): string => {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const NAMES: Readonly<Record<string, string>> = {
    ECONNREFUSED: "对方没有开放这个端口",
    ECONNRESET: "连接被对方断开",
    ETIMEDOUT: "对方没有在限定时间内回答",
    ENOTFOUND: "找不到服务器",
    EAUTH: "用户名或密码不被接受",
    DEPTH_ZERO_SELF_SIGNED_CERT: "对方的证书不被信任",
    CERT_HAS_EXPIRED: "对方的证书已过期",
  };
  return NAMES[code] ?? (code || "原因不明");
};

function exchange(
  url: URL,
  plain: boolean,
  { address, family }: { readonly address: string; readonly family: number },
  body: string,
  headers: Readonly<Record<string, string>>,
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const request = (plain ? requestPlain : requestTls)(
      url,
      {
        method: "POST",
        headers: {
          "content-type": "application/json; charset=utf-8",
          "content-length": Buffer.byteLength(body),
          ...headers,
        },
        timeout: TIMEOUT_MS,
        // What was looked at is what is spoken to: a name may not mean another machine a moment later.
        lookup: (_, options, found) =>
          options.all ? found(null, [{ address, family }]) : found(null, address, family),
      },
      (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => {
          if (text.length < MAX_REPLY) text += chunk;
        });
        response.on("end", () => resolve({ status: response.statusCode ?? 0, body: text }));
        response.on("error", reject);
      },
    );
    request.on("timeout", () => request.destroy(Object.assign(new Error("timeout"), { code: "ETIMEDOUT" })));
    request.on("error", reject);
    request.end(body);
  });
}
