import { expect, test } from "vitest";
import { compareLines } from "./line-comparison.ts";

test("a corrected line stands beside the old one", () => {
  expect(compareLines("时间：2月30日\n地点：", "时间：2月28日\n地点：")).toEqual([
    { kind: "changed", before: "时间：2月30日", after: "时间：2月28日" },
    { kind: "same", before: "地点：", after: "地点：" },
  ]);
});

test("added and removed lines stand alone", () => {
  expect(compareLines("甲\n乙", "甲\n乙\n丙")).toContainEqual({ kind: "added", after: "丙" });
  expect(compareLines("甲\n乙\n丙", "甲\n丙")).toContainEqual({ kind: "removed", before: "乙" });
});

test("far from a change, lines are folded and counted", () => {
  const before = Array.from({ length: 20 }, (_, i) => `第${i}行`);
  const after = before.with(10, "改过");
  const rows = compareLines(before.join("\n"), after.join("\n"), 1);
  expect(rows[0]).toEqual({ kind: "folded", lines: 9 });
  expect(rows.at(-1)).toEqual({ kind: "folded", lines: 8 });
  expect(rows).toHaveLength(5);
});

test("equal texts are one folded row", () => {
  expect(compareLines("甲\n乙", "甲\n乙")).toEqual([{ kind: "folded", lines: 2 }]);
});
