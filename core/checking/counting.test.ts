import { describe, expect, it } from "vitest";
import { rulebookFrom } from "../../functions/adapters/rulebook/folder.ts";
import { isRulebook } from "../rulebook/rulebook.ts";
import type { Examination } from "./examination.ts";
import { examine } from "./examine.ts";

const rulebook = rulebookFrom();
if (!isRulebook(rulebook)) throw new Error(JSON.stringify(rulebook.errors));

const check = (text: string, declaredType: string): Examination =>
  examine({ text, declaredType, asOf: "2025-06-30" }, rulebook);
const SPEECHES =
  "裴小舟：北山渠去年冬天垮了两处，我下周带人去看，月底前补上。\n凌霜：南坪泵站有三台机组带病运行，建议先换一台。\n";
const body = (rest: string): string => `时间：2025年4月9日下午
地点：二楼会议室
主持人：祝长河
出席：祝长河、裴小舟、凌霜、陈望川
缺席：无
记录人：蒋念
${rest}`;
const record = (title: string, rest = `学习内容：《水库大坝安全管理条例》\n${SPEECHES}`): Examination =>
  check(`${title}\n${body(rest)}`, "minutes_record");
const severities = ({ findings }: Examination, code: string): string[] =>
  findings.filter((one) => one.code === code).map(({ severity }) => severity);

describe("whose session it was", () => {
  it.each([
    "机关第三党支部学习记录",
    "局团委青年理论学习小组学习记录",
    "七月主题党日活动记录",
    "三会一课记录",
    "全体干部职工学习记录",
    "水务局党组民主生活会记录",
    "学院党政联席会议记录",
    "云溪县委常委会会议记录",
    "水务局党组会议记录",
    "检验科业务学习记录",
  ])("%s is no session of the group and never counts", (title) => {
    const examination = record(title);
    expect(severities(examination, "wrong_type")).toEqual(["error"]);
    expect(examination.counted).toMatchObject({ counted: false, reason: "wrong_type" });
  });

  it.each([
    "水务局党组会议暨中心组学习记录",
    "云溪县委理论学习中心组扩大学习会记录",
    "两局党组理论学习中心组联合学习记录",
    "水务局党组学习会记录",
    "集团党委理论中心组（扩大）学习记录",
    "学院党委理论学习中心组读书班记录",
    "水务局党组理论学习中心组学习（邀请四个支部书记列席）记录",
    "街道党工委集中学习研讨会记录",
  ])("%s is the group's own", (title) => {
    const examination = record(title);
    expect(severities(examination, "wrong_type")).toEqual([]);
    expect(examination.counted).toEqual({ counted: true });
  });

  it("asks where the group stands nowhere, and leaves the counting open", () => {
    const examination = record("碰头学习记录");
    expect(severities(examination, "wrong_type")).toEqual(["look"]);
    expect(examination.counted).toBeUndefined();
  });

  it("knows a branch that relays what the group studied, and a sheet of a branch", () => {
    const relay = record(
      "学习记录",
      "机关党支部传达学习县委理论学习中心组第三次学习会精神。\n裴小舟：渠垮了两处。\n",
    );
    expect(relay.counted?.counted).not.toBe(true);
    expect(severities(relay, "wrong_type")).not.toEqual([]);
    const sheet =
      "签到表\n会议：水务局党支部支委会\n时间：2025年6月5日\n姓名\t职务\t签到\n凌霜\t书记\t凌霜\n仓央\t委员\t仓央\n";
    expect(severities(check(sheet, "attendance_sheet"), "wrong_type")).toEqual(["error"]);
  });

  it("does not take a post in the text for the event: 工会主席, 人大常委会", () => {
    const text =
      "6月5日，县人大常委会党组理论学习中心组召开学习会，党组书记祝长河主持，工会主席凌霜、支部书记仓央参加。会议学习了《监督法》。凌霜、仓央作了交流发言。（青禾）";
    expect(severities(check(text, "news_report"), "wrong_type")).toEqual([]);
  });

  it("says so where a paper holds two sessions", () => {
    const one = body(`学习内容：《水法》\n${SPEECHES}`);
    const two = one.replace("4月9日", "5月14日").replace("《水法》", "《防洪法》");
    const examination = check(`水务局党组理论学习中心组学习记录\n${one}${two}`, "minutes_record");
    expect(severities(examination, "several_sessions")).toEqual(["look"]);
    expect(severities(record("水务局党组理论学习中心组学习记录"), "several_sessions")).toEqual([]);
  });
});

describe("a session that does not count", () => {
  const TITLE = "水务局党组理论学习中心组学习记录";

  it.each([
    ["relay_only", "一、传达全县防汛会议精神；\n二、通报四月份考勤情况。\n"],
    ["reading_only", "观看专题片《守护江河》；领读《防洪法》原文第一章。\n"],
    ["business_meeting", "学习了《防洪法》。\n研究泵站维修经费。\n"],
  ])("%s is proposed with its words, and sends no paper back", (reason, rest) => {
    const examination = record(TITLE, rest);
    expect(examination.counted).toMatchObject({
      counted: false,
      reason,
      evidence: { text: expect.any(String) },
    });
    expect(severities(examination, reason)).toEqual(["warning"]);
    expect(
      examination.findings.filter(({ severity }) => severity === "error").map(({ element }) => element),
    ).not.toEqual(expect.arrayContaining(["speakers"]));
  });

  it("is one that was joined with business and had no discussion, however short the study", () => {
    const text = (rest: string) =>
      `水务局党组理论学习中心组学习暨防汛工作推进会纪要\n2025年4月9日，局长祝长河主持会议，党组成员参加。\n${rest}\n会议要求抓好落实。\n水务局党组\n2025年4月10日`;
    const brief = check(
      text(
        "一、会议用十五分钟学习了《防洪法》，大家就去年垮的两处渠讨论了几句。\n二、听取了防汛物资准备情况的汇报。",
      ),
      "minutes_summary",
    );
    expect(brief.counted).toMatchObject({ counted: false, reason: "business_meeting" });
    const full = check(
      text(`一、学习了《防洪法》。\n${SPEECHES}二、听取了防汛物资准备情况的汇报。`),
      "minutes_summary",
    );
    expect(full.counted).toEqual({ counted: true });
  });

  it("never stands beside a discussion that was not seen", () => {
    for (const rest of [
      "学习内容：《防洪法》\n会议要求抓好落实。\n",
      "学习内容：《防洪法》\n邀请专家作专题辅导报告。\n",
    ]) {
      const examination = record(TITLE, rest);
      expect(examination.discussion).toBe("D0");
      expect(examination.counted?.counted).not.toBe(true);
    }
  });
});
