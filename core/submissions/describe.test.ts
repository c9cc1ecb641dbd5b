import { expect, test } from "vitest";
import { describeEvent } from "./describe.ts";
import type { SubmissionEvent } from "./event.ts";
import { misjudged, object, reason, summary } from "./fixture.ts";
import { recordedEvent } from "./recorded.ts";

type Any = SubmissionEvent;

/** One event of every type with the words its sentence must hold; a type without a row does not compile. */
const SENTENCES: { readonly [E in Any as E["type"]]: readonly [E, string] } = {
  Received: [
    {
      type: "Received",
      jurisdiction: "office",
      unitId: "u",
      period: "2026-Q3",
      linkId: "l",
      fileName: "记录.txt",
      object: object(1),
    },
    "《记录.txt》（2 KB）",
  ],
  Examined: [
    { type: "Examined", revision: 2, examination: summary({ errors: 3, warnings: 1 }), route: "correct" },
    "第2版形式审查完成：错误3项、提醒1项，需要更正",
  ],
  Returned: [
    { type: "Returned", automatic: true, reasons: [reason, reason], due: "2026-07-17" },
    "自动退回，请于2026年7月17日前更正：1. 缺少【地点】 2. 缺少【地点】",
  ],
  Resubmitted: [
    { type: "Resubmitted", fileName: "改.txt", object: { ...object(1), size: 3_500_000 }, answers: [] },
    "《改.txt》（3.3 MB）",
  ],
  TakenOver: [
    { type: "TakenOver", from: "user_1", reason: "领取人出差", until: "2026-07-17" },
    "接手审核：领取人出差",
  ],
  ManualReviewRequested: [{ type: "ManualReviewRequested", note: "见附件" }, "申请人工审核：见附件"],
  SetAside: [
    { type: "SetAside", fileName: "多.txt", object: object(1), why: "not_awaited" },
    "《多.txt》，目前不需要上传，已原样留存",
  ],
  ReviewRequested: [{ type: "ReviewRequested", due: "2026-07-15" }, "应于2026年7月15日前审核"],
  Claimed: [{ type: "Claimed" }, "领取审核"],
  Released: [{ type: "Released" }, "放回"],
  Approved: [{ type: "Approved", note: "材料齐全" }, "审核通过：材料齐全"],
  Overruled: [
    {
      type: "Overruled",
      id: "o1",
      revision: 1,
      finding: misjudged,
      reason: "地点写在附件里",
      rulebook: "2026.1",
    },
    "认定“缺少【地点】”为误判：地点写在附件里（规则minutes_record.place，规则库2026.1）",
  ],
  Reinstated: [
    { type: "Reinstated", overruling: "o1", message: "缺少【地点】" },
    "撤销误判认定，“缺少【地点】”",
  ],
  Rejected: [{ type: "Rejected", reasons: [reason] }, "不予接收：1. 缺少【地点】"],
  Closed: [{ type: "Closed", period: "2026-Q3", counts: false, notCountedReason: "relay_only" }, "不予计入"],
  Divided: [
    {
      type: "Divided",
      revision: 1,
      division: {
        into: [
          { submissionId: "sub_1", fileName: "方案.docx" },
          { submissionId: "sub_2", fileName: "签到.xlsx" },
        ],
        refused: [{ fileName: "录音.mp3", message: "暂不支持音视频文件" }],
      },
    },
    "已拆分为2份，各自审查：《方案.docx》《签到.xlsx》。未接收《录音.mp3》：暂不支持音视频文件",
  ],
  Withdrawn: [{ type: "Withdrawn", why: "lapsed" }, "逾期未更正"],
};

test.each(Object.entries(SENTENCES))("%s reads as a sentence", (_, [event, words]) => {
  expect(describeEvent(event)).toContain(words);
  expect(describeEvent(event)).not.toMatch(/undefined|secretcode|\[object/);
});

test("what is only to be looked at and a type that is not known are told as such, never as faults", () => {
  const told = (more: Parameters<typeof summary>[0]) =>
    describeEvent({ type: "Examined", revision: 1, examination: summary(more), route: "review" });
  expect(told({ looks: 2 })).toContain("形式审查完成：错误0项、请核对2项、提醒0项，转审核员审核");
  expect(told({ documentType: "unknown" })).toContain("材料类型未识别，错误0项、提醒0项");
});

test("a correction that is said to be something else, and words that a reviewer has marked, are told", () => {
  const again = { type: "Resubmitted", fileName: "改.txt", object: object(1), answers: [] } as const;
  expect(describeEvent({ ...again, declaredType: "study_notes" })).toContain("重新选择了材料类型");
  expect(describeEvent(again)).not.toContain("类型");
  const words = { start: 3, end: 7, text: "三楼会议" };
  const overruled = {
    type: "Overruled",
    id: "o",
    revision: 1,
    finding: misjudged,
    reason: "写明了。",
  } as const;
  expect(describeEvent({ ...overruled, words, rulebook: "1" })).toContain("写明了。原文：“三楼会议”（规则");
});

test.each(Object.entries(SENTENCES))("%s is read from the trail as it was recorded", (type, [event]) => {
  expect(recordedEvent.parse(JSON.parse(JSON.stringify(event)))).toEqual(event);
  if (Object.keys(event).length > 1)
    expect(recordedEvent.safeParse({ type }).success).toBe(type === "Approved");
});
