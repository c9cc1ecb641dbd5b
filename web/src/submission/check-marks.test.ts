import { expect, test } from "vitest";
import { checkMarks } from "./check-marks.ts";

const text = { outcome: "text", documentType: "minutes_record", errors: 0, looks: 0, warnings: 0 } as const;
const said = (line: Parameters<typeof checkMarks>[0]) =>
  checkMarks(line).map(({ kind, text }) => `${kind} ${text}`);

test("errors, looks and warnings stand apart, the worst first", () => {
  expect(said({ ...text, errors: 1, looks: 2, warnings: 3 })).toEqual([
    "error 1 处问题",
    "look 2 处请核对",
    "warning 3 条建议",
  ]);
});

test("only what is known and sure is complete", () => {
  expect(said(text)).toEqual(["success 要素齐全"]);
  expect(said({ ...text, looks: 1 })).toEqual(["look 1 处请核对"]);
  expect(said({ ...text, documentType: "unknown" })).toEqual(["look 请核对类型"]);
});

test("a file that nobody could read is never complete, nor one that nobody has looked at", () => {
  expect(said({ outcome: "refused", errors: 0, looks: 0, warnings: 0 })).toEqual(["look 未能读取，请看原件"]);
  expect(said({ outcome: "refused", errors: 1 })).toEqual(["error 无法读取"]);
  expect(said({})).toEqual([]);
});
