import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { NAMES, typeNameOf } from "./document-types.ts";

const HOME = new URL("../../../core/rulebook/data/types/", import.meta.url);

test("lists name every type of the rulebook exactly as the rulebook does", () => {
  const rules = readdirSync(HOME).map((file) => parse(readFileSync(new URL(file, HOME), "utf8")));
  expect(NAMES).toEqual(Object.fromEntries(rules.map(({ type, name }) => [type, name])));
});

test("an office's own type keeps its id, an unrecognised document says so", () => {
  expect(typeNameOf("county_form")).toBe("county_form");
  expect(typeNameOf(undefined)).toBe("类型待识别");
});
