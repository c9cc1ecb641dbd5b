/** Files put into a workbook, shown by their first page or an icon: each is read behind the sheets. */
import type { RefusalReason } from "../document.ts";
import { type Counted, writeReading } from "../joining.ts";
import type { Lines } from "../lines.ts";
import { embeddedFile } from "../ole/embedded.ts";
import type { ReaderContext } from "../reader.ts";
import { ReadingRefused } from "../refusal.ts";
import type { Archive } from "../zip/archive.ts";

/** Where the file stands in the package, and the program that put it there. */
export type Embedded = { member: string; program: string };

const hostile: readonly RefusalReason[] = ["macro", "bomb", "too_deep", "unsafe_path"];

/** Writes what can be read; answers the programs of the others. Refuses for a hostile one. */
export async function writeEmbedded(
  lines: Lines,
  archive: Archive,
  embedded: readonly Embedded[],
  counted: Counted,
  { readMember }: ReaderContext,
): Promise<string[]> {
  const unread: string[] = [];
  for (const { member, program } of embedded) {
    const bytes = await archive.bytes(member);
    const file = bytes === undefined ? undefined : embeddedFile(bytes);
    const read = file === undefined ? undefined : await readMember(file);
    if (read?.outcome === "text") writeReading(lines, read, counted);
    else if (read?.outcome === "refused" && hostile.includes(read.reason)) {
      throw new ReadingRefused(read.reason, `表格里嵌入的文件不能接收：${read.message}`);
    } else if (read?.reason !== "empty") unread.push(program);
  }
  return unread;
}
