import { describe, expect, it } from "vitest";
import { rulebookFrom } from "../../../functions/adapters/rulebook/folder.ts";
import { isRulebook } from "../../rulebook/rulebook.ts";
import { examine } from "../examine.ts";
import { NEWS, RECORD, SCHEME, SHEET, SUMMARY } from "../fixtures/documents.ts";
import { type CheckedDocument, crossCheck } from "./cross-check.ts";

const rulebook = rulebookFrom();
if (!isRulebook(rulebook)) throw new Error(JSON.stringify(rulebook.errors));

const LEAVE = `请假条
白桦林同志：
因赴省城参加培训，不能参加2024年5月6日党组理论学习中心组学习，特请假一天，会后补课。
请假人：程远
2024年5月3日
领导签字：白桦林
`;
const MAKEUP = `补课记录
补课人：程远
缺课场次：2024年5月6日
补课时间：2024年5月13日
补课方式：自学
补课内容：《中华人民共和国种子法》
体会：门店台账要逐件补齐。
学习秘书：乔木
`;
const paperBy = (author: string): string => `守住种子这条线
——在中心组学习会上的研讨发言
农科所党组成员 ${author}
2024年5月6日
我学习了《中华人民共和国种子法》。我体会到，种子是粮食的根。我分管的抽检去年有三批不合格。下一步，我打算六月底前补齐台账。
`;
const NOTICE = `整改通知书
青石县农科所党组：
发现以下问题：
1.请假人员没有注明原因；
2.两名成员的学习笔记停在三月。
请于2024年6月28日前将整改情况报县委宣传部。
中共青石县委宣传部
2024年6月11日
`;
const REPORT = `关于中心组学习问题整改情况的报告
县委宣传部：
收到6月11日的通知后，现报告如下：
问题一：请假人员没有注明原因。
整改措施：修订请假单。责任人：柳岸 完成时限：6月20日
整改结果：已完成。
问题二：两名成员的学习笔记停在三月。
整改措施：按月收交。责任人：乔木 完成时限：6月25日
整改结果：已完成。
青石县农科所党组
2024年6月26日
`;

const ROSTER = ["白桦林", "柳岸", "梅岭", "陶然", "程远"];
const SIGNED = SHEET.replace("4\t程远", "4\t陶然\t党组成员\t陶然\t\n5\t程远").replace(
  "应到4人，实到3人",
  "应到5人，实到4人",
);
const SESSION: ReadonlyArray<[string, string]> = [
  ["study_scheme", SCHEME],
  ["minutes_record", RECORD],
  ["minutes_summary", SUMMARY],
  ["news_report", NEWS],
  ["attendance_sheet", SIGNED],
  ["leave_request", LEAVE],
  ["makeup_record", MAKEUP],
  ["discussion_paper", paperBy("梅岭")],
  ["discussion_paper", paperBy("陶然")],
];
const examined = (papers: ReadonlyArray<[string, string]>): CheckedDocument[] =>
  papers.map(([type, text], at) => ({
    id: `${type}-${at}`,
    type,
    text,
    examination: examine({ text, declaredType: type, asOf: "2024-06-30" }, rulebook),
  }));
const told = (papers: ReadonlyArray<[string, string]>): string[] =>
  crossCheck({ papers: examined(papers), roster: ROSTER }, rulebook).map(
    (one) => `${one.rule.replace("across.", "")}/${one.element}`,
  );
/** The session with one paper changed. */
const spoiled = (type: string, from: string, to: string): string[] => {
  expect(SESSION.some(([one, text]) => one === type && text.includes(from))).toBe(true);
  return told(SESSION.map(([one, text]) => [one, one === type ? text.replace(from, to) : text]));
};

describe("the papers of one session", () => {
  it("that tell the same story raise nothing", () => {
    expect(told(SESSION)).toEqual([]);
    expect(told([])).toEqual([]);
    expect(told([["minutes_record", RECORD]])).toEqual(["absent_asked_leave/absentees"]);
  });

  it.each([
    ["study_scheme", "2024年4月28日", "2024年5月8日", ["scheme_before/issue_date"]],
    ["study_scheme", "2024年5月6日（星期一）", "2024年5月7日", ["date_agree/time"]],
    ["attendance_sheet", "2024年5月6日", "2024年5月8日", ["date_agree/time"]],
    ["leave_request", "2024年5月6日", "2024年5月9日", ["date_agree/session"]],
    ["attendance_sheet", "陶然\t党组成员\t陶然", "陶然\t党组成员\t", ["recorded_have_signed/attendees"]],
    [
      "attendance_sheet",
      "5\t程远",
      "6\t骆宾王\t党组成员\t骆宾王\t\n5\t程远",
      ["signed_are_recorded/signatures"],
    ],
    [
      "study_scheme",
      "梅岭、陶然",
      "梅岭、柳岸",
      ["key_speakers_spoke/key_speakers", "speakers_filed_papers/key_speakers"],
    ],
    [
      "study_scheme",
      "五、学习内容：《中华人民共和国种子法》第三章",
      "五、学习内容：《河湖管理办法》",
      ["content_agree/content"],
    ],
    ["news_report", "所长白桦林主持会议", "所长柳岸主持会议", ["news_host/host"]],
    ["makeup_record", "补课时间：2024年5月13日", "补课时间：2024年5月6日", ["makeup_after/time"]],
    ["makeup_record", "补课人：程远", "补课人：陶然", ["makeup_by_absent/person"]],
    [
      "leave_request",
      "请假人：程远",
      "请假人：柳岸",
      ["absent_asked_leave/absentees", "leave_yet_present/applicant"],
    ],
  ])("%s: %s → %s", (type, from, to, expected) => {
    expect([...new Set(spoiled(type, from, to))].sort()).toEqual(expected);
  });

  it("wants a paper of every member where speakers are drawn by lot", () => {
    const rules = spoiled("study_scheme", "八、重点发言人：梅岭、陶然", "八、重点发言人：现场随机抽取");
    expect(rules).toEqual(Array.from({ length: 3 }, () => "drawn_by_lot/key_speakers"));
  });

  it("rests on the words of the paper it is about, and of the one beside it", () => {
    const papers = examined(
      SESSION.map(([type, text]) => [type, text.replace("所长白桦林主持会议", "所长柳岸主持会议")]),
    );
    const [finding] = crossCheck({ papers, roster: ROSTER }, rulebook);
    expect(finding).toMatchObject({
      code: "contradicts_news",
      severity: "error",
      message: expect.stringContaining("柳岸"),
    });
    for (const one of [finding, finding?.beside])
      expect(papers.find(({ id }) => id === one?.paper)?.text?.slice(one?.start, one?.end)).toBe(
        one?.evidence,
      );
  });
});

describe("a notice and its report", () => {
  const rectification = (report: string): string[] =>
    told([
      ["rectification_notice", NOTICE],
      ["rectification_report", report],
    ]);

  it("agree when every issue is taken up", () => {
    expect(rectification(REPORT)).toEqual([]);
  });

  it("do not when one is left out", () => {
    const half = REPORT.slice(0, REPORT.indexOf("问题二")) + REPORT.slice(REPORT.indexOf("青石县农科所党组"));
    expect(rectification(half)).toEqual(["rectify_complete/issues"]);
  });
});
