/** RTF documents, as WordPad, LibreOffice and old Word write them, often under the name .doc. */
import type { ReadText } from "../document.ts";
import { distinct } from "../flow.ts";
import { Lines } from "../lines.ts";
import { sayUnread } from "../objects.ts";
import type { ReaderContext } from "../reader.ts";
import { ReadingRefused } from "../refusal.ts";
import { withPictures } from "../scan/pasted.ts";
import { RtfDocument } from "./document.ts";
import { readObjects } from "./objects.ts";
import { walkRtf } from "./tokens.ts";

/** Reads an RTF file. Refuses `truncated` (groups left open), `too_deep`, `too_large`. */
export async function readRtf(bytes: Uint8Array, context: ReaderContext): Promise<ReadText> {
  const { limits, readMember } = context;
  let document = new RtfDocument(limits);
  walkRtf(bytes, document);
  const { objects } = document;
  const words = await readObjects(objects, readMember);
  if (words.some((read) => read !== undefined)) {
    document = new RtfDocument(limits, words);
    walkRtf(bytes, document);
  }
  if (document.openGroups > 0) throw new ReadingRefused("truncated");
  for (const story of [...document.furniture, document.body, document.notes]) {
    if (story.holds) story.endParagraph(0);
    story.tables.finish();
  }
  const written = new Lines(limits.textLength);
  for (const furniture of distinct(document.furniture.map(({ flow }) => flow.lines)))
    written.append(furniture);
  written.append(document.body.flow.lines);
  written.append(document.notes.flow.lines);
  const unread = objects.flatMap(({ program }, at) => (words[at] === undefined ? [program] : []));
  const { lines, ...pages } = await withPictures(written, { ...document.counted, pages: 0 }, context);
  return { outcome: "text", format: "rtf", ...lines.finish(), ...pages, ...sayUnread(unread, lines) };
}
