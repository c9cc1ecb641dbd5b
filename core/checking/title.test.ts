import { describe, expect, it } from "vitest";
import { rulebookFrom } from "../../functions/adapters/rulebook/folder.ts";
import { isRulebook } from "../rulebook/rulebook.ts";
import { examine } from "./examine.ts";
import { AS_OF, GOOD } from "./fixtures/documents.ts";

const rulebook = rulebookFrom();
if (!isRulebook(rulebook)) throw new Error(JSON.stringify(rulebook.errors));

const titleOf = (text: string): string | undefined => examine({ text, asOf: AS_OF }, rulebook).title;
const BODY = "会议集中学习了《中华人民共和国种子法》，柳岸、梅岭作了交流发言。";

describe("a title", () => {
  it.each(GOOD)("of a good $type is one line of it, or two", ({ text }) => {
    const title = titleOf(text) ?? "";
    expect(title.length).toBeGreaterThan(6);
    expect(text.replace(/\n/g, "").startsWith(title)).toBe(true);
  });

  it.each([
    ["a table of two columns", "会议记录\n会议时间\t2024年5月6日\n地点\t二楼会议室", "会议记录"],
    ["a flattened table", "中心组学习会议记录\n会议时间\n2024年5月6日\n主持人\n白桦林", "中心组学习会议记录"],
    [
      "a table of four columns",
      "中心组学习记录表\n时间\t5月6日\t地点\t会议室\n主持人\t白桦林",
      "中心组学习记录表",
    ],
    ["a Markdown table", "中心组学习记录\n| 时间 | 2024年5月6日 |\n| 地点 | 会议室 |", "中心组学习记录"],
    ["padded labels", "签 到 表\n时    间：2024年5月6日\n地    点：会议室", "签到表"],
    ["labels without a colon", "中心组学习记录\n时间  2024年5月6日\n地点  会议室", "中心组学习记录"],
    [
      "an author's line",
      "守住种子这条线——学习体会\n农科所 柳岸\n我认真学习了种子法。",
      "守住种子这条线——学习体会",
    ],
    ["an addressee", "关于召开学习会的通知\n各党组成员：\n定于5月6日学习。", "关于召开学习会的通知"],
  ])("ends before %s", (_what, text, title) => {
    expect(titleOf(text)).toBe(title);
  });

  it.each([
    ["after 党组", "青石县农科所党组\n关于第3次集体学习情况的报告\n县委宣传部：\n正文。"],
    ["inside a name", "青石县农科所党组理论学习中心组\n2024年度学习计划\n一、指导思想\n正文。"],
    ["after 的", "中共青石县农科所党组关于印发\n中心组学习安排的\n通知\n各科室：\n正文。"],
  ])("broken over lines %s is joined", (_what, text) => {
    const heading = text.slice(0, text.search(/\n(?:县委|一、|各科)/));
    expect(titleOf(text)).toBe(heading.replace(/\n/g, ""));
  });

  it.each([
    "农科所：以学促干，守好“粮袋子”！",
    "农科所党组中心组开展集体学习",
    "县农科所举行学习会，研讨种业振兴",
    "縣農科所舉行中心組學習會",
  ])("may be the headline “%s”", (headline) => {
    expect(titleOf(`${headline}\n2024年5月6日，青石县农科所党组召开中心组学习会。${BODY}`)).toBe(headline);
  });

  it("stands below a letterhead, a number and page furniture", () => {
    expect(titleOf(`当前位置：首页 > 要闻\n农科所举行学习会\n5月6日，${BODY}`)).toBe("农科所举行学习会");
    expect(titleOf("青农党〔2024〕8号\n关于召开学习会的通知\n各科室：\n正文。")).toBe("关于召开学习会的通知");
  });

  it("is absent where the text begins with its body", () => {
    expect(titleOf(`5月6日，青石县农科所党组召开中心组学习会。${BODY}`)).toBeUndefined();
    expect(titleOf("时间：2024年5月6日\n主持人：白桦林")).toBeUndefined();
  });
});
