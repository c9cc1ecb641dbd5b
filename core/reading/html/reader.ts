/**
 * Web pages under the names .doc and .xls: what "export" buttons and old Word write (parts.md §8, 9).
 * A table is read as rows of cells, hidden elements are left out, scripts never run.
 */
import { Parser } from "htmlparser2";
import type { ReadText } from "../document.ts";
import { Flow } from "../flow.ts";
import type { ReaderContext } from "../reader.ts";
import { ReadingRefused } from "../refusal.ts";
import { withPictures } from "../scan/pasted.ts";
import { decodePage } from "./charset.ts";
import { openWebArchive, spelledPicture } from "./mime.ts";
import { HtmlPage } from "./page.ts";

/** Reads HTML or a web archive (MIME). Refuses `malformed` (no page in it), `too_deep`, `too_large`. */
export async function readHtml(bytes: Uint8Array, context: ReaderContext): Promise<ReadText> {
  const { limits } = context;
  if (bytes.length > limits.xmlPartBytes) throw new ReadingRefused("too_large");
  const decoded = decodePage(bytes) ?? "";
  const isArchive = !decoded.trimStart().startsWith("<");
  const archive = isArchive ? openWebArchive(new TextDecoder("latin1").decode(bytes)) : undefined;
  if (isArchive && archive === undefined) throw new ReadingRefused("malformed");
  const counted = { paragraphs: 0, tables: 0 };
  const flow = new Flow("body", limits, counted);
  const pictureOf = (address: string) => spelledPicture(address) ?? archive?.pictureOf(address);
  const page = new HtmlPage(flow, limits, pictureOf);
  const parser = new Parser(page, { decodeEntities: true, lowerCaseTags: true });
  parser.end(archive?.html ?? decoded);
  page.finish();
  const { lines, ...pages } = await withPictures(flow.lines, { ...counted, pages: 0 }, context);
  return { outcome: "text", format: "html", ...lines.finish(), ...pages };
}
