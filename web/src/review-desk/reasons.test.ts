import { expect, test } from "vitest";
import type { ElementLine, Finding } from "../examination/shapes.ts";
import {
  reasonOfElement,
  reasonOfFinding,
  reasonOfSelection,
  reasonOfWhole,
  unfinished,
  withReason,
} from "./reasons.ts";

const place: ElementLine = {
  id: "place",
  name: "地点",
  severity: "error",
  state: "label_blank",
  evidence: "地点：",
  start: 20,
  end: 23,
};
const finding: Finding = {
  code: "missing_element",
  severity: "error",
  element: "recorder",
  evidence: "",
  start: 0,
  end: 0,
  message: "缺少【记录人】",
  rule: "minutes_record.recorder",
  suggestion: "请写明记录人全名",
};

test("a reason of an element points at its words and says what is wrong with it", () => {
  expect(reasonOfElement(place)).toEqual({
    code: "reviewer_label_blank",
    message: "【地点】有栏目未填写，请更正",
    element: "place",
    evidence: "地点：",
    start: 20,
    end: 23,
  });
});

test("a finding about something missing has no words, only its element", () => {
  expect(reasonOfFinding(finding)).toEqual({
    code: "missing_element",
    message: "缺少【记录人】",
    element: "recorder",
    rule: "minutes_record.recorder",
    suggestion: "请写明记录人全名",
  });
});

test("what was only to be looked at becomes a reason that says what to do", () => {
  const unsure = {
    ...finding,
    code: "unsure_element",
    severity: "look",
    message: "没有认出【主持人】；如已写明可忽略",
  } as const;
  expect(reasonOfFinding(unsure)).toMatchObject({
    code: "unsure_element",
    message: "【主持人】没有写明，请补写",
  });
  expect(reasonOfElement({ ...place, state: "unsure" }).message).toBe("【地点】没有写明，请补写");
});

test("selected words are taken from the text by their offsets", () => {
  expect(reasonOfSelection("时间：2月30日", 3, 8)).toMatchObject({ evidence: "2月30日", start: 3, end: 8 });
});

test("the same reason is not listed twice", () => {
  const one = withReason([], reasonOfElement(place));
  expect(withReason(one, reasonOfElement(place))).toBe(one);
  expect(withReason(one, reasonOfFinding(finding))).toHaveLength(2);
});

test("no reason, an empty one or one that points at nothing keeps the return back", () => {
  expect(unfinished([])).toContain("至少添加一条理由");
  expect(unfinished([{ ...reasonOfElement(place), message: " " }])).toContain("第1条");
  expect(unfinished([reasonOfElement(place), { code: "reviewer", message: "不好" }])).toContain("第2条");
  expect(unfinished([reasonOfElement(place)])).toBeUndefined();
  expect(unfinished([reasonOfWhole("")])).toContain("第1条");
  expect(unfinished([reasonOfWhole("请重新扫描")])).toBeUndefined();
});
