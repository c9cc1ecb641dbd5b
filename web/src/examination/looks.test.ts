import { expect, test } from "vitest";
import { looksOf } from "./looks.ts";
import type { ElementLine, Finding } from "./shapes.ts";

const element = (id: string, state: ElementLine["state"], words = ""): ElementLine => ({
  id,
  name: id,
  severity: "error",
  state,
  evidence: words,
  start: words ? 10 : 0,
  end: words ? 10 + words.length : 0,
});
const finding = (severity: Finding["severity"], on: string, more: Partial<Finding> = {}): Finding => ({
  code: "any",
  severity,
  element: on,
  evidence: "",
  start: 0,
  end: 0,
  message: on,
  rule: "r",
  ...more,
});
const overruled = { id: "ovr_1", reason: "写明了", at: "2026-08-01T00:00:00Z", revision: 1 };

test("an unsure element without a finding is listed with its nearest words", () => {
  const [look] = looksOf([element("主持人", "unsure", "梁月"), element("地点", "ok", "东会议室")], []);
  expect(look).toMatchObject({
    message: "没有认出【主持人】；如已写明可忽略",
    evidence: "梁月",
    start: 10,
    end: 12,
  });
});

test("one that a finding tells of is listed once; one that a reviewer has overruled not at all", () => {
  const elements = [element("host", "unsure"), element("place", "unsure")];
  const findings = [finding("look", "host"), finding("look", "place", { overruled })];
  expect(looksOf(elements, findings)).toEqual([findings[0]]);
});

test("errors and warnings are nothing to look at", () => {
  expect(looksOf([], [finding("error", "host"), finding("warning", "")])).toEqual([]);
});
