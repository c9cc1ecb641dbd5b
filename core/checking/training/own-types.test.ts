/** The example of the clerks' guide, as it stands there: who follows the guide gets what it says. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { rulebookOf } from "../../../functions/adapters/rulebook/folder.ts";
import { isRulebook, type Rulebook, type TypeRule } from "../../rulebook/rulebook.ts";
import type { Examination } from "../examination.ts";
import { examine } from "../examine.ts";
import type { Model } from "../finder/model.ts";
import { ownModel } from "../finder/own.ts";
import { tryPapers } from "../paper-trial.ts";
import { papersTold } from "../papers-told.ts";
import { modelFor } from "./own-types.ts";

const guide = readFileSync(new URL("../../../docs/guide/rulebook.zh-CN.md", import.meta.url), "utf8");
const section = guide.slice(guide.indexOf("## 九、"));
const blocks = [...section.matchAll(/```(?:yaml)?\n(.*?)```/gs)].map(([, words = ""]) => words);
const block = (start: string, at = 0): string => {
  const found = blocks.filter((words) => words.startsWith(start))[at];
  if (found === undefined) throw new Error(`no ${start} in the guide`);
  return found;
};
const TYPE = { "types/reading_club.yaml": block("type: reading_club") };
const FOUR = block("=== reading_club");
const MORE = block("=== reading_club", 1);
const FIFTH = block("渔政站读书会登记表");
const ELEMENTS = ["book", "reader", "place", "headcount"];

const withPapers = (papers: string): Rulebook => {
  const answer = rulebookOf({ ...TYPE, ...(papers && { "papers/club.txt": papers }) });
  if (!isRulebook(answer)) throw new Error(JSON.stringify(answer.errors));
  return answer;
};
const base = productModel();
const four = withPapers(FOUR);
const six = withPapers(FOUR + MORE);
const none = withPapers("");
const first = (papers: string, many: number): string =>
  `=== ${papers
    .split("=== ")
    .slice(1, many + 1)
    .join("=== ")}`;
const checked = (text: string, rulebook: Rulebook): Examination =>
  examine({ text, declaredType: "reading_club", asOf: "2026-08-01" }, rulebook);
const found = ({ elements }: Examination): string[] =>
  Object.entries(elements).flatMap(([id, { state }]) => (state === "ok" ? [id] : []));

describe("a paper in other words", () => {
  test("is understood from four papers, and says by what", () => {
    const { type, elements, findings } = checked(FIFTH, four);
    expect(type).toBe("reading_club");
    expect(findings).toEqual([]);
    expect(Object.entries(elements).map(([id, { evidence, ground }]) => [id, evidence, ground?.by])).toEqual([
      ["book", "共读书名：《江河鱼类图谱》", "likeness"],
      ["reader", "领着读的：梅岭", "likeness"],
      ["place", "读书在：渔政站二楼活动室", "likeness"],
      ["headcount", "到了多少人：11人", "likeness"],
    ]);
  });

  test("is not without them, nor from two", () => {
    expect(found(checked(FIFTH, none))).toEqual(["place"]);
    const two = withPapers(first(FOUR, 2));
    expect(modelFor(typeIn(two, "reading_club"), two, base)).toBeUndefined();
    expect(found(checked(FIFTH, two))).toEqual(["place"]);
    const three = withPapers(first(FOUR, 3));
    expect(found(checked(FIFTH, three))).toEqual(ELEMENTS);
  });

  test("an element that nobody marked is left to the rules, the others are learned", () => {
    const unmarked = withPapers(FOUR.replaceAll(/\{(?:headcount|place):([^}]*)\}/g, "$1"));
    expect(found(checked(FIFTH, unmarked))).toEqual(["book", "reader", "place"]);
  });
});

describe("what was learned", () => {
  test("is the same each time, and is learned once", () => {
    expect(checked(FIFTH, withPapers(FOUR))).toEqual(checked(FIFTH, four));
    const model = modelFor(typeIn(four, "reading_club"), four, base);
    expect(model?.elements).toEqual(ELEMENTS);
    expect(modelFor(typeIn(four, "reading_club"), four, base)).toBe(model);
  });

  test("sends back what is blank, and leaves what is absent unclaimed", () => {
    const blank = checked(FIFTH.replace("领着读的：梅岭", "领读人：____"), four);
    expect(blank.findings).toEqual([
      expect.objectContaining({ code: "label_blank", element: "reader", severity: "error" }),
    ]);
    const without = checked(FIFTH.replace(/共读书名.*\n/, ""), four);
    expect(found(without)).not.toContain("book");
    expect(without.elements.book?.state).toMatch(/^(?:unsure|missing)$/);
  });

  test("words that the rules find stay found, in papers like none that was marked", () => {
    const plain = "书目：《县域水史》\n领读人：江映川\n地点：三楼资料室\n到会人数：8人\n";
    expect(found(checked(`读书会登记表\n${plain}`, four))).toEqual(ELEMENTS);
  });

  test("is of this office: another knows no such type, and types of the product are as ever", () => {
    const another = rulebookOf({});
    if (!isRulebook(another)) throw new Error(another.message);
    expect(checked(FIFTH, another).type).not.toBe("reading_club");
    const record = "水务局中心组学习记录\n时间：2026年3月2日\n地点：三楼会议室\n主持人：江映川\n";
    const input = { text: record, declaredType: "minutes_record", asOf: "2026-08-01" };
    const { rulebook: _, ...own } = examine(input, four);
    const { rulebook: __, ...other } = examine(input, another);
    expect(own).toEqual(other);
    expect(modelFor(typeIn(four, "minutes_record"), four, base)).toBeUndefined();
  });

  test("papers of the product's types teach nothing", () => {
    const marked = withPapers("=== minutes_record | 一\n时辰：{time:2026年8月4日}\n".repeat(4));
    expect(tryPapers(marked)).toEqual({
      types: [{ id: "minutes_record", name: "会议记录", own: false, papers: 4, learned: [] }],
      tried: [],
    });
  });
});

describe("which type it is", () => {
  const typeOf = (declaredType: string | undefined): string =>
    examine({ text: FIFTH, declaredType, asOf: "2026-08-01" }, four).type;

  test("the rules say, where nothing else was declared", () => {
    expect([typeOf(undefined), typeOf("reading_club")]).toEqual(["reading_club", "reading_club"]);
  });

  test("shares that know nothing of it uphold no other", () => {
    // a reading club is surely no session of the group; as anything else it is not known
    expect([typeOf("minutes_record"), typeOf("other")]).toEqual(["other_meeting", "unknown"]);
  });
});

describe("the trial", () => {
  test.each([
    ["four", four],
    ["six", six],
  ])("tells of %s papers what the guide says", (_, rulebook) => {
    const told = papersTold(tryPapers(rulebook)).map((line) => line.replace("club.txt", "reading_club.txt"));
    expect(section).toContain(`${told.join("\n")}\n`);
  });

  test("says of too few that nothing is learned, and of three that they were learned from", () => {
    expect(papersTold(tryPapers(withPapers(first(FOUR, 2))))).toEqual([
      "标好的材料：",
      expect.stringContaining("只有 2 份，还没有学"),
    ]);
    const { tried } = tryPapers(withPapers(first(FOUR, 3)));
    expect(tried.map(({ leftOut }) => leftOut)).toEqual([false, false, false]);
  });

  test("tells of what was taken for an element where none is marked", () => {
    const { tried } = tryPapers(withPapers(FOUR.replace("{place:场部小会议室}", "场部小会议室")));
    expect(tried.find(({ style }) => style.startsWith("林场"))?.unmarked).toEqual(["学习地点"]);
  });

  test("of many papers several are left out at a time, and all are tried", () => {
    expect(tryPapers(withPapers((FOUR + MORE).repeat(3))).tried).toHaveLength(18);
  });
});

function typeIn({ types }: Rulebook, id: string): TypeRule {
  const type = types.get(id);
  if (!type) throw new Error(`no ${id}`);
  return type;
}

function productModel(): Model {
  const model = ownModel();
  if (!model) throw new Error("the product has no model");
  return model;
}
