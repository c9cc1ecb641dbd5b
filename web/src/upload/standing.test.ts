import { expect, test } from "vitest";
import type { ElementLine, Finding } from "../examination/shapes.ts";
import type { Precheck } from "./precheck.ts";
import { isReady, standingOf } from "./standing.ts";

const host: ElementLine = {
  id: "host",
  name: "主持人",
  severity: "error",
  state: "ok",
  evidence: "梁月",
  start: 4,
  end: 6,
};
const finding = (severity: Finding["severity"], element = ""): Finding => ({
  code: "any",
  severity,
  element,
  evidence: "",
  start: 0,
  end: 0,
  message: "…",
  rule: "r",
});
const checked = (more: Partial<Extract<Precheck, { outcome: "text" }>> = {}): Precheck => ({
  outcome: "text",
  documentType: "minutes_record",
  typeName: "会议记录",
  text: "主持人：梁月",
  elements: [host],
  findings: [],
  ...more,
});

test("everything found and sure: complete", () => {
  expect(standingOf(checked())).toEqual({ kind: "good", head: "必备要素齐全，可以发送" });
  expect(standingOf(checked({ findings: [finding("warning")] })).head).toContain("另有 1 条建议");
});

test("anything to look at: never complete, and still to be sent", () => {
  const unsure = checked({ elements: [{ ...host, state: "unsure" }] });
  expect(standingOf(unsure)).toEqual({ kind: "look", head: "尚有 1 处请核对" });
  const told = checked({ elements: [{ ...host, state: "unsure" }], findings: [finding("look", "host")] });
  expect(standingOf(told)).toEqual({ kind: "look", head: "尚有 1 处请核对" });
  expect(isReady(told)).toBe(true);
});

test("a type that is not known is asked for, and nothing is complete", () => {
  const unknown = checked({ documentType: "unknown", elements: [] });
  expect(standingOf(unknown, false)).toEqual({
    kind: "unknown",
    head: "没有认出这是哪类材料，请先选择材料类型",
  });
  expect(standingOf(unknown, true).head).toContain("请核对所选类型");
  expect(standingOf(unknown).head).toContain("是否选对了文件");
  expect(isReady(unknown)).toBe(false);
});

test("an error comes before all else, and only it is sent back", () => {
  const both = checked({ findings: [finding("error", "place"), finding("look", "host"), finding("look")] });
  expect(standingOf(both)).toEqual({ kind: "error", head: "还有 1 处必须改正，另有 2 处请核对" });
  expect(isReady(both)).toBe(false);
  expect(standingOf({ outcome: "refused", reason: "encrypted", message: "文件已加密" }).kind).toBe("error");
  expect(standingOf({ outcome: "unavailable", message: "没能检查" }).kind).toBe("unavailable");
});
