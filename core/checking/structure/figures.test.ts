import { describe, expect, it } from "vitest";
import { figure, figuresIn } from "./figures.ts";

describe("figures", () => {
  it.each([
    ["12", 12],
    ["十二", 12],
    ["二十", 20],
    ["一百零五", 105],
    ["一百一十", 110],
    ["一千七百", 1700],
    ["两", 2],
    ["二〇", 20],
  ])("%s", (words, value) => expect(figure(words)).toBe(value));

  it("is none where the words are none", () => {
    expect(figure("若干")).toBeNaN();
    expect(figuresIn(/(?<v>[一二若干]+)次/dg, "若干次、二次")).toEqual([{ start: 4, end: 6, value: 2 }]);
  });
});
