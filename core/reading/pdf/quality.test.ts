import { describe, expect, it } from "vitest";
import { hasBrokenRuns } from "./quality.ts";

const body = ["时间：2026年5月6日", "地点：县林业局二楼会议室", "", "", ""];

describe("runs of a page without meaning", () => {
  it.each([
    ["numbers of glyphs in the title", ["\u0001\u0002\u0003\u0004\u0005", ...body], true],
    ["one sign at a time", ["\u0001", "\u0002", "\u0003", "\u0004", ...body], true],
    ["numbers that run into other scripts", ["ԷԸᄀᆨꀀ", ...body], true],
    ["letters in the place of marks", ["5月6日ÿ星期三Ā下午", "会议室ȀȀ主持人：白鹭ÿ书记", ...body], true],
    ["pinyin beside its character and a sign of times", [...body, "学（xué）3×4÷2", "习 xí"], false],
    ["bullets of a symbol font and a rare name", [...body, "㙍", "\uf06c"], false],
    ["Latin words", [...body, "naïve café"], false],
  ])("%s", (_, runs, broken) => {
    expect(hasBrokenRuns(runs)).toBe(broken);
  });
});
