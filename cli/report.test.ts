import { expect, test } from "vitest";
import type { ElementResult, Examination, Finding } from "../core/checking/examination.ts";
import { isRulebook } from "../core/rulebook/rulebook.ts";
import { rulebookFrom } from "../functions/adapters/rulebook/folder.ts";
import { report } from "./report.ts";

const rulebook = rulebookFrom();
if (!isRulebook(rulebook)) throw new Error(rulebook.message);

const TEXT = "青禾农场学习记录\n地点：东会议室\n梁月主持了学习。";
const at = (
  words: string,
  state: ElementResult["state"],
  more: Partial<ElementResult> = {},
): ElementResult => {
  const start = TEXT.indexOf(words);
  return { state, evidence: words, start, end: start + words.length, ...more };
};
const finding = (severity: Finding["severity"], element: string, message: string): Finding => ({
  code: "any",
  severity,
  element,
  evidence: "",
  start: 0,
  end: 0,
  message,
  rule: `minutes_record.${element}`,
  source: "",
  suggestion: "请看一看",
});
const look = finding("look", "host", "没有认出【主持人】；如已写明可忽略");
const said = (more: Partial<Examination>) => {
  const examination: Examination = {
    type: "minutes_record",
    elements: {
      place: at("东会议室", "ok", { ground: { by: "label", label: "地点" } }),
      host: at("梁月", "unsure"),
    },
    findings: [],
    rulebook: "1",
    ...more,
  };
  return report("记录.txt", { text: TEXT, examination }, rulebook);
};

test("what is to be looked at is said between errors and warnings, and keeps nobody from sending", () => {
  const text = said({ findings: [finding("warning", "", "可以更好"), look] });
  expect(text).toContain("记录.txt：尚有 1 处请核对，可以报送");
  expect(text.indexOf("? 没有认出")).toBeLessThan(text.indexOf("! 可以更好"));
  expect(said({ findings: [look, finding("error", "time", "缺少【时间】")] })).toContain(
    "1 处须改正，另有 1 处请核对",
  );
});

test("something unsure of which no finding speaks is said all the same, with its candidate", () => {
  const text = said({});
  expect(text).toContain("尚有 1 处请核对");
  expect(text).toMatch(/没有认出【.*主持人.*】，可能是第3行“梁月”；如已写明可忽略/);
  expect(text).not.toContain("✓ 主持");
});

test("a type that is not known is said, and nothing is complete", () => {
  const text = said({ type: "unknown", elements: {} });
  expect(text).toContain("【未识别】记录.txt：没有认出是哪类材料");
  expect(text).not.toContain("齐全");
});

test("why the words of an element were taken stands beside them", () => {
  expect(said({})).toContain("“东会议室”（按标签“地点”）");
});
