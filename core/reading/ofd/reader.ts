/** OFD, the national layout format: drawn pages, put in reading order as those of a PDF are. */
import type { ReadText } from "../document.ts";
import type { Limits } from "../limits.ts";
import { Lines } from "../lines.ts";
import { sayUnread } from "../objects.ts";
import { textOf } from "../pdf/blocks.ts";
import {
  arrangeAround,
  type PageBlock,
  pagesShowing,
  type Shown,
  seePictures,
  wordsOf,
} from "../pdf/shown.ts";
import { writePages } from "../pdf/writing.ts";
import type { ReaderContext } from "../reader.ts";
import { ReadingRefused } from "../refusal.ts";
import { memberPicture, seeHeld } from "../scan/pasted.ts";
import { parseXml } from "../xml.ts";
import { type Archive, openArchive } from "../zip/archive.ts";
import { readOfdPages } from "./document.ts";
import { OfdDrawing } from "./drawing.ts";

/** Points: an emblem and a stamp are smaller. */
const SMALLEST = 130;

/** Reads an OFD file. Refuses `malformed`, `encrypted`, `too_large`, `bomb`; `unsupported` when it shows pictures only. */
export async function readOfd(bytes: Uint8Array, context: ReaderContext): Promise<ReadText> {
  const { limits, archive, recogniser, onPage } = context;
  const opened = archive ?? (await openArchive(bytes, limits));
  const pages: PageBlock[][] = [];
  const { pages: drawn, attached } = await readOfdPages(opened, limits);
  for (const { members, media } of drawn) {
    const drawing = new OfdDrawing(limits);
    for (const member of members) {
      if (!(await parseXml(opened, member, limits, drawing))) throw new ReadingRefused("malformed");
    }
    pages.push(
      await arrangeAround(drawing.boxes, async () => drawing.rules, shownBy(drawing, media, opened, limits)),
    );
  }
  const words = pages.map(wordsOf);
  const showing = pagesShowing(pages);
  const bare = textOf(words.flat()).trim() === "";
  if (bare && (recogniser === undefined || showing.length === 0)) {
    const sentence = "OFD 文件里没有可读的文字，请另存为 PDF 后上传";
    throw new ReadingRefused("unsupported", sentence, undefined, showing.length);
  }
  if (bare && showing.length > limits.scanPages)
    throw new ReadingRefused("too_large", `图片超过 ${limits.scanPages} 页，请拆分后分别上传`);
  const read = recogniser
    ? await seePictures(pages, recogniser, limits.scanPages, onPage)
    : { pages: words, unread: showing };
  const lines = new Lines(limits.textLength);
  writePages(lines, read.pages);
  const objects = sayUnread(new Array<string>(attached).fill("Package"), lines);
  const unread = read.unread.length > 0 ? { unreadPages: read.unread } : {};
  return { outcome: "text", format: "ofd", ...lines.finish(), pages: pages.length, ...unread, ...objects };
}

/** The pictures of a page that are large enough for a sheet, and which we can decode. */
function shownBy(
  { pictures }: OfdDrawing,
  media: ReadonlyMap<string, string>,
  archive: Archive,
  limits: Limits,
): Shown[] {
  return pictures.flatMap(({ resource, width, height, bottom }): Shown[] => {
    const member = media.get(resource);
    if (member === undefined || Math.min(width, height) < SMALLEST) return [];
    const held = memberPicture(archive, member);
    return [{ bottom, see: (recogniser) => seeHeld(held, recogniser, limits) }];
  });
}
