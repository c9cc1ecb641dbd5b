import { describe, expect, test } from "vitest";
import { leavesAt, triesAgainAt } from "./sending.ts";

const sending = { quiet: { from: "18:30", restDays: true }, digest: "08:30", rests: [1, 5] };

describe("what comes", () => {
  test.each([
    ["on a Thursday at ten goes at once", "2026-08-20T02:00:00.000Z", "2026-08-20T02:00:00.000Z"],
    ["just after midnight waits for the morning", "2026-08-19T16:05:00.000Z", "2026-08-20T00:30:00.000Z"],
    ["in the evening waits for the next morning", "2026-08-20T10:30:00.000Z", "2026-08-21T00:30:00.000Z"],
    ["on a Friday evening waits for Monday", "2026-08-21T12:00:00.000Z", "2026-08-24T00:30:00.000Z"],
    ["on a Saturday waits for Monday", "2026-08-22T02:00:00.000Z", "2026-08-24T00:30:00.000Z"],
    ["before a holiday waits for its end", "2026-09-30T12:00:00.000Z", "2026-10-08T00:30:00.000Z"],
    ["on a Saturday that is worked goes at once", "2026-10-10T02:00:00.000Z", "2026-10-10T02:00:00.000Z"],
  ])("%s", (_, now, leaves) => {
    expect(leavesAt(now, "at_once", sending)).toBe(leaves);
  });

  test("for whoever wants it together waits for the morning in any case", () => {
    expect(leavesAt("2026-08-20T02:00:00.000Z", "digest", sending)).toBe("2026-08-21T00:30:00.000Z");
  });
});

test("what failed is tried after growing rests, and given up after the last", () => {
  const now = "2026-08-20T02:00:00.000Z";
  expect([1, 2, 3].map((failures) => triesAgainAt(now, failures, sending))).toEqual([
    "2026-08-20T02:01:00.000Z",
    "2026-08-20T02:05:00.000Z",
    undefined,
  ]);
});
