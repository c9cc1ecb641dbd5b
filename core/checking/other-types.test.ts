import { describe, expect, it } from "vitest";
import { rulebookFrom } from "../../functions/adapters/rulebook/folder.ts";
import { isRulebook } from "../rulebook/rulebook.ts";
import type { Examination } from "./examination.ts";
import { examine } from "./examine.ts";
import { AS_OF, GOOD, NEWS, PLAN, RECORD, SCHEME, SHEET, SUMMARY } from "./fixtures/documents.ts";

const rulebook = rulebookFrom();
if (!isRulebook(rulebook)) throw new Error(JSON.stringify(rulebook.errors));

const check = (text: string, declaredType: string, asOf = AS_OF): Examination =>
  examine({ text, declaredType, asOf }, rulebook);
/** What the rules alone say: nothing looks second. */
const ruled = (text: string, declaredType: string): Examination =>
  examine({ text, declaredType, asOf: AS_OF }, rulebook, null);
const codes = (examination: Examination, severity?: string): string[] =>
  examination.findings
    .filter((one) => !severity || one.severity === severity)
    .map((one) => `${one.code}/${one.element}`);

describe("other types", () => {
  it("takes the delegate for the host", () => {
    const text = SUMMARY.replace(
      "所党组书记、所长白桦林主持",
      "受所党组书记、所长白桦林委托，所党组副书记柳岸主持",
    );
    expect(check(text, "minutes_summary").people?.host).toBe("柳岸");
  });

  it("does not take a leader who is only read about for the host", () => {
    const text = NEWS.replace("所党组书记、所长白桦林主持会议，", "").replace(
      "会议集中学习了",
      "会议集中学习了习近平总书记主持召开座谈会时的重要讲话和",
    );
    expect(ruled(text, "news_report").elements.host?.state).toBe("missing");
    const examination = check(text, "news_report");
    expect(examination.people?.host).toBeUndefined();
    expect(codes(examination).filter((one) => one.endsWith("/host"))).toHaveLength(1);
  });

  it("does not take another event's place", () => {
    const text = NEWS.replace("在二楼会议室召开", "召开").replace(
      "会议集中学习了",
      "会议传达了在济南召开的全省农业大会精神，集中学习了",
    );
    expect(ruled(text, "news_report").elements.place?.state).toBe("missing");
    expect(check(text, "news_report").elements.place?.evidence).not.toContain("济南");
  });

  it("wants the notice before the session", () => {
    expect(codes(check(SCHEME.replace("2024年4月28日", "2024年5月8日"), "study_scheme"), "error")).toContain(
      "date_inconsistent/issue_date",
    );
  });

  it("wants named texts, not 有关文件精神", () => {
    const examination = check(
      SCHEME.replace("《中华人民共和国种子法》第三章", "学习有关文件精神"),
      "study_scheme",
    );
    expect(examination.elements.content?.state).toBe("weak");
    expect(codes(examination, "error")).toContain("vague_content/content");
  });

  it("finds a plan that speaks of another year", () => {
    const examination = check(PLAN.replace("以习近平", "为做好2023年学习工作，以习近平"), "annual_plan");
    expect(codes(examination, "error")).toContain("date_inconsistent/year");
  });

  it("finds an absence without a reason, a proxy and a late arrival on a sheet", () => {
    expect(codes(check(SHEET.replace("出差，已请假", ""), "attendance_sheet"), "error")).toContain(
      "missing_element/absent_reasons",
    );
    expect(codes(check(SHEET.replace("\t梅岭\t\n", "\t乔木（代）\t\n"), "attendance_sheet"))).toContain(
      "proxy_signature/signatures",
    );
    expect(codes(check(SHEET.replace("\t梅岭\t\n", "\t梅岭\t迟到\n"), "attendance_sheet"))).toContain(
      "late_arrival/signatures",
    );
  });

  it("takes the delegate for the host behind a label as well", () => {
    const text = RECORD.replace("白桦林（党组书记、所长）", "受党组书记白桦林委托，党组副书记柳岸主持");
    expect(check(text, "minutes_record").people?.host).toBe("柳岸");
  });

  it("knows a branch meeting that only relays a centre group's session", () => {
    const text =
      "5月20日，县农科所召开党支部主题党日活动，传达学习县委理论学习中心组学习会议精神。支部书记柳岸主持，全体党员参加。";
    expect(ruled(text, "news_report").type).toBe("other_meeting");
    const examination = check(text, "news_report");
    expect(codes(examination, "error")).toContain("wrong_type/");
    expect(examination.counted).toMatchObject({ counted: false, reason: "wrong_type" });
  });

  it("reads a roster whose cells a converter put one to a line", () => {
    const text =
      "签到表\n会议名称：中心组学习会\n时间：2024年5月6日\n姓名\n职务\n签名\n白桦林\n所长\n白桦林\n柳岸\n副所长\n柳岸\n应到2人，实到2人";
    expect(check(text, "attendance_sheet").people?.attendees).toEqual(["白桦林", "柳岸"]);
  });

  it("answers the same whatever was examined before", () => {
    const alone = GOOD.map(({ type, text }) => check(text, type));
    const again = [...GOOD]
      .reverse()
      .map(({ type, text }) => check(text, type))
      .reverse();
    expect(again).toEqual(alone);
  });

  it("reads traditional script", () => {
    const text =
      "5月6日,縣農科所召開黨組理論學習中心組學習會。黨組書記白樺林主持會議,黨組成員柳岸、梅嶺出席會議。會議集中學習了習近平總書記關于糧食安全的重要論述。會議強調,要抓好落實。";
    const examination = check(text, "news_report");
    expect(examination.elements).toMatchObject({
      host: { state: "ok" },
      attendees: { state: "ok" },
      content: { state: "ok" },
      conclusions: { evidence: expect.stringContaining("會議強調") },
    });
  });

  it("says so when the document is of another type", () => {
    const text =
      "青石县召开防汛工作推进会\n5月6日，青石县防汛工作推进会召开，副县长古渡主持会议并讲话，各乡镇负责人参加会议。会议强调，要压实责任。";
    const examination = check(text, "news_report");
    expect(examination.type).toBe("other_meeting");
    expect(codes(examination, "error")).toEqual(["wrong_type/"]);
    expect(examination.counted?.counted).toBe(false);
  });

  it("claims nothing of a paper of which nobody said what it is, and which looks like none", () => {
    const text = "青石县巡河记录\n河段：竹河下游\n8月4日上午沿河步行六公里，见两处护坡松动，已设警示牌。\n";
    const examination = examine({ text, asOf: AS_OF }, rulebook);
    expect(examination.type).toBe("unknown");
    expect(codes(examination, "error")).toEqual([]);
    expect(codes(examination, "look")).toContain("type_unknown/");
  });

  it("shows a copy of an earlier filing", () => {
    const earlier = {
      id: "四月记录",
      text: RECORD.replace("2024年5月6日（星期一）", "2024年4月8日（星期一）"),
    };
    const examination = examine(
      { text: RECORD, declaredType: "minutes_record", asOf: AS_OF, against: [earlier] },
      rulebook,
    );
    expect(examination.findings.find((one) => one.code === "near_duplicate")).toMatchObject({
      severity: "error",
      message: expect.stringContaining("四月记录"),
    });
    const other = examine(
      { text: RECORD, declaredType: "minutes_record", asOf: AS_OF, against: [{ id: "纪要", text: PLAN }] },
      rulebook,
    );
    expect(codes(other)).not.toContain("near_duplicate/");
  });

  it("does not take a sign-in sheet for a copy of the last one, which the same people signed", () => {
    const sheet = (date: string, topic: string) =>
      `理论学习中心组学习签到表\n时间：${date}\n地点：二楼会议室\n学习主题：${topic}\n序号\t姓名\t职务\t签到\n1\t柳岸\t党组书记、所长\t柳岸\n2\t梅岭\t党组成员、副所长\t梅岭\n3\t乔木\t党组成员、总工程师\t乔木\n应到3人，实到3人，请假0人。\n考勤人：白桦`;
    const examination = examine(
      {
        text: sheet("2024年5月6日", "粮食安全"),
        declaredType: "attendance_sheet",
        asOf: AS_OF,
        against: [{ id: "四月签到表", text: sheet("2024年4月8日", "种业振兴") }],
      },
      rulebook,
    );
    expect(examination.type).toBe("attendance_sheet");
    expect(codes(examination)).not.toContain("near_duplicate/");
  });

  it.each(["", "   \n ", "hello world, nothing Chinese here", "\ufffd\ufffd\ufffd学\ufffd习\ufffd\ufffd"])(
    "calls %j unreadable",
    (text) => {
      const examination = check(text, "minutes_record");
      expect(codes(examination, "error")).toEqual(["text_unreadable/"]);
      expect(examination.elements.host?.state).toBe("unreadable");
    },
  );
});
