/** RTF documents, as WordPad, LibreOffice and old Word write them, often under the name .doc. */
import type { ReadText } from "../document.ts";
import { distinct } from "../flow.ts";
import { Lines } from "../lines.ts";
import type { ReaderContext } from "../reader.ts";
import { ReadingRefused } from "../refusal.ts";
import { endParagraph, RtfDocument } from "./document.ts";
import { walkRtf } from "./tokens.ts";

/** Reads an RTF file. Refuses `truncated` (groups left open), `too_deep`, `too_large`. */
export async function readRtf(bytes: Uint8Array, { limits }: ReaderContext): Promise<ReadText> {
  const document = new RtfDocument(limits);
  walkRtf(bytes, document);
  if (document.openGroups > 0) throw new ReadingRefused("truncated");
  for (const story of [...document.furniture, document.body, document.notes]) {
    if (story.pieces.length > 0) endParagraph(story, 0);
    story.tables.finish();
  }
  const lines = new Lines(limits.textLength);
  for (const furniture of distinct(document.furniture.map(({ flow }) => flow.lines))) lines.append(furniture);
  lines.append(document.body.flow.lines);
  lines.append(document.notes.flow.lines);
  return { outcome: "text", format: "rtf", ...lines.finish() };
}
