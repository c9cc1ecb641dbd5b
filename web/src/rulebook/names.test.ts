import { expect, test } from "vitest";
import { namesOf } from "./names.ts";

const names = namesOf({
  rulebook: "1",
  types: [{ id: "study_log", name: "学习日志", filed: true }],
  dossier: "六有",
  lights: [{ id: "plan", name: "有计划" }],
  kinds: [{ id: "visit", name: "走访" }],
  obligations: [{ id: "log", name: "学习日志" }],
  codes: { names: { relay_only: "以会代学" }, families: [{ prefix: "x_", name: "互相矛盾" }], other: "其他" },
});

test("an office's own words are shown", () => {
  expect([names.typeName("study_log"), names.kindName("visit"), names.obligationName("log")]).toEqual([
    "学习日志",
    "走访",
    "学习日志",
  ]);
  expect([names.codeName("relay_only"), names.codeName("x_date"), names.codeName("new")]).toEqual([
    "以会代学",
    "互相矛盾",
    "其他",
  ]);
});

test("what the rulebook knows no more keeps its id, an unrecognised document says so", () => {
  expect(names.typeName("county_form")).toBe("county_form");
  expect(names.typeName(undefined)).toBe("类型待识别");
  expect(names.typeName("unknown")).toBe("未识别");
});
