/** OFD, the national layout format: drawn pages, put in reading order as those of a PDF are. */
import type { ReadText } from "../document.ts";
import { Lines } from "../lines.ts";
import { sayUnread } from "../objects.ts";
import { arrange, type Block } from "../pdf/page.ts";
import { writePages } from "../pdf/writing.ts";
import type { ReaderContext } from "../reader.ts";
import { ReadingRefused } from "../refusal.ts";
import { membersOf, writePasted } from "../scan/pasted.ts";
import { parseXml } from "../xml.ts";
import { openArchive } from "../zip/archive.ts";
import { readOfdPages } from "./document.ts";
import { OfdDrawing } from "./drawing.ts";

const picture = /\.(jpe?g|png|tiff?)$/i;
const byNumber = new Intl.Collator("en", { numeric: true });
const nothingYet = { paragraphs: 0, tables: 0, pages: 0 };

/** Reads an OFD file. Refuses `malformed`, `encrypted`, `too_large`, `bomb`; `unsupported` when it shows pictures only. */
export async function readOfd(bytes: Uint8Array, context: ReaderContext): Promise<ReadText> {
  const { limits, archive } = context;
  const opened = archive ?? (await openArchive(bytes, limits));
  const pages: Block[][] = [];
  const { pages: drawn, attached } = await readOfdPages(opened, limits);
  for (const { members } of drawn) {
    const drawing = new OfdDrawing(limits);
    for (const member of members) {
      if (!(await parseXml(opened, member, limits, drawing))) throw new ReadingRefused("malformed");
    }
    pages.push(await arrange(drawing.boxes, async () => drawing.rules));
  }
  const lines = new Lines(limits.textLength);
  writePages(lines, pages);
  if (lines.isEmpty) {
    // a scan saved as OFD: its pages are pictures, numbered as they were taken
    const names = opened.names.filter((name) => picture.test(name)).toSorted(byNumber.compare);
    const scanned = await writePasted(lines, await membersOf(opened, names), nothingYet, context);
    if (!lines.isEmpty) return { outcome: "text", format: "ofd", ...lines.finish(), ...scanned };
  }
  if (lines.isEmpty) throw new ReadingRefused("unsupported", "OFD 文件里没有可读的文字，请另存为 PDF 后上传");
  const objects = sayUnread(new Array<string>(attached).fill("Package"), lines);
  return { outcome: "text", format: "ofd", ...lines.finish(), pages: pages.length, ...objects };
}
