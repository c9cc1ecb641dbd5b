/** The API as one function: on AWS behind the HTTP API, on one machine behind the front door. */
import { handle } from "hono/aws-lambda";
import { createServer } from "./api/server.ts";

export const handler = handle(createServer());
