import { expect, test } from "vitest";
import { compiledRules } from "../../adapters/rulebook/compiled.ts";
import { tryRules } from "./trial.ts";

const typeWith = (pattern: string) => ({
  "types/river_walk.yaml": `type: river_walk\nname: 巡河记录\nsource: 通知\ntitle:\n  - { p: '${pattern}', w: 9 }\nsamples: {}\nelements: []\n`,
});

test("good rules are told apart from those in force", async () => {
  const { faults, failures, changes } = await tryRules(
    typeWith("巡河记录"),
    await compiledRules({ files: {} }),
  );
  expect([faults, failures]).toEqual([[], []]);
  expect(changes?.types).toEqual([{ id: "river_walk", name: "巡河记录", change: "added" }]);
});

test("a pattern that takes for ever is stopped, told of, and stops nothing else", async () => {
  const begun = performance.now();
  const { faults, changes } = await tryRules(typeWith(`${".*".repeat(12)}#`), undefined, 300);
  expect(faults).toEqual([{ file: "辖区", line: 1, message: expect.stringContaining("没有试完") }]);
  expect(changes).toBeUndefined();
  expect(performance.now() - begun).toBeLessThan(10_000);
});

test("without rules in force there is nothing to compare with", async () => {
  expect((await tryRules(typeWith("巡河记录"), undefined)).changes).toBeUndefined();
});

test("marked papers are learned from and tried; too few refuse nothing", async () => {
  const type = {
    "types/river_walk.yaml": `${typeWith("巡河记录")["types/river_walk.yaml"].replace("elements: []\n", "")}elements:\n  - { id: reach, name: 河段, kind: text, severity: error, labels: [河段] }\n`,
  };
  const paper = (reach: string) =>
    `=== river_walk | ${reach}\n巡河记录\n走的哪一段：{reach:${reach}}\n天气：晴\n`;
  const papers = ["柳溪上游", "竹河下游", "石桥至水闸", "东渠口"].map(paper);
  const few = await tryRules({ ...type, "papers/river.txt": papers[0] ?? "" }, undefined);
  expect([few.faults, few.papers.types[0]?.learned, few.papers.tried]).toEqual([[], [], []]);
  const { papers: tried } = await tryRules({ ...type, "papers/river.txt": papers.join("") }, undefined);
  expect(tried.types).toEqual([
    { id: "river_walk", name: "巡河记录", own: true, papers: 4, learned: ["河段"] },
  ]);
  expect(tried.tried.map(({ leftOut, found }) => [leftOut, found])).toEqual(
    papers.map(() => [true, ["河段"]]),
  );
});
