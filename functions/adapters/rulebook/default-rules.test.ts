import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

let folder: string;
const said = vi.spyOn(process.stderr, "write").mockReturnValue(true);

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  folder = await mkdtemp(join(tmpdir(), "qiyou-rules-"));
  vi.stubEnv("QIYOU_RULEBOOK", folder);
  said.mockClear();
});
afterEach(async () => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

/** The rules as a process that starts now would know them. */
async function started() {
  vi.resetModules();
  const { defaultRules } = await import("./default-rules.ts");
  return async () => {
    vi.advanceTimersByTime(3000);
    const { rulebook, files } = await defaultRules();
    const { jurisdiction, checks } = rulebook;
    const severity = checks.find(({ source }) => source.id === "check.roster_gap")?.source.severity;
    const marks = rulebook.papers.flatMap((paper) => paper.marks.map(({ element }) => element));
    return { jurisdiction, severity, names: Object.keys(files), marks };
  };
}
const write = (name: string, text: string) => writeFile(join(folder, name), text);

const GOOD = "jurisdiction: 青石县\n";
const SLIP =
  "checks:\n  - id: check.late_arrival\n    severity: warning\n  - id: check.roster_gap\n    severity: 严重\n";

test("what is good in the folder comes into force while the service runs", async () => {
  await write("rulebook.yaml", GOOD);
  const rules = await started();
  expect(await rules()).toMatchObject({ jurisdiction: "青石县", severity: "error" });
  await write("checks.yaml", "checks:\n  - id: check.roster_gap\n    severity: warning\n");
  expect(await rules()).toMatchObject({ severity: "warning" });
});

test("a paper that is marked anew is seen like a rule", async () => {
  await mkdir(join(folder, "papers"));
  await write("papers/一.txt", "=== minutes_record | 一\n{time:2026年3月2日}\n");
  const rules = await started();
  await rules();
  await write("papers/一.txt", "=== minutes_record | 一\n{time:2026年3月2日}\n{place:二楼}\n");
  expect((await rules()).marks).toEqual(["time", "place"]);
});

test("a slip leaves the last good rules in force, is told once with file and line, and can be mended", async () => {
  await write("rulebook.yaml", GOOD);
  const rules = await started();
  await rules();
  await write("checks.yaml", SLIP);
  expect(await rules()).toMatchObject({ jurisdiction: "青石县", severity: "error" });
  await rules();
  const told = said.mock.calls.map(String).filter((line) => line.includes("rulebook_refused"));
  expect(told).toEqual([expect.stringContaining("辖区/checks.yaml 第5行")]);
  expect(await rules()).toMatchObject({ names: ["rulebook.yaml"] });
  await write("checks.yaml", SLIP.replace("严重", "info"));
  expect(await rules()).toMatchObject({ severity: "info", names: ["checks.yaml", "rulebook.yaml"] });
});

test("nothing starts with rules that are broken, or not there; all faults are told", async () => {
  await write("checks.yaml", SLIP);
  await write("lexicon.yaml", "stocks: [学习]\n");
  const rules = await started();
  await expect(rules()).rejects.toThrow(
    /2 处错误[\s\S]*辖区\/lexicon.yaml 第1行[\s\S]*辖区\/checks.yaml 第5行/,
  );
  await rm(folder, { recursive: true });
  await expect((await started())()).rejects.toThrow(/不存在/);
});
