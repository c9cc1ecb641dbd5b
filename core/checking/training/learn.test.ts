import { expect, test } from "vitest";
import { papersOf } from "../../text/notation.ts";
import { lookAt } from "../finder/find.ts";
import { base64Of, open, pack, unpack } from "../finder/model.ts";
import { clausesOf } from "../structure/clauses.ts";
import { gather, learn } from "./learn.ts";
import { lessonOf } from "./lessons.ts";

const PLACES = ["水库管理所二楼", "镇政府小会议室", "学校阅览室", "三号泵站值班室", "农技站大厅", "林场场部"];
const PAPERS = papersOf(
  PLACES.map(
    (place, at) =>
      `=== minutes_record | 第${at}份\n学习记录\n日子：2025年${at + 1}月3日\n在哪里：{place:${place}}\n谁来了：乔木、柳岸`,
  ).join("\n"),
);

const lessons = PAPERS.map((paper) => lessonOf(paper, ["place"]).lesson);

test("learns where an element stands from a few marked papers, and finds it in another", () => {
  const { weights, none } = learn("place", lessons);
  const table = pack(gather([weights], 0.05));
  const model = open({
    hash: "",
    elements: ["place"],
    weights: base64Of(table),
    none: Object.fromEntries(none),
    reach: { place: 8 },
    certainty: {},
    types: { types: [], weights: "", bias: [] },
    vague: { types: [], weights: "", bias: [] },
  });
  const text = "学习记录\n日子：2026年9月9日\n在哪里：渔政站甲板\n谁来了：梅岭、陶然";
  const clauses = clausesOf(text);
  const seen = lookAt(model, text, clauses, "minutes_record")("place");
  expect(seen?.share).toBeGreaterThan(0.6);
  const best = clauses[seen?.best ?? 0];
  expect(text.slice(best?.start, best?.end)).toBe("在哪里：渔政站甲板");
});

test("the same papers give the same weights, another paper others", () => {
  const bytes = (list: typeof lessons): string =>
    base64Of(pack(gather([learn("place", list).weights], 0.05)));
  expect(bytes(lessons)).toBe(bytes(lessons));
  expect(bytes(lessons.slice(1))).not.toBe(bytes(lessons));
});

test("what is packed comes back, in steps of a sixteenth", () => {
  const weights = new Map([
    [
      3,
      [
        [0, 0.5],
        [7, -1.25],
      ] as const,
    ],
    [1_000_000, [[2, 3]] as const],
  ]);
  const { first, who, weight } = unpack(pack(weights));
  const of = (feature: number): Array<[number, number]> =>
    Array.from({ length: (first[feature + 1] ?? 0) - (first[feature] ?? 0) }, (_, at) => {
      const place = (first[feature] ?? 0) + at;
      return [who[place] ?? -1, weight[place] ?? 0];
    });
  expect(of(3)).toEqual([
    [0, 0.5],
    [7, -1.25],
  ]);
  expect(of(4)).toEqual([]);
  expect(of(1_000_000)).toEqual([[2, 3]]);
});
