/** A server of this machine alone, at any free port: how the stores are reached. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { listen } from "./http-server.ts";

const LOOPBACK = "127.0.0.1";

export const portOf = (server: Server): number => {
  const address = server.address();
  return typeof address === "object" && address ? address.port : 0;
};

/** Answers its address; the server is one more of `servers`, to be shut with them. */
export async function serveOnLoopback(
  handle: (request: IncomingMessage, response: ServerResponse) => void,
  servers: Server[],
): Promise<string> {
  const server = await listen(createServer(handle), 0, LOOPBACK);
  servers.push(server);
  return `http://${LOOPBACK}:${portOf(server)}`;
}

/** Lets requests in hand end, for a second at most. */
export function shut(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 1000).unref();
  });
}
