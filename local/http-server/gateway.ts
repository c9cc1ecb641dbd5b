/** HTTP in, an API Gateway event (payload format 2.0) to the Api function, its answer out: the function is the same as on AWS. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { isIP } from "node:net";
import type { Invoke } from "../lambda/function-error.ts";

/** API Gateway's own limit. */
const MAX_BYTES = 10 * 1024 * 1024;

interface GatewayAnswer {
  readonly statusCode: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: readonly string[];
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
}

export async function throughGateway(
  invoke: Invoke,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await bodyOf(request);
  if (!body) {
    response.writeHead(413, { "content-type": "application/json", connection: "close" });
    response.end(JSON.stringify({ code: "too_large", message: "提交的内容过长。文件请通过上传链接报送。" }));
    return;
  }
  // The Api function answers in this shape; API Gateway takes it on trust as well.
  const answer = (await invoke("Api", gatewayEvent(request, body))) as GatewayAnswer;
  for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value);
  if (answer.cookies?.length) response.setHeader("set-cookie", [...answer.cookies]);
  response.writeHead(answer.statusCode);
  response.end(Buffer.from(answer.body ?? "", answer.isBase64Encoded ? "base64" : "utf8"));
}

async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MAX_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Behind a proxy on this machine: whom that proxy has named last. Anybody else may write what they like. */
function sourceOf({ socket, headers }: IncomingMessage): string {
  const peer = socket.remoteAddress ?? "";
  const named = String(headers["x-forwarded-for"] ?? "")
    .split(",")
    .at(-1)
    ?.trim();
  return LOOPBACK.test(peer) && named && isIP(named) ? named : peer;
}

const LOOPBACK = /^(::1|(::ffff:)?127\.[\d.]+)$/;

function gatewayEvent(request: IncomingMessage, body: Buffer) {
  const [path = "/", search = ""] = (request.url ?? "/").split("?", 2);
  const { cookie, ...rest } = request.headers;
  const headers = Object.fromEntries(
    Object.entries(rest).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(",") : (value ?? ""),
    ]),
  );
  const method = request.method ?? "GET";
  return {
    version: "2.0",
    routeKey: "$default",
    rawPath: path,
    rawQueryString: search,
    headers,
    ...(cookie && { cookies: cookie.split(/;\s*/) }),
    requestContext: {
      domainName: request.headers.host ?? "127.0.0.1",
      http: {
        method,
        path,
        protocol: "HTTP/1.1",
        sourceIp: sourceOf(request),
        userAgent: headers["user-agent"] ?? "",
      },
    },
    ...(body.length > 0 && { body: body.toString("base64") }),
    isBase64Encoded: body.length > 0,
  };
}
