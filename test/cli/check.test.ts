import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AS_OF, RECORD } from "../../core/checking/fixtures/documents.ts";
import { launched } from "./launched.ts";

let folder: string;
let good: string;
let bad: string;
let empty: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "qiyou-check-"));
  const place = (name: string): string => join(folder, name);
  [good, bad, empty] = [place("good.txt"), place("bad.txt"), place("empty.txt")];
  await writeFile(good, RECORD);
  await writeFile(bad, RECORD.replace("农科所二楼会议室", "____"));
  await writeFile(empty, "");
});
afterAll(() => rm(folder, { recursive: true }));

const qiyou = launched({ registerCheck: "check", registerRules: "rules" });

const lines = (out: string): Array<Record<string, unknown>> =>
  out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

describe("qiyou check", () => {
  it("answers one JSON line a file by the contract, whatever becomes of the others", async () => {
    const { status, out } = await qiyou(
      "check",
      good,
      empty,
      bad,
      join(folder, "none.txt"),
      "--type",
      "minutes_record",
      "--as-of",
      AS_OF,
      "--json",
    );
    const answers = lines(out);
    expect(answers.map((answer) => answer.file)).toEqual([good, empty, bad, join(folder, "none.txt")]);
    expect(answers[0]).toMatchObject({
      type: "minutes_record",
      discussion: "D3",
      counted: { counted: true },
      rulebook: expect.stringMatching(/^2026\.1\+/),
    });
    expect(answers[0]).toMatchObject({
      elements: {
        place: {
          state: "ok",
          evidence: expect.stringContaining("二楼会议室"),
          start: expect.any(Number),
          end: expect.any(Number),
        },
      },
    });
    expect(answers[1]).toMatchObject({
      elements: {},
      findings: [{ code: "text_unreadable", severity: "error", rule: "reading.empty" }],
    });
    expect(answers[2]).toMatchObject({
      findings: [{ code: "label_blank", severity: "error", element: "place", rule: "minutes_record.place" }],
    });
    expect(status).toBe(1);
  });

  it("works through a manifest, with earlier filings to compare with", async () => {
    const manifest = join(folder, "manifest.jsonl");
    await writeFile(
      manifest,
      `${JSON.stringify({ file: bad, type: "minutes_record", asOf: AS_OF, against: [good] })}\n\n${JSON.stringify({ file: good })}\n`,
    );
    const { status, out } = await qiyou("check", "--batch", manifest, "--json");
    const [first, second] = lines(out);
    expect(first).toMatchObject({
      findings: expect.arrayContaining([expect.objectContaining({ code: "near_duplicate" })]),
    });
    expect(second).toMatchObject({ file: good, type: "minutes_record" });
    expect(status).toBe(0);
  });

  it("tells people what is missing first, with line and words, then what was found", async () => {
    const { status, out } = await qiyou("check", bad, "--type", "minutes_record", "--as-of", AS_OF);
    expect(out).toContain("缺少【学习地点】：第3行“地    点：____”只有标签没有内容".replace(/ +/, " "));
    expect(out.indexOf("缺少【学习地点】")).toBeLessThan(out.indexOf("已找到"));
    expect(out).toMatch(/✓ 主持人（第4行）“主 持 人：白桦林/);
    expect(status).toBe(1);
    expect((await qiyou("check", good, "--as-of", AS_OF)).status).toBe(0);
  });

  it("exits with 2 when it cannot follow", async () => {
    expect(await qiyou("check")).toMatchObject({ status: 2, error: expect.stringContaining("用法") });
    expect(await qiyou("check", good, "--type", "nosuch")).toMatchObject({
      status: 2,
      error: expect.stringContaining("minutes_record"),
    });
    expect(await qiyou("check", good, "--as-of", "2024-13-40")).toMatchObject({
      status: 2,
      error: expect.stringContaining("YYYY-MM-DD"),
    });
    expect((await qiyou("check", "--batch", join(folder, "none.jsonl"))).status).toBe(2);
  });
});

describe("qiyou rules test", () => {
  it("passes for the built-in rules and leaves none uncovered", async () => {
    const { status, out } = await qiyou("rules", "test", "--json");
    expect(JSON.parse(out)).toMatchObject({ failures: [], uncovered: [] });
    expect(status).toBe(0);
  });

  it("fails for a sample that does not hold, and for a broken folder", async () => {
    const own = join(folder, "own.d");
    await mkdir(join(own, "samples"), { recursive: true });
    await writeFile(join(own, "samples", "minutes_record.yaml"), 'recorder:\n  accept: ["没有记录的文字"]\n');
    const failed = await qiyou("rules", "test", "--rulebook", own);
    expect(failed).toMatchObject({
      status: 1,
      out: expect.stringContaining("minutes_record.recorder：应认而未认"),
    });
    await writeFile(join(own, "lexicon.yaml"), "macros: 3\n");
    expect(await qiyou("rules", "test", "--rulebook", own)).toMatchObject({
      status: 1,
      error: expect.stringContaining("lexicon.yaml 第"),
    });
    expect((await qiyou("rules", "test", "--rulebook", join(folder, "none"))).status).toBe(2);
  });
});
