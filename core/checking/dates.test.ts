import { describe, expect, it } from "vitest";
import { normalize } from "../text/normalize.ts";
import { datesIn, iso } from "./dates.ts";

const first = (text: string) => datesIn(normalize(text).text)[0];
const problems = (text: string): string[] =>
  datesIn(normalize(text).text).flatMap((date) => date.problems.map((one) => one.code));

describe("dates", () => {
  it.each([
    "2024年3月15日",
    "2024年3月15日（星期五）下午2:30—5:10",
    "二〇二四年三月十五日",
    "二○二四年三月十五日",
    "二O二四年三月十五日",
    "2024.3.15",
    "2024.03.15",
    "2024-03-15",
    "2024/3/15 08:51",
    "２０２４年３月１５日",
    "2024年3月15日上午九时",
  ])("reads %s", (text) => {
    const date = first(text);
    expect(date && iso(date)).toBe("2024-03-15");
    expect(problems(text)).toEqual([]);
  });

  it("reads month and day without a year, also glued to a page's clock", () => {
    expect(first("11月18日下午")).toMatchObject({ month: 11, day: 18, year: undefined });
    expect(datesIn("2022-12-09 16:21:5912月8日,举行").at(-1)).toMatchObject({ month: 12, day: 8 });
  });

  it.each([
    ["2024年2月30日", "date_invalid"],
    ["2023年2月29日", "date_invalid"],
    ["2024年13月1日", "date_invalid"],
    ["2024年3月15日上午8:60", "date_invalid"],
    ["2024年3月15日25时", "date_invalid"],
    ["2024年3月15日（星期三）", "weekday_mismatch"],
    ["47日下午召开", "date_invalid"],
  ])("%s is %s", (text, code) => expect(problems(text)).toContain(code));

  it("accepts 下午13:30 and a leap day", () => {
    expect(problems("2024年2月29日下午13:30")).toEqual([]);
  });

  it("reads 元月, 廿, and a weekday that stands before the date", () => {
    expect(first("元月十三日上午")).toMatchObject({ month: 1, day: 13 });
    expect(first("三月廿六日")).toMatchObject({ month: 3, day: 26 });
    expect(problems("星期三（2024年3月15日）下午")).toEqual(["weekday_mismatch"]);
    expect(problems("星期五（2024年3月15日）下午")).toEqual([]);
    expect(problems("每周一（2024年3月15日）")).toEqual([]);
  });
});
