// What is surely wrong goes back; its like that may be right is looked at, or passes. Units and people are invented.
import { describe, expect, it } from "vitest";
import { BUILT_IN, readRuleFiles } from "../../../functions/adapters/rulebook/folder.ts";
import { loadRulebook } from "../../rulebook/load.ts";
import { isRulebook } from "../../rulebook/rulebook.ts";
import { examineAs } from "../examine.ts";

const rulebook = loadRulebook(readRuleFiles(BUILT_IN), {});

function severities(type: string, code: string, text: string, asOf = "2025-12-31"): string[] {
  if (!isRulebook(rulebook)) throw new Error("no rulebook");
  const rule = rulebook.types.get(type);
  if (!rule) throw new Error(type);
  return examineAs(rule, { text, asOf }, rulebook)
    .findings.filter((finding) => finding.code === code)
    .map(({ severity }) => severity);
}

const RECORD = "青石县农科所党组中心组学习记录\n";

describe.each<[string, string, string, string]>([
  [
    "minutes_record",
    "date_invalid",
    `${RECORD}时间：2025年5月6日 14:30—11:40\n`,
    `${RECORD}时间：2025年5月6日 8:30—5:00\n`,
  ],
  [
    "minutes_record",
    "date_inconsistent",
    `${RECORD}时间：2025年5月6日\n内容：5月30日县农业农村局印发的《良种补贴细则》\n`,
    `${RECORD}时间：2025年5月6日\n内容：2025年7月1日起施行的《种子管理办法》\n`,
  ],
  [
    "minutes_record",
    "count_mismatch",
    `${RECORD}| 应到/实到 | 6/5 |\n| 请假 | 无 |\n`,
    `${RECORD}| 应到/实到 | 6/5 |\n| 请假 | 程远（住院） |\n`,
  ],
  [
    "minutes_record",
    "absent_but_present",
    `${RECORD}请假：支明远（陪护住院）\n支明远当场表示，渠月底前修好。\n`,
    `${RECORD}请假：支明远（陪护住院，已向柳岸书记请假）\n柳岸表示，渠月底前修好。\n`,
  ],
  [
    "minutes_summary",
    "count_mismatch",
    "中心组学习纪要\n应到10人，实到9人，有白桦林、柳岸、梅岭、程远、乔木。\n",
    "中心组学习纪要\n应到10人，实到9人，白桦林等参加，程远请假。\n",
  ],
  [
    "attendance_sheet",
    "count_mismatch",
    "签到表\n应到3人，实到3人\n姓名\t职务\t签到\n白桦林\t所长\t白桦林\n柳岸\t副所长\t柳岸\n梅岭\t副所长\t（未签）\n合计",
    "签到表\n应到3人，实到2人\n姓名\t职务\t签到\n白桦林\t所长\t白桦林\n柳岸\t副所长\t柳岸\n梅岭\t副所长\t请假\n合计",
  ],
  [
    "attendance_sheet",
    "proxy_signature",
    "签到表\n姓名|职务|签到\n柳岸|副所长|柳岸（乔木代）\n",
    "签到表\n姓名|职务|签到\n柳岸|副所长|柳岸\n代表：梅岭\n",
  ],
  [
    "news_report",
    "date_inconsistent",
    "2025年5月2日 供稿：农科所 乔木\n5月6日，青石县农科所党组召开中心组学习会。\n",
    "2025年5月8日 供稿：农科所 乔木\n5月6日，青石县农科所党组召开中心组学习会。\n",
  ],
  [
    "study_bulletin",
    "stat_sum_mismatch",
    "学习通报\n集体学习20次、研讨15次，合计40次。\n",
    "学习通报\n集体学习20次、研讨15次，合计35次。\n",
  ],
  [
    "rectification_report",
    "issue_unanswered",
    "整改报告\n存在问题：\n1.缺签到表\n2.记录不全\n3.没有补课\n整改措施：\n1.已改用二维码\n2.已统一格式\n",
    "整改报告\n存在问题：\n1.缺签到表\n2.记录不全\n整改措施：\n1.已改用二维码\n2.已统一格式\n",
  ],
  [
    "annual_summary",
    "unit_inconsistent",
    "青石县农科局党组2025年度学习总结\n全年学习12次。\n临水县商务局党组\n2025年12月20日\n",
    "青石县农科局党组2025年度学习总结\n全年学习12次。\n县农科局党组\n2025年12月20日\n",
  ],
  [
    "minutes_record",
    "placeholder",
    `${RECORD}主持人：«主持人»\n地点：单击或点击此处输入文字\n`,
    `${RECORD}主持人：白桦林\n地点：二楼会议室（请输入密码上楼，密码见群）\n`,
  ],
])("%s: %s", (type, code, wrong, right) => {
  it("goes back", () => expect(severities(type, code, wrong)).toContain("error"));
  it("and its like does not", () => expect(severities(type, code, right)).not.toContain("error"));
});

describe("what is only likely", () => {
  it("is looked at: a weekday of a date without a year, parts that may not be all", () => {
    const weekday = "学习纪要\n时间：5月6日（星期五）\n青石县农科所党组\n2025年5月9日\n";
    expect(severities("minutes_summary", "weekday_mismatch", weekday)).toEqual(["look"]);
    const parts = "学习通报\n共开展集体学习112次，其中研讨89次、辅导报告14次。\n";
    expect(severities("study_bulletin", "stat_sum_mismatch", parts)).toEqual(["look"]);
  });

  it("never makes an ordinary sentence an advertisement, and an advertisement no error", () => {
    const code = "template_site_furniture";
    expect(severities("discussion_paper", code, "发言材料\n扫码枪每层加一只，护士扫码核对腕带。\n")).toEqual(
      [],
    );
    expect(severities("discussion_paper", code, "发言材料\n扫码关注公众号，免费领取更多范文\n")).toEqual([
      "warning",
    ]);
  });

  it("leaves words alone beside which something is said", () => {
    const said = "2025年度学习总结\n存在问题：存在一些不足，如三次学习没有签到表。\n";
    expect(severities("annual_summary", "vague_content", said)).toEqual([]);
  });
});
