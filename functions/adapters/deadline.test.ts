import { expect, test } from "vitest";
import { dueDayOf } from "./deadline.ts";
import { compiledRules } from "./rulebook/compiled.ts";

const MONDAY = "2026-07-20";
const both = async (files: Record<string, string>) => {
  const rules = await compiledRules({ files });
  return [dueDayOf("review", rules, MONDAY), dueDayOf("correction", rules, MONDAY)];
};

test("people have the product's days, or the office's own", async () => {
  expect(await both({})).toEqual(["2026-07-23", "2026-07-27"]);
  const own = { "rulebook.yaml": "waiting: { review: { workdays: 1 } }\n" };
  expect(await both(own)).toEqual(["2026-07-21", "2026-07-27"]);
});
