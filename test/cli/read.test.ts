import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeDocx, paragraph } from "../../core/reading/fixtures/packages.ts";
import { launched } from "./launched.ts";

let folder: string;
const long = "学习".repeat(500_000);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "qiyou-read-"));
  await writeFile(join(folder, "record.docx"), await makeDocx(paragraph("学习记录")));
  await writeFile(join(folder, "empty.docx"), "");
  await writeFile(join(folder, "long.txt"), long);
});
afterAll(() => rm(folder, { recursive: true }));

const qiyou = launched({ registerRead: "read" });

describe("qiyou read", () => {
  it("answers one JSON line a file, in order, whatever becomes of the others", async () => {
    const files = ["missing.docx", "empty.docx", "record.docx"].map((name) => join(folder, name));
    const { status, out, error } = await qiyou("read", ...files, "--json");
    const lines = out
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines).toEqual([
      {
        file: files[0],
        outcome: "refused",
        reason: "malformed",
        message: expect.stringContaining("无法打开"),
        format: "unknown",
        seconds: expect.any(Number),
      },
      {
        file: files[1],
        outcome: "refused",
        reason: "empty",
        message: expect.any(String),
        format: "unknown",
        seconds: expect.any(Number),
      },
      { file: files[2], outcome: "text", format: "docx", text: "学习记录", seconds: expect.any(Number) },
    ]);
    expect(error).toContain("missing.docx");
    expect(status).toBe(1);
  });

  it("reads a manifest and lets every byte out before it ends", async () => {
    const manifest = join(folder, "manifest.jsonl");
    await writeFile(
      manifest,
      `${JSON.stringify({ file: join(folder, "long.txt"), type: "minutes_record" })}\n`,
    );
    const { status, out } = await qiyou("read", "--batch", manifest, "--json");
    expect(status).toBe(0);
    expect(JSON.parse(out).text).toBe(long);
  });

  it("speaks Chinese to people", async () => {
    const { out } = await qiyou("read", join(folder, "record.docx"), join(folder, "empty.docx"));
    expect(out).toMatch(/【\.docx 文档，[\d.]+ 秒】.*record\.docx\n学习记录\n/);
    expect(out).toMatch(/【拒收】.*empty\.docx：文件是空的/);
  });

  it("exits with 2 when it is not told what to read", async () => {
    expect(await qiyou("read")).toMatchObject({ status: 2, out: "", error: expect.stringContaining("用法") });
    expect((await qiyou("read", "--batch", join(folder, "none.jsonl"))).status).toBe(2);
  });
});
