import { describe, expect, test } from "vitest";
import { parseSchedule, type Recurrence } from "./expression.ts";

const at = (text: string) => Date.parse(text);

function accepted(text: string, timezone = "Asia/Shanghai", anchor = 0): Recurrence {
  const parsed = parseSchedule(text, timezone, anchor);
  if ("refusal" in parsed) throw new Error(parsed.refusal.message);
  return parsed.recurrence;
}

describe("due times", () => {
  test.each([
    ["cron(0 9 1 * ? *)", "Asia/Shanghai", "2026-02-01T01:00:00Z"],
    ["cron(0 9 1 * ? *)", "UTC", "2026-02-01T09:00:00Z"],
    ["cron(0/20 8-18 ? * MON-FRI *)", "Asia/Shanghai", "2026-01-15T00:00:00Z"],
    ["cron(30 9 L * ? *)", "Asia/Shanghai", "2026-01-31T01:30:00Z"],
    ["cron(0 9 LW 2 ? *)", "Asia/Shanghai", "2026-02-27T01:00:00Z"],
    ["cron(0 9 15W 2 ? *)", "Asia/Shanghai", "2026-02-16T01:00:00Z"],
    ["cron(0 9 ? * 6L *)", "Asia/Shanghai", "2026-01-30T01:00:00Z"],
    ["cron(0 9 ? * 2#1 *)", "Asia/Shanghai", "2026-02-02T01:00:00Z"],
    ["cron(0 9 ? * L *)", "Asia/Shanghai", "2026-01-17T01:00:00Z"],
    ["cron(0 9 ? * 1 *)", "Asia/Shanghai", "2026-01-18T01:00:00Z"],
    ["cron(0 9 1 1/3 ? *)", "Asia/Shanghai", "2026-04-01T01:00:00Z"],
    ["cron(0 9 29 2 ? *)", "Asia/Shanghai", "2028-02-29T01:00:00Z"],
    ["cron(0 9 1 1 ? 2027-2030)", "Asia/Shanghai", "2027-01-01T01:00:00Z"],
  ])("%s in %s", (text, timezone, next) => {
    const due = accepted(text, timezone).after(at("2026-01-14T23:59:59Z"));
    expect(new Date(due ?? 0).toISOString()).toBe(next.replace("Z", ".000Z"));
  });

  test("the due time itself is the latest, the next one lies after it", () => {
    const monthly = accepted("cron(0 9 1 * ? *)");
    const due = at("2026-02-01T01:00:00Z");
    expect(monthly.latest(due, 0)).toBe(due);
    expect(monthly.latest(due - 1, 0)).toBe(at("2026-01-01T01:00:00Z"));
    expect(monthly.latest(due - 1, at("2026-01-02T00:00:00Z"))).toBeUndefined();
    expect(monthly.after(due)).toBe(at("2026-03-01T01:00:00Z"));
  });

  test("a rate counts from its anchor", () => {
    const rate = accepted("rate(5 minutes)", "UTC", 1000);
    expect(rate.after(1000)).toBe(301_000);
    expect(rate.latest(301_000, 0)).toBe(301_000);
    expect(rate.latest(300_999, 0)).toBeUndefined();
    expect(rate.after(10_000_000)).toBe(10_201_000);
  });
});

describe("refused", () => {
  test.each([
    ["0 9 1 * ? *", "schedule.malformed"],
    ["cron(0 9 1 * ?)", "schedule.malformed"],
    ["rate(0 minutes)", "schedule.malformed"],
    ["rate(5 weeks)", "schedule.malformed"],
    ["cron(0 9 * * * *)", "schedule.day_fields"],
    ["cron(0 9 ? * ? *)", "schedule.day_fields"],
    ["cron(60 9 1 * ? *)", "schedule.field"],
    ["cron(0 24 1 * ? *)", "schedule.field"],
    ["cron(0 9 ? * 8 *)", "schedule.field"],
    ["cron(0 9 ? * 0 *)", "schedule.field"],
    ["cron(0 9 1 13 ? *)", "schedule.field"],
    ["cron(0 9 L-3 * ? *)", "schedule.field"],
    ["cron(0/0 9 1 * ? *)", "schedule.field"],
    ["cron(0 9 1 * ? 1969)", "schedule.field"],
    ["cron(0 9 31 2 ? *)", "schedule.never"],
  ])("%s", (text, code) => {
    expect(parseSchedule(text, "Asia/Shanghai", 0)).toMatchObject({
      refusal: { code, message: expect.stringMatching(/。$/) },
    });
  });

  test("a timezone that does not exist", () => {
    expect(parseSchedule("cron(0 9 1 * ? *)", "Asia/Nowhere", 0)).toMatchObject({
      refusal: { code: "schedule.timezone" },
    });
  });
});
