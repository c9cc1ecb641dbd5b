import { describe, expect, it } from "vitest";
import { seriesIn } from "./numbered.ts";

const counts = (text: string): Array<[string, number]> =>
  seriesIn(text).map(({ style, points }) => [style, points.length]);

describe("numbered points", () => {
  it.each<[string, string, number]>([
    ["一、签到表缺失\n二、记录不全\n三、没有补课", "section", 3],
    ["(一)签到表缺失;(二)记录不全", "bracketed", 2],
    ["1.签到表缺失\n2.记录不全", "figure", 2],
    ["①签到表缺失②记录不全", "circled", 2],
    ["问题:一是签到表缺失;二是记录不全", "said", 2],
    ["一、2月26日的记录只写“略”\n二、3月没有学", "section", 2],
  ])("%s", (text, style, count) => expect(counts(text)).toEqual([[style, count]]));

  it("ends a series where a number does not follow", () => {
    expect(counts("1.签到表缺失\n2.记录不全\n4.没有补课")).toEqual([["figure", 2]]);
    expect(counts("渠长1.5公里\n宽2.5米")).toEqual([]);
  });
});
