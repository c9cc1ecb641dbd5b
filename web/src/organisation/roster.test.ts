import { expect, test } from "vitest";
import { rosterOf } from "./roster.ts";

test("names are split however they were pasted, and taken once", () => {
  expect(rosterOf("沈书禾、陆闻笛，温知行\n沈书禾  ")).toEqual(["沈书禾", "陆闻笛", "温知行"]);
  expect(rosterOf("  ")).toEqual([]);
});
