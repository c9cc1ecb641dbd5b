import { expect, test } from "vitest";
import { sessionIdOf } from "../../../core/sessions/session.ts";
import { sourceOf } from "./source.ts";

test("a session's id leads back to its unit, day and quarter", () => {
  expect(sourceOf(sessionIdOf("unit_01abc", "2026-05-12"))).toEqual({
    kind: "session",
    unitId: "unit_01abc",
    date: "2026-05-12",
    period: "2026-Q2",
  });
});

test("what a unit owes is told by its rule, with the session's day where it has one", () => {
  expect(sourceOf("unit_01abc/attendance@2026-08-14")).toEqual({
    kind: "obligation",
    unitId: "unit_01abc",
    rule: "attendance",
    date: "2026-08-14",
  });
  expect(sourceOf("unit_01abc/plan")).toEqual({
    kind: "obligation",
    unitId: "unit_01abc",
    rule: "plan",
  });
});

test("units and papers are known by their prefix", () => {
  expect(sourceOf("unit_01abc")).toEqual({ kind: "unit", unitId: "unit_01abc" });
  expect(sourceOf("sub_01abc")).toEqual({ kind: "paper", id: "sub_01abc" });
});
