/** A server of this machine alone, at any free port: how the stores are reached. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { listen } from "./http-server.ts";

type Handle = (request: IncomingMessage, response: ServerResponse) => void;

const LOOPBACK = "127.0.0.1";

export const portOf = (server: Server): number => {
  const address = server.address();
  return typeof address === "object" && address ? address.port : 0;
};

/** A page whose name was made to lead to this machine asks under that name; our own clients ask under the address. */
const misdirected = ({ headers }: IncomingMessage): boolean =>
  !/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(headers.host ?? "");

/**
 * Answers its address; the server is one more of `servers`, to be shut with them. Requests for another host are refused.
 */
export async function serveOnLoopback(handle: Handle, servers: Server[]): Promise<string> {
  const server = await listen(createServer(forUsOnly(handle)), 0, LOOPBACK);
  servers.push(server);
  return `http://${LOOPBACK}:${portOf(server)}`;
}

const forUsOnly = (handle: Handle): Handle => {
  return (request, response) => {
    if (!misdirected(request)) return handle(request, response);
    request.resume();
    response.writeHead(421, { connection: "close" }).end();
  };
};

/** Lets requests in hand end, for a second at most. */
export function shut(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 1000).unref();
  });
}
