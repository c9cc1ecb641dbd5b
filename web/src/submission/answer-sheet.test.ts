import { expect, test } from "vitest";
import { completed } from "./answer-sheet.ts";

test("every reason answered: the answers, notes trimmed", () => {
  expect(completed({ 0: { answer: "fixed" }, 1: { answer: "contested", note: " 地点见第2页 " } }, 2)).toEqual(
    {
      answers: [
        { reason: 0, answer: "fixed" },
        { reason: 1, answer: "contested", note: "地点见第2页" },
      ],
    },
  );
});

test("a reason left out, or contested without saying why, is still open", () => {
  expect(completed({ 1: { answer: "contested", note: "  " } }, 3)).toEqual({ open: [0, 1, 2] });
});
