import { expect, test } from "vitest";
import { rulebookOf } from "../../functions/adapters/rulebook/folder.ts";
import { changesBetween } from "./changes.ts";
import { isRulebook, type Rulebook, type RulebookFault } from "./rulebook.ts";

const TYPE =
  "type: river_walk\nname: 巡河记录\nsource: 通知\ntitle:\n  - { p: 巡河记录, w: 9 }\nsamples: {}\nelements:\n  - { id: reach, name: 河段, kind: text, severity: error, labels: [河段] }\n  - use: place\n";
const PAPER = "=== river_walk | 一\n@ref_date 2026-08-04\n巡河记录\n走了：{reach:柳溪上游}\n";

const load = (papers: string, name = "papers/river.txt"): Rulebook | RulebookFault[] => {
  const answer = rulebookOf({ "types/river_walk.yaml": TYPE, [name]: papers });
  return isRulebook(answer) ? answer : answer.errors;
};
const loaded = (papers: string): Rulebook => {
  const answer = load(papers);
  if (Array.isArray(answer)) throw new Error(JSON.stringify(answer));
  return answer;
};

test("papers come with their marks, their file and the line of their head", () => {
  const { papers, ownTypes } = loaded(`\uFEFF${PAPER.replaceAll("\n", "\r\n")}${PAPER}`);
  expect(papers.map(({ type, file, line, asOf }) => [type, file, line, asOf])).toEqual([
    ["river_walk", "辖区/papers/river.txt", 1, "2026-08-04"],
    ["river_walk", "辖区/papers/river.txt", 5, "2026-08-04"],
  ]);
  expect(papers[0]?.text.slice(papers[0].marks[0]?.start, papers[0].marks[0]?.end)).toBe("柳溪上游");
  expect([...ownTypes]).toEqual(["river_walk"]);
});

test("what is learned from belongs to the version and to the changes, where it stands does not", () => {
  const [one, other, moved] = [loaded(PAPER), loaded(PAPER.replace("上游", "下游")), loaded(`\n${PAPER}`)];
  expect(one.version).not.toBe(other.version);
  expect(changesBetween(one, other)).toEqual({ types: [], rules: [], settings: ["标好的材料"] });
  expect(changesBetween(one, moved).settings).toEqual([]);
});

test("more papers of the product's own types are kept, and make no type the office's own", () => {
  const { papers, ownTypes } = loaded(`${PAPER}=== minutes_record | 二\n时间：{time:2026年8月4日}\n`);
  expect(papers.map(({ type }) => type)).toEqual(["river_walk", "minutes_record"]);
  expect([...ownTypes]).toEqual(["river_walk"]);
});

test.each([
  ["no such type", PAPER.replace("river_walk", "river_walks"), 1, "没有“river_walks”这种材料类型"],
  ["no such element", PAPER.replace("reach", "bank"), 4, "没有“bank”这个要素，可标的有：reach、place"],
  ["a mark that is not closed", PAPER.replace("}", ""), 4, "“{reach:”后面少了“}”"],
  ["a mark that was not opened", PAPER.replace("{reach:", ""), 4, "多了一个“}”"],
  ["a Chinese colon", PAPER.replace("reach:", "reach："), 4, "中文符号"],
  ["Chinese braces", PAPER.replace("{reach:柳溪上游}", "｛reach:柳溪上游｝"), 4, "中文符号"],
  ["a head that is none", `${PAPER}===river_walk\n`, 5, "=== 类型 | 说明"],
  ["no head", `\n${PAPER.slice(PAPER.indexOf("\n") + 1)}`, 2, "第一份材料前面"],
  ["a note that nobody knows", PAPER.replace("@ref_date", "@date"), 2, "@date"],
  ["another encoding", PAPER.replace("柳溪", "\uFFFD"), 1, "UTF-8"],
  ["a paper without text", `=== river_walk | 零\n${PAPER}`, 1, "没有正文"],
  ["an empty file", " \n", 1, "空的"],
  ["too many papers", PAPER.repeat(41), 161, "最多 40 份"],
  ["too much text", `${PAPER}${PAPER}${"长".repeat(40_000)}\n`, 5, "共 40000 字"],
])("%s is told with its line", (_, papers, line, message) => {
  expect(load(papers)).toEqual([
    { file: "辖区/papers/river.txt", line, message: expect.stringContaining(message) },
  ]);
});

test.each(["papers/river.docx", "papers/2026/river.txt", "papers/river.yaml"])(
  "%s lies or is kept wrongly",
  (name) => {
    expect(load(PAPER, name)).toEqual([
      { file: `辖区/${name}`, line: 1, message: expect.stringContaining("另存为 .txt") },
    ]);
  },
);
