import { describe, expect, test } from "vitest";
import { cutoffOf, parsePeriod, periodBefore, periodDays, periodName, periodOf } from "./period.ts";

describe("a quarter", () => {
  test.each([
    ["2026-01-01", "2026-Q1"],
    ["2026-03-31", "2026-Q1"],
    ["2026-04-01", "2026-Q2"],
    ["2026-09-30", "2026-Q3"],
    ["2026-12-31", "2026-Q4"],
  ])("%s falls into %s", (day, period) => {
    expect(periodOf(day)).toBe(period);
  });

  test.each([
    ["2026-Q1", "2026-01-01", "2026-03-31"],
    ["2026-Q2", "2026-04-01", "2026-06-30"],
    ["2026-Q3", "2026-07-01", "2026-09-30"],
    ["2026-Q4", "2026-10-01", "2026-12-31"],
  ])("%s runs from %s to %s", (period, first, last) => {
    const quarter = parsePeriod(period);
    expect(quarter && periodDays(quarter)).toEqual({ first, last });
  });

  test.each(["2026-Q5", "2026-Q0", "2026Q3", " 2026-Q3", "2026-Q3\n", "26-Q3", ""])("%j is none", (text) => {
    expect(parsePeriod(text)).toBeUndefined();
  });

  test.each([
    ["2026-Q3", "2026-Q2"],
    ["2026-Q1", "2025-Q4"],
  ])("before %s is %s", (period, before) => {
    expect(periodBefore(period)).toBe(before);
  });

  test("has a name", () => {
    expect(periodName("2026-Q3")).toBe("2026年第三季度");
  });
});

describe("figures count up to", () => {
  test.each([
    ["before the quarter", "2026-06-30", undefined],
    ["its first day", "2026-07-01", "2026-07-01"],
    ["while it lasts", "2026-08-15", "2026-08-15"],
    ["its last day", "2026-09-30", "2026-09-30"],
    ["after it, what was reviewed since", "2026-12-01", "2026-12-01"],
  ])("%s", (_, today, cutoff) => {
    expect(cutoffOf("2026-Q3", today)).toBe(cutoff);
  });
});
