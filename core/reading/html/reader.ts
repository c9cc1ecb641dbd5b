/**
 * Web pages under the names .doc and .xls: what "export" buttons and old Word write (parts.md §8, 9).
 * A table is read as rows of cells, hidden elements are left out, scripts never run.
 */
import { Parser } from "htmlparser2";
import type { ReadText } from "../document.ts";
import { Flow } from "../flow.ts";
import type { ReaderContext } from "../reader.ts";
import { ReadingRefused } from "../refusal.ts";
import { decodePage } from "./charset.ts";
import { htmlOfArchive } from "./mime.ts";
import { HtmlPage } from "./page.ts";

/** Reads HTML or a web archive (MIME). Refuses `malformed` (no page in it), `too_deep`, `too_large`. */
export async function readHtml(bytes: Uint8Array, { limits }: ReaderContext): Promise<ReadText> {
  if (bytes.length > limits.xmlPartBytes) throw new ReadingRefused("too_large");
  const decoded = decodePage(bytes) ?? "";
  const isArchive = !decoded.trimStart().startsWith("<");
  const html = isArchive ? htmlOfArchive(new TextDecoder("latin1").decode(bytes)) : decoded;
  if (html === undefined) throw new ReadingRefused("malformed");
  const flow = new Flow("body", limits, { paragraphs: 0, tables: 0 });
  const page = new HtmlPage(flow, limits);
  const parser = new Parser(page, { decodeEntities: true, lowerCaseTags: true });
  parser.end(html);
  page.finish();
  return { outcome: "text", format: "html", ...flow.lines.finish() };
}
