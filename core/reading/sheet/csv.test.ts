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

  it("are divided by semicolons or tabs as well", async () => {
    const file = '姓名;职务;状态\n甲;"书记;局长";正常\n乙;委员;请假\n';
    const text = "姓名\t职务\t状态\n甲\t书记;局长\t正常\n乙\t委员\t请假";
    expect(await read(new TextEncoder().encode(file))).toMatchObject({ format: "csv", text });
    const bytes = Uint8Array.from(
      Buffer.from(`\ufeff${file.replaceAll('"书记;局长"', "书记,局长").replaceAll(";", "\t")}`, "utf16le"),
    );
    expect(await read(bytes)).toMatchObject({ format: "csv", text: text.replace("书记;局长", "书记,局长") });
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
    ["semicolons", "姓名;职务;状态\n甲;书记;正常\n乙;委员;请假", true],
    ["tabs, as Excel saves Unicode text", "姓名\t职务\t状态\r\n甲\t书记\t\r\n乙\t委员\t请假", true],
    [
      "minutes with a pair of labels on a line",
      "学习记录\n时间：5月6日\t地点：二楼\n主持人：甲\n议题：乙",
      false,
    ],
    ["a quotation that never ends", '甲,"乙,丙\n丁,戊,己', false],
  ])("are told from prose: %s", (_, text, expected) => {
    expect(isCsv(text)).toBe(expected);
  });
});
