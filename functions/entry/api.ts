/** The API as one function: on AWS behind the HTTP API, on one machine behind the front door. */
import { defaultIsContentTypeBinary, handle } from "hono/aws-lambda";
import { createServer } from "../api/server.ts";

export const handler = handle(createServer(), {
  // Taken for text, a sheet would lose the byte order mark by which spreadsheets know its encoding.
  isContentTypeBinary: (type) => type.startsWith("text/csv") || defaultIsContentTypeBinary(type),
});
