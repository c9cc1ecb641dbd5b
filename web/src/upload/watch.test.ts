import { expect, test } from "vitest";
import { nextLook } from "./watch.ts";

test("what moves is looked at every two seconds, later less often", () => {
  expect(nextLook(null, 1, 0)).toBe(2_000);
  expect(nextLook({ revision: 1, turn: "machine" }, 1, 5)).toBe(2_000);
  expect(nextLook({ revision: 1, turn: "machine" }, 1, 500)).toBe(10_000);
  expect(nextLook({ revision: 1, turn: "machine", recognising: { page: 3, pages: 12 } }, 1, 500)).toBe(4_000);
});

test("after a correction was sent, the old return does not count as settled", () => {
  expect(nextLook({ revision: 1, turn: "unit" }, 2, 0)).toBe(2_000);
  expect(nextLook({ revision: 2, turn: "unit" }, 2, 0)).toBe(false);
});

test("settled for the unit or for good: no more looks; with a reviewer: now and then", () => {
  expect(nextLook({ revision: 1, turn: "nobody" }, 1, 0)).toBe(false);
  expect(nextLook({ revision: 1, turn: "reviewer" }, 1, 0)).toBe(20_000);
});
