/** The id by which a request is found in the log: API Gateway's own where there is one. Answered as `X-Request-Id`. */
import { randomUUID } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import * as z from "zod";
import { inRequest } from "../adapters/log.ts";

const gateway = z.object({ requestContext: z.object({ requestId: z.string().min(1) }) });

export const withRequestId: MiddlewareHandler = (http, next) => {
  const given = gateway.safeParse(http.env);
  const id = given.success ? given.data.requestContext.requestId : randomUUID();
  return inRequest(id, async () => {
    await next();
    http.header("X-Request-Id", id);
  });
};
