import { expect, test } from "vitest";
import { chineseDay, chineseInstant } from "./chinese-date.ts";

test("days and instants are written the Chinese way, instants in the office's time zone", () => {
  expect(chineseDay("2026-01-05")).toBe("2026年1月5日");
  expect(chineseDay("不详")).toBe("不详");
  expect(chineseInstant("2026-12-31T16:05:00Z")).toBe("2027年1月1日 00:05");
  expect(chineseInstant("不详")).toBe("不详");
});
