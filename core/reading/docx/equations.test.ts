import { describe, expect, it } from "vitest";
import { equation } from "./equations.ts";

describe("what an equation of old Word shows", () => {
  it.each([
    [
      "the character under a phonetic guide",
      String.raw` EQ \* jc2 \* "Font:宋体" \* hps10 \o\ad(\s\up 9(chēn),琛)`,
      "琛",
    ],
    ["the same with the list separator of another country", String.raw`EQ \o\ad(\s\up 9(chēn);琛)`, "琛"],
    ["several characters under one guide", String.raw`EQ \o\ad(\s\up 11(Lù Yīmíng),陆一鸣)`, "陆一鸣"],
    [
      "combined characters, the upper row first",
      String.raw`EQ \* jc0 \* "Font:仿宋_GB2312" \* hps16 \o(\s\up 7(组织),\s\do 2(宣传))`,
      "组织宣传",
    ],
    ["combined characters of one above and one below", String.raw`eq \o(\s\up 5(办),\s\do 2(公))`, "办公"],
    ["a figure in a ring", String.raw`eq \o\ac(○,12)`, "⑫"],
    ["a character in a square", String.raw`eq \o\ac(□,密)`, "密"],
    ["a fraction", String.raw`EQ \f(9,10)`, "9/10"],
    ["a fraction of sums", String.raw`EQ \f(实到+请假,应到)`, "(实到+请假)/应到"],
    ["a root", String.raw`EQ \r(3,x)`, "√x"],
    ["a superscript alone", String.raw`EQ 100m\s\up 5(2)`, "100m2"],
    ["a box, and a bar above", String.raw`EQ \x(绝密)\x\to(甲)`, "绝密甲"],
    ["brackets", String.raw`EQ \b\bc\[ (甲\,乙)`, "[甲,乙]"],
    ["brackets on one side", String.raw`EQ \b\lc\{(\a\al(应到,实到))`, "{应到 实到"],
    ["commas between brackets of the text", String.raw`EQ \x(甲(乙,丙))`, "甲(乙,丙)"],
    ["nothing of a displacement", String.raw`EQ \d\fo10()左`, "左"],
    ["what never ends", String.raw`EQ \o(\s\up 9(chēn),琛`, "琛"],
  ])("%s", (_, code, shown) => {
    expect(equation(code)).toBe(shown);
  });

  it("is nothing for another field, and no depth fills the stack", () => {
    expect(equation(" EQUATION 3")).toBeUndefined();
    expect(() => equation(`EQ ${"\\x(".repeat(100_000)}`)).not.toThrow();
    expect(() => equation(`EQ ${"(".repeat(100_000)}`)).not.toThrow();
  });
});
