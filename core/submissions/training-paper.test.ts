import { expect, test } from "vitest";
import type { ElementState, Examination, Finding } from "../checking/examination.ts";
import type { Overruling } from "./overruling-record.ts";
import { type CorrectedDocument, trainingPaper } from "./training-paper.ts";

const TEXT = "青禾农场学习记录\n本次由梁月牵头。\n地点：\n时间：八月某日";
const element = (state: ElementState, words = "") => {
  const start = words ? TEXT.indexOf(words) : 0;
  return { state, evidence: words, start, end: start + words.length };
};
const finding = (code: string, on: string, severity: Finding["severity"] = "error"): Finding => ({
  code,
  severity,
  element: on,
  evidence: "",
  start: 0,
  end: 0,
  message: code,
  rule: `minutes_record.${on}`,
  source: "",
  suggestion: "",
});
const FINDINGS = [
  finding("missing_element", "host"),
  finding("label_blank", "place"),
  finding("vague_content", "time"),
];
const EXAMINATION: Examination = {
  type: "minutes_record",
  declaredType: "minutes_record",
  elements: {
    topic: element("ok", "学习记录"),
    host: element("missing"),
    place: element("label_blank", "地点："),
    time: element("weak", "八月某日"),
    recorder: element("unsure"),
  },
  findings: FINDINGS,
  rulebook: "1",
};
const overruling = (place: number, more: Partial<Overruling> = {}): [number, Overruling] => [
  place,
  {
    id: `ovr_${place}`,
    revision: 1,
    finding: { ...(FINDINGS[place] ?? finding("none", "")), place },
    reason: "写明了",
    rulebook: "1",
    by: "user_shi",
    at: "2026-08-02T01:00:00.000Z",
    ...more,
  },
];
const start = TEXT.indexOf("梁月");
const words = { start, end: start + 2, text: "梁月" };
const taught = (overrulings: [number, Overruling][], more: Partial<CorrectedDocument> = {}) =>
  trainingPaper({
    revision: 1,
    text: TEXT,
    examination: EXAMINATION,
    overrulings: new Map(overrulings),
    asOf: "2026-08-01",
    ...more,
  });

test("an element said missing stands where the reviewer has marked it; what still stands is expected", () => {
  const paper = taught([overruling(0, { words })]);
  expect(paper).toMatchObject({ type: "minutes_record", asOf: "2026-08-01", verdict: "return" });
  expect(paper?.marks.map((mark) => [mark.element, mark.nature, TEXT.slice(mark.start, mark.end)])).toEqual([
    ["topic", "sound", "学习记录"],
    ["host", "sound", "梁月"],
    ["place", "blank", "地点："],
    ["time", "faulty", "八月某日"],
  ]);
  expect(paper?.expected).toEqual([
    { code: "label_blank", element: "place", severity: "error" },
    { code: "vague_content", element: "time", severity: "error" },
    { code: "unsure_element", element: "recorder", severity: "warning" },
  ]);
});

test("words that were wrongly called weak are sound", () => {
  const paper = taught([overruling(2)]);
  expect(paper?.marks.find((mark) => mark.element === "time")).toMatchObject({ nature: "sound" });
  expect(paper?.expected.map(({ code }) => code)).not.toContain("vague_content");
});

test("present, but nobody has said where: neither marked nor absent", () => {
  const paper = taught([overruling(1), overruling(2)]);
  expect(paper?.marks.some((mark) => mark.element === "place")).toBe(false);
  expect(paper?.expected).toContainEqual({ code: "unsure_element", element: "place", severity: "warning" });
  expect(taught([overruling(0)])).toBeUndefined();
});

test("words of another revision are not looked for in this one", () => {
  const paper = taught([overruling(0, { words }), overruling(2)], { revision: 2 });
  expect(paper?.marks.some((mark) => mark.element === "host")).toBe(false);
});

test("a type wrongly called wrong is the one that was declared; without a type nothing is taught", () => {
  const wrong = { ...finding("wrong_type", ""), place: 0 };
  const examination = { ...EXAMINATION, type: "minutes_summary", findings: [wrong] };
  expect(taught([overruling(0, { finding: wrong })], { examination })?.type).toBe("minutes_record");
  expect(taught([overruling(2)], { examination: { ...EXAMINATION, type: "unknown" } })).toBeUndefined();
});
