/**
 * Files made to do harm, broken files and files that are not ours, each in the hands of the real command: the
 * right refusal, a sentence that says what to do, in time and in memory, and the next file is read as ever.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeDocx, paragraph } from "../../core/reading/fixtures/packages.ts";
import { megabytesOf } from "../process.ts";
import { archives } from "./archives.ts";
import { foreign } from "./foreign.ts";
import { markup } from "./markup.ts";
import { oldOffice } from "./old-office.ts";
import { pdfTraps } from "./pdf-traps.ts";
import { pictures } from "./pictures.ts";
import { texts } from "./texts.ts";
import type { Trap } from "./trap.ts";

/** What one file may take: each is read by one process. */
const MAX_SECONDS = 10;
const MAX_MEGABYTES = 700;
/** What the command may take with all its children: two files at a time, the recogniser beside them. */
const MAX_TOGETHER = 1000;
/** Between two looks at the memory of the command and its children. */
const LOOK_MS = 50;

const families: Record<string, readonly Trap[]> = {
  archives,
  markup,
  "old office": oldOffice,
  PDF: pdfTraps,
  pictures,
  texts,
  "files that are not papers": foreign,
};

type Line = {
  file: string;
  outcome: string;
  reason?: string;
  message?: string;
  text?: string;
  seconds: number;
};

type Peak = ReturnType<typeof megabytesOf>;

const command = new URL("../../cli/main.ts", import.meta.url).pathname;

/** Times the work waiting for each core: seconds mean a machine that is not shared, and 1 on such a one. */
const busyness = (): number => Math.max(1, (loadavg()[0] ?? 0) / availableParallelism());

/** Reads the files in a process of its own, with its children. */
async function qiyouRead(manifest: string): Promise<{ lines: Line[]; peak: Peak }> {
  const child = spawn(process.execPath, [command, "read", "--json", "--batch", manifest], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let peak: Peak = { largest: 0, together: 0 };
  const looks = setInterval(() => {
    const now = megabytesOf(child.pid ?? 0);
    peak = {
      largest: Math.max(peak.largest, now.largest),
      together: Math.max(peak.together, now.together),
    };
  }, LOOK_MS);
  const out = await text(child.stdout);
  clearInterval(looks);
  return {
    lines: out
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line)),
    peak,
  };
}

describe.each(Object.entries(families))("%s", (_, traps) => {
  let folder: string;
  const lines: Line[] = [];
  const peaks: Peak[] = [];
  const pathOf = (name: string) => join(folder, name);

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "qiyou-hostile-"));
    writeFileSync(pathOf("good.docx"), await makeDocx(paragraph("学习记录")));
    for (const { name, make } of traps) writeFileSync(pathOf(name), await make());
    const batches = [
      traps.filter(({ alone }) => !alone),
      ...traps.filter(({ alone }) => alone).map((trap) => [trap]),
    ];
    for (const batch of batches) {
      const files = batch.flatMap(({ name }) => [name, "good.docx"]);
      const manifest = files.map((name) => JSON.stringify({ file: pathOf(name) })).join("\n");
      writeFileSync(pathOf("manifest.jsonl"), manifest);
      const answer = await qiyouRead(pathOf("manifest.jsonl"));
      lines.push(...answer.lines);
      peaks.push(answer.peak);
    }
  }, 300_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(traps.map(({ name, answers }) => [name, answers] as const))("%s", (name, answers) => {
    const line = lines.find(({ file }) => file === pathOf(name));
    expect(answers).toContain(line?.reason ?? line?.outcome);
    if (line?.outcome === "refused") expect(line.message).toMatch(/^[^\n]*请[^\n]*$/);
    expect(line?.seconds).toBeLessThan(MAX_SECONDS * busyness());
  });

  it("leaves the files between them as they are", () => {
    const good = lines.filter(({ file }) => file === pathOf("good.docx"));
    expect(good).toHaveLength(traps.length);
    for (const line of good) expect(line).toMatchObject({ outcome: "text", text: "学习记录" });
  });

  it("stays within the memory of one file", () => {
    for (const { largest, together } of peaks) {
      expect(largest).toBeGreaterThan(30);
      expect(largest).toBeLessThan(MAX_MEGABYTES);
      expect(together).toBeLessThan(MAX_TOGETHER);
    }
  });
});
