import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { credentialsOf } from "./credentials.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "qiyou-keys-"));
});
afterEach(() => rmSync(folder, { recursive: true }));
const file = () => join(folder, "credentials.json");

test("keys are made once and stay", () => {
  const made = credentialsOf(folder);
  expect(made.signInKey.length).toBeGreaterThanOrEqual(32);
  expect(credentialsOf(folder)).toEqual(made);
});

test("a folder of before second factors keeps its pair and gets the key that it lacks", () => {
  const pair = { accessKeyId: "QIYOU1", secretAccessKey: "the folder's own" };
  writeFileSync(file(), JSON.stringify(pair));
  expect(credentialsOf(folder, false)).toMatchObject(pair);
  expect(JSON.parse(readFileSync(file(), "utf8")), "whoever only looks").toEqual(pair);
  const keys = credentialsOf(folder);
  expect(keys).toMatchObject(pair);
  expect(JSON.parse(readFileSync(file(), "utf8"))).toEqual(keys);
});

test("what is torn is refused, and never replaced by itself", () => {
  for (const torn of [
    "",
    '{"accessKeyId":"QIYOU1"}',
    '{"accessKeyId":"a","secretAccessKey":"b","signInKey":"short"}',
  ]) {
    writeFileSync(file(), torn);
    expect(() => credentialsOf(folder)).toThrow("credentials.json 内容不完整");
    expect(readFileSync(file(), "utf8")).toBe(torn);
  }
});
