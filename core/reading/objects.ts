/** Objects of other programs that a document shows, or keeps behind an icon, and that could not be read. */
import type { ReadText } from "./document.ts";
import type { Lines } from "./lines.ts";
import { ReadingRefused } from "./refusal.ts";

/** How people call what a program makes, by how the program is registered. */
const programs: [RegExp, string][] = [
  [/^(excel|et)\./i, "Excel 表格"],
  [/^(word|wps)\./i, "Word 文档"],
  [/^(powerpoint|wpp)\./i, "演示文稿"],
  [/^(acro|foxit|wpspdf|pdf)/i, "PDF 文件"],
  [/^visio\./i, "Visio 图"],
  [/^(equation|mathtype)/i, "公式"],
  [/^package$/i, "附件"],
];

/**
 * Tells which objects were not read, by what people call them. Refuses `unsupported` when the document says
 * nothing else.
 */
export function sayUnread(unread: readonly string[], lines: Lines): Pick<ReadText, "unreadObjects"> {
  const names = unread.map(
    (program) => programs.find(([pattern]) => pattern.test(program))?.[1] ?? "其他程序的对象",
  );
  if (names.length === 0) return {};
  if (lines.isEmpty) {
    const distinct = [...new Set(names)].join("、");
    throw new ReadingRefused(
      "unsupported",
      `文档里只有嵌入的${distinct}，未能读出文字，请双击打开后另存为单独的文件上传`,
    );
  }
  return { unreadObjects: names };
}
