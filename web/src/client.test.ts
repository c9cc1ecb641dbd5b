import { afterEach, describe, expect, test, vi } from "vitest";
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import { Refused } from "../../functions/api/contract/refused.ts";
import { addressOf, call, callText } from "./client.ts";

/** The network is the browser's; here the answers that a server can give. */
function answering(status: number, body: unknown): { requests: [string, RequestInit][] } {
  const requests: [string, RequestInit][] = [];
  vi.stubGlobal("fetch", async (address: string, init: RequestInit) => {
    requests.push([address, init]);
    return new Response(typeof body === "string" ? body : JSON.stringify(body), { status });
  });
  return { requests };
}

afterEach(() => vi.unstubAllGlobals());

describe("a call", () => {
  test("fills the path, encodes it, and sends the body as JSON with the session's cookie", async () => {
    const { requests } = answering(200, { ok: true });
    await call(endpoints.linkManualReview, {
      params: { token: "a/b", id: "sub_1" },
      body: { note: "印章在第二页" },
    });
    const [address, init] = requests[0] ?? [];
    expect(address).toBe("/api/links/a%2Fb/submissions/sub_1/manual-review");
    expect(init?.method).toBe("POST");
    expect(init?.credentials).toBe("same-origin");
    expect(JSON.parse(String(init?.body))).toEqual({ note: "印章在第二页" });
  });

  test("leaves out absent query values", () => {
    expect(addressOf(endpoints.desk, { params: { id: "unit_1" }, query: {} })).toBe("/api/units/unit_1/desk");
    expect(addressOf(endpoints.desk, { params: { id: "unit_1" }, query: { period: "2026-Q3" } })).toBe(
      "/api/units/unit_1/desk?period=2026-Q3",
    );
  });

  test("passes on the server's refusal with its sentence", async () => {
    answering(409, { code: "already_decided", message: "已由陈立平先行审核通过" });
    const refused = await call(endpoints.withdraw, { params: { id: "sub_1" } }).catch((e) => e);
    expect(refused).toBeInstanceOf(Refused);
    expect(refused).toMatchObject({
      code: "already_decided",
      message: "已由陈立平先行审核通过",
      status: 409,
      signInNeeded: false,
    });
  });

  test("asks for sign-in on 401 only where people sign in", async () => {
    answering(401, { code: "no_session", message: "请先登录" });
    expect(await call(endpoints.me).catch((e) => e)).toMatchObject({ signInNeeded: true });
    expect(await call(endpoints.linkInfo, { params: { token: "t" } }).catch((e) => e)).toMatchObject({
      signInNeeded: false,
    });
  });

  test("finds a sentence of its own when a proxy answers instead of the server", async () => {
    answering(502, "<html>Bad Gateway</html>");
    expect(await call(endpoints.health).catch((e) => e)).toMatchObject({
      code: "http_502",
      message: "服务暂时不可用，请稍后重试",
    });
  });

  test("refuses an answer that does not fit the contract", async () => {
    answering(200, { ok: "yes" });
    expect(await call(endpoints.health).catch((e) => e)).toMatchObject({ code: "unexpected_answer" });
  });

  test("says so when there is no connection", async () => {
    vi.stubGlobal("fetch", async () => {
      throw new TypeError("Failed to fetch");
    });
    expect(await call(endpoints.health).catch((e) => e)).toMatchObject({ code: "offline", status: 0 });
  });

  test("reads text where the endpoint answers text", async () => {
    answering(200, "<p>纪要</p>");
    expect(await callText(endpoints.preview, { params: { id: "sub_1", revision: 1 } })).toBe("<p>纪要</p>");
  });
});
