/** An HTTP server that passes everything on unchanged and tells what went through: requests are counted on the wire. */
import { Agent, createServer, type IncomingHttpHeaders, type IncomingMessage, request } from "node:http";
import { buffer } from "node:stream/consumers";
import { listen } from "../../local/http-server/http-server.ts";

/** One request with its answer, after the answer has gone to whoever asked. */
export interface Seen {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly status: number;
  readonly answer: Buffer;
}

export interface Tap {
  readonly url: string;
  close(): void;
}

const LOOPBACK = "127.0.0.1";

/** @param port where the service listens; asked at each request, since it may open later than its tap */
export async function openTap(port: () => number, see: (seen: Seen) => void): Promise<Tap> {
  const agent = new Agent({ keepAlive: true });
  const server = createServer((asked, answered) => {
    const pass = async () => {
      const { method = "GET", url = "/", headers } = asked;
      const body = await buffer(asked);
      const reply = await send(agent, { port: port(), method, url, headers, body });
      const answer = await buffer(reply);
      // The whole answer is at hand: it has a length and no chunks.
      const { "transfer-encoding": _, ...passed } = reply.headers;
      const { statusCode: status = 502 } = reply;
      answered.writeHead(status, passed);
      answered.end(answer);
      see({ method, url, headers, body, status, answer });
    };
    pass().catch((error: unknown) => answered.destroy(error instanceof Error ? error : undefined));
  });
  await listen(server, 0, LOOPBACK);
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("the tap has no port");
  return {
    url: `http://${LOOPBACK}:${address.port}`,
    close() {
      agent.destroy();
      server.close();
      server.closeAllConnections();
    },
  };
}

interface Outgoing {
  readonly port: number;
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** The host stays as the client wrote it: signatures cover it. */
function send(agent: Agent, { port, method, url, headers, body }: Outgoing): Promise<IncomingMessage> {
  const { expect: _, "transfer-encoding": __, ...passed } = headers;
  return new Promise((resolve, reject) => {
    const outgoing = request({
      agent,
      host: LOOPBACK,
      port,
      method,
      path: url,
      headers: { ...passed, ...(body.length > 0 && { "content-length": body.length }) },
    });
    outgoing.once("response", resolve).once("error", reject);
    outgoing.end(body);
  });
}
