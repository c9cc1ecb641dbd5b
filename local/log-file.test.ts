import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openLogFile } from "./log-file.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "qiyou-log-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const kept = (name: string) =>
  readFileSync(join(folder, "logs", name), "utf8")
    .trimEnd()
    .split("\n");

test("lines are appended, also after a restart, for their owner's eyes", async () => {
  for (const line of ["one", "two"]) {
    const file = openLogFile(folder);
    file.write(line);
    await file.close();
  }
  expect(kept("qiyou.log")).toEqual(["one", "two"]);
  expect(statSync(join(folder, "logs/qiyou.log")).mode & 0o077).toBe(0);
});

test("a full file gives way to a new one, and only so many are kept", async () => {
  const file = openLogFile(folder, "1K");
  for (let n = 0; n < 40; n++) {
    file.write(`${n} ${"x".repeat(600)}`);
    // A rotation takes its time; what is written meanwhile waits in memory.
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await file.close();
  const names = readdirSync(join(folder, "logs"));
  expect(names).toContain("qiyou.log.1");
  expect(names.length).toBeLessThanOrEqual(10);
  const numbers = names.flatMap((name) => kept(name).map((line) => Number(line.split(" ")[0])));
  expect(Math.max(...numbers)).toBe(39);
});

test("a place that cannot be written stops nobody", async () => {
  writeFileSync(join(folder, "logs"), "a file");
  const file = openLogFile(folder);
  for (let n = 0; n < 3; n++) {
    file.write("lost");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  await file.close();
  expect(readFileSync(join(folder, "logs"), "utf8")).toBe("a file");
});
