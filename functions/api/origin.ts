/** Where a request comes from: what guesses are counted by, and what somebody is shown of the own sign-ins. */
import type { Context } from "hono";
import type { Origin } from "../app/sign-in/turns.ts";
import { addressOf } from "./address.ts";
import { cookieOf } from "./cookie.ts";

export const originOf = (http: Context): Origin => ({
  address: addressOf(http),
  agent: http.req.header("user-agent") ?? "",
  browser: cookieOf(http, "browser"),
});
