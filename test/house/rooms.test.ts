/** No room of the house is unknown to its walls, and none is left out when they are looked at. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { z } from "zod";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const manifest = z.object({ scripts: z.object({ check: z.string() }) });

/** Files of the house, with those that are not committed yet. */
const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  cwd: ROOT,
  encoding: "utf8",
}).split("\n");
const rooms = [
  ...new Set(
    files.filter((file) => /\/.*\.(tsx?|mjs|cjs|js)$/.test(file)).map((file) => file.split("/")[0] ?? ""),
  ),
].toSorted();

test("every folder with code in it is looked at by the check", () => {
  const { check } = manifest.parse(JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"))).scripts;
  const [, looked = ""] = /depcruise --config \S+ ([\w ]+) &&/.exec(check) ?? [];
  expect(looked.split(" ").toSorted()).toEqual(rooms);
});

test("every one of them is known to the walls", async () => {
  const text = readFileSync(join(ROOT, ".dependency-cruiser.cjs"), "utf8");
  const [, listed = ""] = /const ROOMS = \[([^\]]*)\]/.exec(text) ?? [];
  expect([...listed.matchAll(/"(\w+)"/g)].map(([, name]) => name).toSorted()).toEqual(rooms);
});

/** What an import does not show: the time, the network and the process come to core as arguments. */
const REACHES = {
  "the clock": /\bDate\.now\(|\bnew Date\(\s*\)|\bperformance\.now\(/,
  chance: /\bMath\.random\(|\bcrypto\.(randomUUID|getRandomValues)\(/,
  "the network": /\bfetch\(|\bnew (WebSocket|XMLHttpRequest)\b/,
  "the process": /\bprocess\.(env|argv|cwd|stdout|stderr)\b/,
  "a type past the walls": /(?<!await\s)\bimport\(/,
} as const;

const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/[^\n]*/g, "");

const core = files
  .filter((file) => /^core\/.*\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
  .map((file) => ({ file, text: withoutComments(readFileSync(join(ROOT, file), "utf8")) }));

test.each(Object.entries(REACHES))("core reaches nowhere for %s", (_, reach) => {
  expect(core.length).toBeGreaterThan(200);
  expect(core.filter(({ text }) => reach.test(text)).map(({ file }) => file)).toEqual([]);
});

test.each([
  ["the clock", "const now = Date.now();"],
  ["the clock", "const now = new Date( ).toISOString();"],
  ["chance", "const id = crypto.randomUUID();"],
  ["the network", "await fetch(url);"],
  ["the process", "const { HOME } = process.env;"],
  ["a type past the walls", 'function at(bucket: import("../functions/adapters/bucket.ts").Bucket) {}'],
] as const)("%s would be found in: %s", (what, line) => {
  expect(withoutComments(line)).toMatch(REACHES[what]);
});

test.each([
  ["the clock", "const day = new Date(at).toISOString(); // never new Date()"],
  ["the network", "const prefetch = prefetched(url);"],
  ["a type past the walls", 'const { readPdf } = await import("./pdf/reader.ts");'],
] as const)("%s is not found in: %s", (what, line) => {
  expect(withoutComments(line)).not.toMatch(REACHES[what]);
});
