/** The HTTP server people reach, at one address. Buckets by their name, the API under /api, all else is the web app. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { log } from "../../functions/adapters/log.ts";
import type { Invoke } from "../lambda/function-error.ts";
import { throughGateway } from "./gateway.ts";
import { serveSite } from "./site.ts";

export interface HttpServerOptions {
  readonly host: string;
  readonly port: number;
  readonly site: string;
  readonly bucketNames: readonly string[];
  readonly store: (request: IncomingMessage, response: ServerResponse) => void;
  readonly invoke: Invoke;
}

/** Rejects with the system's error (`EADDRINUSE` …) when the address cannot be had. */
export function openHttpServer(options: HttpServerOptions): Promise<Server> {
  const buckets = new Set(options.bucketNames);
  const server = createServer((request, response) => {
    const first = (request.url ?? "/").split(/[/?]/, 2)[1] ?? "";
    if (buckets.has(first)) return options.store(request, response);
    const work =
      first === "api"
        ? throughGateway(options.invoke, request, response)
        : serveSite(options.site, request, response);
    work.catch((error: unknown) => {
      log.error({ code: "front_door_failed", message: "a request failed", error });
      if (!response.headersSent) response.writeHead(500, { "content-type": "application/json" });
      response.end(JSON.stringify({ code: "internal", message: "系统出了差错，请稍后再试。" }));
    });
  });
  server.keepAliveTimeout = 30_000;
  return listen(server, options.port, options.host);
}

export function listen(server: Server, port: number, host: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve(server);
    });
  });
}
