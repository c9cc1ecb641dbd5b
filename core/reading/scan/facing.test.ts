import { describe, expect, it } from "vitest";
import type { Box } from "../pdf/boxes.ts";
import type { Rules } from "../pdf/rules.ts";
import { facingPages } from "./facing.ts";

const box = (text: string, x: number, y: number): Box => ({
  text,
  x,
  y,
  width: text.length * 16,
  height: 16,
});
const none = (): Rules => ({ level: [], upright: [] });
const open = { width: 900, height: 600 };

const left = ["今天集中学习汛前检查的要求。", "我分管东片三座水库，", "清淤还差两处没有完成。"];
const right = ["检查不能只看台账，要上坝。", "下周二带队复查溢洪道，", "月底前补齐巡查的记录。"];
const book = [
  ...left.map((text, row) => box(text, 60, 100 + row * 40)),
  ...right.map((text, row) => box(text, 500, 104 + row * 40)),
];
const texts = (pages: readonly (readonly Box[])[]) => pages.map((page) => page.map(({ text }) => text));

describe("two pages in one picture", () => {
  it("are read one after the other", () => {
    expect(texts(facingPages(book, open, none))).toEqual([left, right]);
  });

  it("are one where the picture is as high as a page", () => {
    expect(facingPages(book, { width: 600, height: 840 }, none)).toHaveLength(1);
  });

  it("are one where a table runs over the middle", () => {
    const level = [100, 140, 180, 220].map((at) => ({ at, from: 50, to: 850 }));
    expect(facingPages(book, open, () => ({ level, upright: [] }))).toHaveLength(1);
  });

  it("are one where rows have cells on both sides", () => {
    const row = (y: number) => [
      box("1", 60, y),
      box("白如松", 120, y),
      box("党组成员、副局长", 240, y),
      box("2", 500, y),
      box("祝小满", 560, y),
      box("办公室主任、组织委员", 680, y),
    ];
    expect(facingPages([100, 140, 180, 220].flatMap(row), open, none)).toHaveLength(1);
  });

  it("are one where a form has a pair on either side", () => {
    const row = (y: number) => [box("姓名：丁一", 60, y), box("职务：局长", 500, y)];
    expect(facingPages([100, 140, 180].flatMap(row), open, none)).toHaveLength(1);
  });
});
