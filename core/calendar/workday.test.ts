import { describe, expect, test } from "vitest";
import { afterDays, afterWorkdays, dayOf } from "./workday.ts";

describe("days", () => {
  test.each([
    ["2026-02-27", 2, "2026-03-01"],
    ["2028-02-28", 1, "2028-02-29"],
    ["2026-12-31", 1, "2027-01-01"],
    ["2026-03-01", -1, "2026-02-28"],
    ["2026-07-10", 0, "2026-07-10"],
  ])("%s and %d days is %s", (day, days, then) => {
    expect(afterDays(day, days)).toBe(then);
  });
});

/** 国务院办公厅关于2026年部分节假日安排的通知. */
describe("working days of 2026", () => {
  test.each([
    ["over a plain weekend", "2026-07-10", 1, "2026-07-13"],
    ["five days over a weekend", "2026-07-10", 5, "2026-07-17"],
    ["new year, and Sunday 4 January is worked", "2025-12-31", 1, "2026-01-04"],
    ["spring festival: nine days off, Saturday 14 February is worked", "2026-02-13", 1, "2026-02-14"],
    ["spring festival: the first day back is Tuesday 24 February", "2026-02-14", 1, "2026-02-24"],
    ["spring festival: Saturday 28 February is worked", "2026-02-27", 1, "2026-02-28"],
    ["tomb sweeping: Monday 6 April is off", "2026-04-03", 1, "2026-04-07"],
    ["labour day: to 5 May off, Saturday 9 May is worked", "2026-04-30", 4, "2026-05-09"],
    ["dragon boat: Friday 19 June is off", "2026-06-18", 1, "2026-06-22"],
    ["national day: 1 to 7 October off, Saturday 10 October is worked", "2026-09-30", 3, "2026-10-10"],
    ["no day at all", "2026-10-01", 0, "2026-10-01"],
  ])("%s", (_, day, n, then) => {
    expect(afterWorkdays(day, n)).toBe(then);
  });
});

describe("the day an instant falls on", () => {
  test.each([
    ["2026-07-10T15:59:59.999Z", "2026-07-10"],
    ["2026-07-10T16:00:00.000Z", "2026-07-11"],
    ["2026-12-31T16:00:00.000Z", "2027-01-01"],
  ])("in the office %s is %s", (instant, day) => {
    expect(dayOf(instant)).toBe(day);
  });

  test("in another time zone it is that zone's day", () => {
    expect(dayOf("2026-07-10T16:00:00.000Z", "UTC")).toBe("2026-07-10");
  });
});
