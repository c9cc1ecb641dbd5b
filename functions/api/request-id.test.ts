import { Hono } from "hono";
import { expect, test, vi } from "vitest";
import { log } from "../adapters/log.ts";
import { withRequestId } from "./request-id.ts";

const app = new Hono();
app.use(withRequestId);
app.get("/fails", () => {
  throw new Error("why");
});
app.onError((error, http) => {
  log.error({ code: "request_failed", message: "GET /fails", error });
  return http.json({}, 500);
});

/** The line a failing request leaves, and the id it is answered with. */
async function failing(env: object) {
  const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const inTerminal = process.stderr.isTTY;
  process.stderr.isTTY = false;
  const answer = await app.request("/fails", undefined, env);
  const line = JSON.parse(String(write.mock.calls[0]?.[0]));
  write.mockRestore();
  process.stderr.isTTY = inTerminal;
  return { line, answered: answer.headers.get("X-Request-Id") };
}

test("what fails is logged under the gateway's id, which the caller is told", async () => {
  const { line, answered } = await failing({ requestContext: { requestId: "gateway-1" } });
  expect(line).toMatchObject({ code: "request_failed", request: "gateway-1" });
  expect(answered).toBe("gateway-1");
});

test("without a gateway each request gets an id of its own", async () => {
  const [one, other] = [await failing({}), await failing({})];
  expect(one.line.request).toMatch(/^[\da-f-]{36}$/);
  expect(one.line.request).toBe(one.answered);
  expect(other.line.request).not.toBe(one.line.request);
});
