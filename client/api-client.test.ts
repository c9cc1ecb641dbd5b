import { afterEach, expect, test, vi } from "vitest";
import { endpoints } from "../functions/api/contract/endpoints.ts";
import { Refused } from "../functions/api/contract/refused.ts";
import { ApiClient } from "./api-client.ts";

afterEach(() => vi.unstubAllGlobals());

/** What a call of a service that answers so ends with. */
async function metBy(answer: () => Response, origin = "https://xuexi.example"): Promise<Refused> {
  vi.stubGlobal("fetch", async () => answer());
  const error = await new ApiClient(origin).call(endpoints.withdraw, { params: { id: "sub_1" } }).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Refused)) throw error;
  return error;
}

test("a refusal is the server's own sentence, with its code and status, and says what was asked", async () => {
  const body = { code: "already_decided", message: "已由陈立平先行审核通过{第2版}" };
  expect(await metBy(() => Response.json(body, { status: 409 }))).toMatchObject({
    ...body,
    status: 409,
    call: `POST ${endpoints.withdraw.path}`,
  });
});

test.each([
  ["a page of a proxy", "<html>{oops}</html>", "http_502"],
  ["JSON of something else", '{"error":"bad gateway"}', "http_502"],
  ["JSON that breaks off", '{"code":"busy","mess', "http_502"],
  ["nothing", "", "http_502"],
])("of %s there is a sentence too", async (_, body, code) => {
  const refused = await metBy(() => new Response(body, { status: 502 }));
  expect(refused).toMatchObject({ code, status: 502, message: "服务暂时不可用，请稍后重试" });
});

test.each([
  ["no JSON", () => new Response("<html>", { status: 200 })],
  ["JSON of another shape", () => Response.json({ state: 7 })],
])("an answer that is %s is refused", async (_, answer) => {
  expect(await metBy(answer)).toMatchObject({ code: "unexpected_answer", status: 200 });
});

test.each([
  [
    "nobody answers",
    () => {
      throw new TypeError("fetch failed");
    },
    "https://xuexi.example",
  ],
  ["it is none", () => Response.json({}), "xuexi.example"],
])("an address is named where %s", async (_, answer, origin) => {
  const { code, status, message } = await metBy(answer, origin);
  expect([code, status]).toEqual(["offline", 0]);
  expect(message).toBe(`连接不上 ${origin}，请核对地址，确认系统已启动。`);
});
