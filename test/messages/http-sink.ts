/**
 * The other side of robots, SMS gateways and SES: keeps what it is sent, and answers as each of them does. What is signed
 * wrongly or has another key is refused, as they refuse it; the rules are written out here once more, from their manuals.
 */
import { createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import { simpleParser } from "mailparser";

export interface Received {
  /** `wecom`, `dingtalk`, `feishu`, `sms`, `ses`. */
  readonly by: string;
  /** What tells a second copy. */
  readonly key: string;
  readonly headers: IncomingHttpHeaders;
  readonly query: URLSearchParams;
  readonly body: Record<string, unknown>;
  /** The words of the message, wherever they stand. */
  readonly text: string;
}

export interface HttpSink {
  readonly port: number;
  readonly url: string;
  /** Each once. */
  readonly letters: readonly Received[];
  readonly received: readonly Received[];
  /** Answers each of the next requests with a status, before it is looked at. */
  refuse(...statuses: readonly number[]): void;
  close(): Promise<void>;
}

export const SECRET = "SEC-of-the-robot";
export const KEY = "key-of-the-robot";

interface Answered {
  /** Nothing where it is refused. */
  readonly text: string;
  readonly answer: unknown;
  /** Where it tells a second copy by something else than the header. */
  readonly key?: string;
}

const RECEIVERS: Readonly<
  Record<string, (sent: Omit<Received, "text" | "by">) => Answered | Promise<Answered>>
> = {
  wecom({ query, body }) {
    const { msgtype, text }: { msgtype?: unknown; text?: unknown } = body;
    const { content } = Object(text);
    if (query.get("key") !== KEY)
      return { text: "", answer: { errcode: 93000, errmsg: "invalid webhook url" } };
    if (msgtype !== "text" || !content)
      return { text: "", answer: { errcode: 40008, errmsg: "invalid message type" } };
    return { text: String(content), answer: { errcode: 0, errmsg: "ok" } };
  },
  dingtalk({ query, body }) {
    const { content } = Object(body.text);
    const timestamp = query.get("timestamp");
    const sign = createHmac("sha256", SECRET).update(`${timestamp}\n${SECRET}`).digest("base64");
    if (query.get("access_token") !== KEY || query.get("sign") !== sign)
      return { text: "", answer: { errcode: 310000, errmsg: "sign not match" } };
    return { text: String(content), answer: { errcode: 0, errmsg: "ok" } };
  },
  feishu({ body }) {
    const { timestamp, sign, content } = body;
    const wanted = createHmac("sha256", `${String(timestamp)}\n${SECRET}`).digest("base64");
    if (sign !== wanted) return { text: "", answer: { code: 19021, msg: "sign match fail" } };
    return { text: String(Object(content).text), answer: { code: 0, msg: "success" } };
  },
  sms({ headers, body }) {
    if (headers.authorization !== `Bearer ${KEY}`) return { text: "", answer: { result: "refused" } };
    return { text: String(body.content), answer: { result: "accepted" } };
  },
  async ses({ body }) {
    const { Data } = Object(Object(body.Content).Raw);
    const mail = await simpleParser(Buffer.from(String(Data), "base64"));
    const text = `${mail.subject ?? ""}\n${mail.text ?? ""}`;
    return { text, key: mail.messageId ?? "", answer: { MessageId: "0100" } };
  },
};

export async function openHttpSink(port = 0): Promise<HttpSink> {
  const received: Received[] = [];
  const statuses: number[] = [];
  const server = createServer((request, response) => {
    let text = "";
    request.setEncoding("utf8");
    request.on("data", (chunk: string) => {
      text += chunk;
    });
    request.on("end", async () => {
      const status = statuses.shift();
      if (status) {
        response.writeHead(status, { location: "http://127.0.0.1:1/elsewhere" }).end("{}");
        return;
      }
      const url = new URL(request.url ?? "/", "http://sink");
      const by = url.pathname.startsWith("/v2/email/") ? "ses" : url.pathname.slice(1);
      const sent = {
        key: String(request.headers["idempotency-key"] ?? ""),
        headers: request.headers,
        query: url.searchParams,
        body: { ...Object(JSON.parse(text || "{}")) },
      };
      const receiver = RECEIVERS[by];
      const outcome = await receiver?.(sent);
      if (outcome?.text) received.push({ ...sent, key: outcome.key ?? sent.key, by, text: outcome.text });
      response
        .writeHead(outcome ? 200 : 404, { "content-type": "application/json" })
        .end(JSON.stringify(outcome?.answer ?? {}));
    });
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const address = server.address();
  const own = typeof address === "object" && address ? address.port : 0;
  return {
    port: own,
    url: `http://127.0.0.1:${own}`,
    get letters() {
      return [...new Map(received.map((one) => [`${one.by} ${one.key}`, one])).values()];
    },
    received,
    refuse: (...more) => statuses.push(...more),
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
