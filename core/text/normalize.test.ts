import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalize } from "./normalize.ts";

const plain = (text: string): string => normalize(text).text;

describe("normalize", () => {
  it.each([
    ["２０２４年５月６日：（甲）", "2024年5月6日:(甲)"],
    ["會議強調，學習計畫", "会议强调,学习计划"],
    ["召開學(xué)習(xí)會(huì)", "召开学习会"],
    ["（一）选项(a)项", "(一)选项(a)项"],
    ["<p>会议</p><b>记录</b>", "\n会议\n记录"],
    ["甲\u200b乙\ufeff", "甲乙"],
    ["「种业」", "“种业”"],
    ["一\r\n二\r三", "一\n二\n三"],
  ])("%j becomes %j", (from, to) => expect(plain(from)).toBe(to));

  it("keeps blanks that divide names and cells, drops those inside a sentence", () => {
    expect(plain("出席：白桦林 柳岸  梅岭\t陶然")).toBe("出席:白桦林 柳岸  梅岭\t陶然");
    expect(plain("学 习会上，大家认真学习了2024 年有关文件，提出了三条意见，并作了安 排。")).toBe(
      "学习会上,大家认真学习了2024年有关文件,提出了三条意见,并作了安排。",
    );
  });

  it("points back to exactly the characters a word came from", () => {
    const original = "時　　間：2024年 學(xué)習(xí) <b>㈱</b>𠮷";
    const { text, toOriginal } = normalize(original);
    const at = text.indexOf("学习");
    const { start, end } = toOriginal(at, at + 2);
    expect(original.slice(start, end)).toBe("學(xué)習");
    expect(toOriginal(text.length, text.length)).toEqual({ start: original.length, end: original.length });
  });

  it("maps every range of any text into the original, in order", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", maxLength: 80 }),
        fc.nat(80),
        fc.nat(80),
        (original, a, b) => {
          const { text, toOriginal } = normalize(original);
          const [from, to] = [Math.min(a, b, text.length), Math.min(Math.max(a, b), text.length)];
          const { start, end } = toOriginal(from, to);
          expect(start).toBeLessThanOrEqual(end);
          expect(end).toBeLessThanOrEqual(original.length);
        },
      ),
    );
  });
});

describe("frames that are drawn with characters", () => {
  it("part cells by their uprights, and leave nothing else", () => {
    expect(
      normalize("│姓名│丁一│")
        .text.split("|")
        .map((cell) => cell.trim()),
    ).toEqual(["", "姓名", "丁一", ""]);
    expect(normalize("┌ 审批意见 ┐").text.trim()).toBe("审批意见");
  });
});
