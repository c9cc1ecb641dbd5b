/** What stands in a file and was not read, in the words of the people who sent it. */
import type { ReadText, Refusal } from "./document.ts";

type Unread = Pick<ReadText, "unreadPages" | "unreadObjects" | "unreadFormulas">;

/** Addresses that are named; of more only the number. */
const NAMED = 5;

/** How many pages and pictures a recogniser would read. */
export const recognisableIn = (reading: ReadText | Refusal): number =>
  reading.outcome === "text" ? (reading.unreadPages?.length ?? 0) : (reading.recognisable ?? 0);

/** The parts by name: 2张图片, 嵌入的Excel 表格. Nothing when all of the file was read. */
export function unreadParts({ unreadPages = [], unreadObjects = [], unreadFormulas = [] }: Unread): string[] {
  return [
    ...(unreadPages.length > 0 ? [`${unreadPages.length}张图片`] : []),
    ...new Set(unreadObjects.map((name) => `嵌入的${name}`)),
    ...(unreadFormulas.length > 0 ? [`${unreadFormulas.length}个没有结果的公式`] : []),
  ];
}

/** A sentence for each kind, with what to do. */
export function unreadSentences({
  unreadPages = [],
  unreadObjects = [],
  unreadFormulas = [],
}: Unread): string[] {
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
