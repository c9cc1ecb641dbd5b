import { describe, expect, it } from "vitest";
import { read } from "../read.ts";
import { isCsv, parseCsv } from "./csv.ts";

describe("comma-separated values", () => {
  it("become lines of cells", async () => {
    const file = '\ufeff姓名,签到,备注\r\n陆一鸣,08:51,"迟到,\n已说明"\r\n何田田,,请假\r\n';
    const result = await read(new TextEncoder().encode(file));
    expect(result).toMatchObject({
      outcome: "text",
      format: "csv",
      text: "姓名\t签到\t备注\n陆一鸣\t08:51\t迟到, 已说明\n何田田\t\t请假",
    });
  });

  it("are refused with more fields than a paper can have", async () => {
    const file = `a,b,c\na,b,c\n${"x,".repeat(100_000)}\n`;
    expect(await read(new TextEncoder().encode(file))).toMatchObject({ format: "csv", reason: "too_large" });
  });

  it("keep doubled quotes as one", () => {
    expect(parseCsv('a,"说""到"""\n')).toEqual([["a", '说"到"']]);
  });

  it.each([
    ["a sign-in export", "会议,学习会\n姓名,职务,状态\n甲,书记,正常\n乙,委员,请假", true],
    ["two columns throughout", "姓名,签到\n甲,到\n乙,到", true],
    ["minutes with commas for ，", "时间: 5月6日\n甲说,先学,再做。\n乙说,要查,要改。", false],
    ["English sentences", "We met, talked, and left\nWe came, again, today", false],
    ["one line", "甲,乙,丙", false],
    ["a quotation that never ends", '甲,"乙,丙\n丁,戊,己', false],
  ])("are told from prose: %s", (_, text, expected) => {
    expect(isCsv(text)).toBe(expected);
  });
});
