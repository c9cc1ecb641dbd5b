import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { dueDayOf } from "./deadline.ts";

const made: string[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const folder of made.splice(0)) await rm(folder, { recursive: true });
});

const MONDAY = "2026-07-20";
const both = () => Promise.all([dueDayOf("review", MONDAY), dueDayOf("correction", MONDAY)]);

test("people have the product's days, or the office's own", async () => {
  expect(await both()).toEqual(["2026-07-23", "2026-07-27"]);
  const folder = await mkdtemp(join(tmpdir(), "qiyou-rules-"));
  made.push(folder);
  await writeFile(join(folder, "rulebook.yaml"), "waiting: { review: { workdays: 1 } }\n");
  vi.stubEnv("QIYOU_RULEBOOK", folder);
  expect(await both()).toEqual(["2026-07-21", "2026-07-27"]);
});
