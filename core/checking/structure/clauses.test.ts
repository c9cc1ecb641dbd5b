import { expect, test } from "vitest";
import { clausesOf } from "./clauses.ts";
import { entitiesIn } from "./entities.ts";

const said = (text: string): Array<[string, string, boolean]> =>
  clausesOf(text).map(({ start, end, label, ownLabel }) => [text.slice(start, end).trim(), label, ownLabel]);

test("labels are known in every dress", () => {
  expect(said("主 持 人:沐晨  记录:乔木")).toEqual([
    ["主 持 人:沐晨", "主持人", true],
    ["记录:乔木", "记录", true],
  ]);
  expect(said("【时间】2025年3月1日")).toEqual([["【时间】2025年3月1日", "时间", true]]);
});

test("cells know the cell before, lines the line before and the heading above", () => {
  const text = "一、基本情况\n地点\t三楼会议室\n主持人\n沐晨";
  const clauses = clausesOf(text);
  expect(clauses.map(({ cellBefore, lineBefore, heading }) => [cellBefore, lineBefore, heading])).toEqual([
    ["", "", "一、基本情况"],
    ["", "一、基本情况", "一、基本情况"],
    ["地点", "一、基本情况", "一、基本情况"],
    ["", "地点\t三楼会议室", "一、基本情况"],
    ["", "主持人", "一、基本情况"],
  ]);
});

test("prose is cut at its commas, and each clause carries the label of its line", () => {
  expect(said("小结:一是补台账,二是六月底前销号。")).toEqual([
    ["小结:一是补台账,", "小结", true],
    ["二是六月底前销号。", "小结", false],
  ]);
});

test("things are recognised once, and each stands as one letter", () => {
  const [clause] = clausesOf("2025年3月1日下午(沐晨)在三楼会议室领学《种子法》共12条");
  expect(clause?.tagged).toBe("ⒹⓉ(Ⓟ)在Ⓛ领学Ⓑ共Ⓝ");
  const kinds = (text: string, roster: string[] = []): string =>
    entitiesIn(text, roster)
      .map(({ kind, start, end }) => `${kind}${text.slice(start, end)}`)
      .join(" ");
  expect(kinds("主持人:党组书记欧阳明")).toContain("P欧阳明");
  expect(kinds("出席:沐晨、亢福、那日苏")).toContain("P那日苏");
  expect(kinds("念青赶到现场", ["念青"])).toContain("P念青");
  expect(kinds("地点:____  时间:20XX年")).toContain("X____");
});

test("a hundred thousand characters are cut in a moment, and only beginning and end are kept", () => {
  expect(clausesOf("沐晨说,水渠要修。\n".repeat(9_000)).length).toBeLessThanOrEqual(700);
});
