import { describe, expect, it } from "vitest";
import { normalize } from "../../text/normalize.ts";
import { hoursIn, reversed, stretchesIn } from "./hours.ts";

const back = (text: string): boolean[] => stretchesIn(normalize(text).text).map(reversed);

describe("hours", () => {
  it.each([
    "14:30—11:40",
    "15:30开始，14:50结束",
    "下午四点至三点",
    "上午10:30至9:00",
    "下午16:20至15:50",
    "2025年2月27日16:00至2025年2月27日14:30",
  ])("%s runs backwards", (text) => expect(back(text)).toEqual([true]));

  it.each([
    "下午2:30—5:10",
    "8:30—5:00",
    "上午九点至十一点半",
    "下午2:30—17:30",
    "晚上7:00—9:00",
    "9时至11时30分",
    "2025年2月27日9:00至2月27日11:30",
  ])("%s does not", (text) => expect(back(text)).toEqual([false]));

  it("joins no hours of two days", () => expect(back("3月5日16:00至3月6日11:30")).toEqual([]));

  it("joins no two hours that only stand near each other", () => {
    expect(back("14:00签到，会期半天，8:30发车")).toEqual([]);
  });

  it("knows an hour that no clock has", () => {
    expect(hoursIn("25:70").map(({ exists }) => exists)).toEqual([false]);
    expect(hoursIn("23:59").map(({ exists }) => exists)).toEqual([true]);
  });
});
