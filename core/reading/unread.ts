/** What stands in a file and was not read, said to the person who sent it: each in one sentence with what to do. */
import type { ReadText } from "./document.ts";

/** Addresses that are named; of more only the number. */
const NAMED = 5;

/** Nothing when all of the file was read. */
export function unreadIn({ unreadPages = [], unreadObjects = [], unreadFormulas = [] }: ReadText): string[] {
  const sentences: string[] = [];
  if (unreadPages.length > 0) sentences.push(`有 ${unreadPages.length} 页扫描件或图片没有识别，请以原件为准`);
  if (unreadFormulas.length > 0) {
    const named = unreadFormulas.slice(0, NAMED).join("、");
    const more = unreadFormulas.length > NAMED ? "等" : "";
    sentences.push(
      `有 ${unreadFormulas.length} 处公式没有存下结果（${named}${more}），请用 Excel 或 WPS 打开并保存一次后重新上传`,
    );
  }
  if (unreadObjects.length > 0) {
    const kinds = [...new Set(unreadObjects)].join("、");
    sentences.push(`文件里附有未读出的内容（${kinds}），请另存为单独的文件上传`);
  }
  return sentences;
}
