import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { readSmallFile, writeSmallFile } from "./small-file.ts";

const schema = z.object({ unit: z.string() });
const refuse = () => new Error("torn");

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "qiyou-small-"));
  file = join(folder, "office.json");
});
afterEach(() => rmSync(folder, { recursive: true }));

const read = () => readSmallFile(file, schema, refuse);

test("what is written is read, and nothing else is left", () => {
  expect(read()).toBeUndefined();
  writeSmallFile(file, { unit: "县水务局" });
  writeSmallFile(file, { unit: "县农业农村局" });
  expect(read()).toEqual({ unit: "县农业农村局" });
  expect(readdirSync(folder)).toEqual(["office.json"]);
});

test("a write that fails leaves what was there", () => {
  writeSmallFile(file, { unit: "县水务局" });
  mkdirSync(`${file}.new`);
  expect(() => writeSmallFile(file, { unit: "县农业农村局" })).toThrow(/EISDIR/);
  expect(read()).toEqual({ unit: "县水务局" });
});

test.each(["", '{"unit":"县', '{"unit":7}', "null"])("%j is refused", (text) => {
  writeFileSync(file, text);
  expect(read).toThrow("torn");
});
