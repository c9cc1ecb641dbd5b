import { describe, expect, it } from "vitest";
import { rulebookFrom } from "../../functions/adapters/rulebook/folder.ts";
import { isRulebook } from "../rulebook/rulebook.ts";
import type { Examination } from "./examination.ts";
import { examine } from "./examine.ts";
import { AS_OF, GOOD, RECORD } from "./fixtures/documents.ts";

const rulebook = rulebookFrom();
if (!isRulebook(rulebook)) throw new Error(JSON.stringify(rulebook.errors));

const check = (text: string, declaredType: string, asOf = AS_OF): Examination =>
  examine({ text, declaredType, asOf }, rulebook);
const codes = (examination: Examination, severity?: string): string[] =>
  examination.findings
    .filter((one) => !severity || one.severity === severity)
    .map((one) => `${one.code}/${one.element}`);

describe("a good document", () => {
  it.each(GOOD)("$type is recognised and has no finding of severity error", ({ type, text }) => {
    const examination = check(text, type);
    expect(examination.type).toBe(type);
    expect(codes(examination, "error")).toEqual([]);
    expect(examine({ text, asOf: AS_OF }, rulebook).type).toBe(type);
  });

  it.each(GOOD)("$type rests every word of evidence on the original text", ({ type, text }) => {
    const examination = check(text, type);
    for (const { evidence, start, end } of [...Object.values(examination.elements), ...examination.findings])
      expect(text.slice(start, end)).toBe(evidence);
  });
});

describe("a record", () => {
  const spoiled = (from: string, to: string): Examination => {
    expect(RECORD).toContain(from);
    return check(RECORD.replace(from, to), "minutes_record");
  };

  it("tells of the session: day, host, people, depth, and that it counts", () => {
    const { effectiveDate, people, discussion, counted } = check(RECORD, "minutes_record");
    expect(effectiveDate).toBe("2024-05-06");
    expect(people).toEqual({
      host: "白桦林",
      attendees: ["白桦林", "柳岸", "梅岭", "陶然"],
      speakers: ["梅岭", "陶然"],
    });
    expect(discussion).toBe("D3");
    expect(counted).toEqual({ counted: true });
  });

  it("returns a label with nothing behind it, naming the line", () => {
    const examination = spoiled("农科所二楼会议室", "____________");
    expect(examination.elements.place?.state).toBe("label_blank");
    expect(examination.findings.find((one) => one.element === "place")).toMatchObject({
      code: "label_blank",
      severity: "error",
      message: expect.stringContaining("第3行"),
    });
  });

  it("takes no known label for the value of the label above", () => {
    expect(spoiled("白桦林（党组书记、所长）", "").elements.host?.state).toBe("label_blank");
  });

  it("finds the value on the next line, where a table was flattened", () => {
    expect(spoiled("主 持 人：白桦林（党组书记、所长）", "主持人\n白桦林").elements.host).toMatchObject({
      state: "ok",
      evidence: expect.stringContaining("白桦林"),
    });
  });

  it.each([
    ["农科所二楼会议室", "另行通知", "place"],
    ["白桦林（党组书记、所长）", "某某同志", "host"],
    ["白桦林、柳岸、梅岭、陶然", "张三、李四、王五", "attendees"],
    ["2024年5月6日（星期一）下午2:30—5:00", "2024年X月X日", "time"],
    ["记 录 人：乔木", "记 录 人：****", "recorder"],
  ])("%s → %s is a placeholder", (from, to, element) => {
    const examination = spoiled(from, to);
    expect(examination.elements[element]?.state).toBe("placeholder");
    expect(codes(examination, "error")).toContain(`placeholder/${element}`);
  });

  it.each([
    ["2024年5月6日（星期一）下午2:30—5:00", "2024年2月30日", "date_invalid"],
    ["2024年5月6日（星期一）下午2:30—5:00", "2024年5月6日（星期一）上午8:60", "date_invalid"],
    ["2024年5月6日（星期一）", "2024年5月6日（星期三）", "weekday_mismatch"],
    ["2024年5月6日（星期一）", "2024年7月6日", "date_future"],
  ])("%s → %s: %s", (from, to, code) => {
    const examination = spoiled(from, to);
    expect(examination.elements.time?.state).toBe("invalid");
    expect(codes(examination, "error")).toContain(`${code}/time`);
  });

  it("counts heads", () => {
    expect(codes(spoiled("实到人数：4人", "实到人数：3人"))).toContain("count_mismatch/attendees");
    expect(codes(spoiled("缺    席：程远", "缺    席：柳岸"))).toContain("absent_but_present/absentees");
    expect(codes(spoiled("陶然：河口镇", "骆宾王：河口镇"))).toContain("speaker_not_attending/speakers");
  });

  it("accepts a filled form of absence", () => {
    expect(spoiled("程远（赴省城参加培训，已请假）", "无").elements.absentees?.state).toBe("ok");
  });

  it("does not count a relay of documents as study", () => {
    const text = `农科所党组理论学习中心组学习记录
时间：2024年5月6日
地点：会议室
主持人：白桦林
参加人员：白桦林、柳岸、梅岭
记录人：乔木
会议议程：
一、传达全县防汛工作电视电话会议精神；
二、传达县政府办《关于做好夏收工作的通知》；
三、通报四月份考勤情况。
会议要求，各科室抓好落实。
`;
    const examination = check(text, "minutes_record");
    expect(examination.counted).toMatchObject({ counted: false, reason: "relay_only" });
    expect(examination.counted?.evidence?.text).toContain("传达全县防汛工作");
    // A person decides; the paper is not sent back for it.
    expect(codes(examination, "warning")).toEqual(
      expect.arrayContaining(["relay_only/content", "no_discussion/speakers"]),
    );
    expect(codes(examination, "error")).toEqual([]);
  });

  it("returns set phrases instead of a discussion", () => {
    const from = RECORD.slice(RECORD.indexOf("梅岭：去年"), RECORD.indexOf("三、组长小结"));
    const examination = spoiled(from, "与会人员围绕主题进行了热烈讨论，大家一致认为要提高认识。\n");
    expect(examination.discussion).toBe("D1");
    expect(codes(examination, "error")).toContain("boilerplate_discussion/discussion");
  });
});
