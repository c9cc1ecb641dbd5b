import { expect, test } from "vitest";
import type { Finding } from "../examination/shapes.ts";
import { excusedElements, newCommandId, withoutFinding, wordsFor } from "./overruling.ts";
import { reasonOfFinding } from "./reasons.ts";

const finding = (element: string, more: Partial<Finding> = {}): Finding => ({
  code: "missing_element",
  severity: "error",
  element,
  evidence: "",
  start: 0,
  end: 0,
  message: "缺少【学习地点】",
  rule: `minutes_record.${element}`,
  ...more,
});
const overruled = { id: "ovr_1", reason: "写在附件里", at: "2026-07-10T01:00:00.000Z", revision: 1 };

test("an element is excused when nothing else is wrong with it", () => {
  const both = [
    finding("place", { overruled }),
    finding("host", { overruled }),
    finding("host", { code: "placeholder" }),
  ];
  expect([...excusedElements([...both, finding("", { overruled })])]).toEqual(["place"]);
});

test("what is called wrong is no longer among the reasons gathered", () => {
  const place = finding("place");
  const words = finding("host", { start: 3, end: 9, evidence: "主持人：XX" });
  const elsewhere = finding("host", { start: 40, end: 46, evidence: "主持人：XX" });
  const reasons = [place, words, elsewhere].map(reasonOfFinding);
  expect(withoutFinding(reasons, place)).toEqual(reasons.slice(1));
  expect(withoutFinding(reasons, words)).toEqual([reasons[0], reasons[2]]);
});

test("a command's name is one that the service takes, never twice the same", () => {
  const names = new Set(Array.from({ length: 50 }, newCommandId));
  expect(names.size).toBe(50);
  for (const name of names) expect(name).toMatch(/^[\w-]{8,60}$/);
});

test("an element stands where the reviewer has selected it, else where the machine saw something like it", () => {
  const selected = { start: 3, end: 9 };
  const look = finding("host", { severity: "look", start: 20, end: 22 });
  expect(wordsFor(look, selected)).toEqual(selected);
  expect(wordsFor(look, undefined)).toEqual({ start: 20, end: 22 });
  expect(wordsFor(finding("host", { start: 20, end: 22 }), undefined)).toBeUndefined();
  expect(wordsFor(finding(""), selected)).toBeUndefined();
});
