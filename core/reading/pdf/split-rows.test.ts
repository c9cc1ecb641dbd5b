import { describe, expect, it } from "vitest";
import { Lines } from "../lines.ts";
import type { Block, TableCell } from "./blocks.ts";
import { writePages } from "./writing.ts";

const label = (text: string): TableCell => ({ column: 0, paragraphs: [{ text }], downwards: true });
const value = (...texts: string[]): TableCell => ({
  column: 1,
  paragraphs: texts.map((text) => ({ text })),
});

function written(...pages: Block[][]): string {
  const lines = new Lines(1000);
  writePages(lines, pages);
  return lines.finish().text;
}

describe("a row that the page end cuts through", () => {
  it("is put together with its label", () => {
    const upper = [{ rows: [[label("意见"), value("1.补齐笔记；", "2.延长研讨；")]] }, { column: [] }];
    const lower = [
      {
        rows: [
          [label("建议"), value("3.随机点名。")],
          [label("得分"), value("78分")],
        ],
      },
    ];
    expect(written(upper, lower)).toBe("意见建议\t1.补齐笔记；\n2.延长研讨；\n3.随机点名。\n得分\t78分");
  });

  it("is no such row when the one above has come to its end", () => {
    const upper = [{ rows: [[label("特点"), value("1.主题鲜明。")]] }];
    const lower = [{ rows: [[label("问题"), value("1.互动偏少。")]] }];
    expect(written(upper, lower)).toBe("特点\t1.主题鲜明。\n问题\t1.互动偏少。");
  });
});
