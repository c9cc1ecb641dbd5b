import { setTimeout } from "node:timers/promises";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { inRequest, log } from "./log.ts";

let lines: string[] = [];
const inTerminal = process.stderr.isTTY;

beforeEach(() => {
  lines = [];
  process.stderr.isTTY = false;
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    lines.push(String(text));
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  process.stderr.isTTY = inTerminal;
});

const entries = () => lines.map((line) => JSON.parse(line));

test("an entry is one line with time, level, subject, code and message", () => {
  log.warn({ code: "rules_refused", message: "two\nlines", subject: "sub_1" });
  expect(lines).toHaveLength(1);
  expect(lines[0]?.indexOf("\n")).toBe((lines[0]?.length ?? 0) - 1);
  expect(entries()[0]).toEqual({
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    level: "warn",
    subject: "sub_1",
    code: "rules_refused",
    message: "two\nlines",
  });
});

test("lines are also handed to whoever keeps them, as JSON though people read along", () => {
  const kept: string[] = [];
  process.stderr.isTTY = true;
  log.keep((line) => kept.push(line));
  log.info({ code: "told", message: "once" });
  log.keep(undefined);
  log.info({ code: "told", message: "not kept" });
  expect(kept.map((line) => JSON.parse(line).message)).toEqual(["once"]);
  expect(lines).toHaveLength(2);
  expect(lines[0]).toContain("told once");
});

test("two requests at the same time keep their ids apart, also after waiting", async () => {
  const tell = (id: string, ms: number) =>
    inRequest(id, async () => {
      await setTimeout(ms);
      log.info({ code: "told", message: id });
    });
  await Promise.all([tell("one", 20), tell("other", 5)]);
  log.info({ code: "told", message: "none" });
  expect(entries().map(({ request, message }) => [request, message])).toEqual([
    ["other", "other"],
    ["one", "one"],
    [undefined, "none"],
  ]);
});

test("an error is kept with its stack and causes, and nothing that hangs on it", () => {
  const cause = Object.assign(new Error("refused by the store"), {
    token: "SECRET",
    body: "what a file says",
  });
  log.error({ code: "failed", message: "it failed", error: new TypeError("no answer", { cause }) });
  const { error } = entries()[0];
  expect(error).toMatchObject({
    name: "TypeError",
    message: "no answer",
    stack: expect.stringContaining("log.test.ts"),
    cause: { name: "Error", message: "refused by the store" },
  });
  expect(lines[0]).not.toContain("SECRET");
  expect(lines[0]).not.toContain("what a file says");
});

test("a message that quotes a whole file is cut, in the stack too", () => {
  log.error({ code: "failed", message: "it failed", error: new Error(`${"字".repeat(5_000)}尾`) });
  expect(lines[0]).not.toContain("尾");
});

test("what is below the level is not written; nothing is when it is off", () => {
  vi.stubEnv("QIYOU_LOG", "error");
  log.warn({ code: "small", message: "small" });
  log.error({ code: "great", message: "great" });
  vi.stubEnv("QIYOU_LOG", "off");
  log.error({ code: "greater", message: "greater" });
  expect(entries().map(({ code }) => code)).toEqual(["great"]);
});

test("an ill-formed level does not silence the log", () => {
  vi.stubEnv("QIYOU_LOG", "loud");
  log.error({ code: "great", message: "great" });
  expect(entries().map(({ code }) => code)).toEqual(["great"]);
});

test("in a terminal people read it", () => {
  process.stderr.isTTY = true;
  inRequest("req-1", () => log.error({ code: "failed", message: "it failed", error: new Error("why") }));
  expect(lines[0]).toMatch(
    /^\d\d:\d\d:\d\d error failed it failed\n {2}Error: why\n {4}at [\s\S]*\n {2}request req-1\n$/,
  );
});
