/** Word documents in one XML file: that of Word 2003, and the package of .docx written flat, often called .doc. */
import { fromBase64 } from "../base64.ts";
import type { ReadText } from "../document.ts";
import { readDocx } from "../docx/reader.ts";
import type { Story } from "../docx/story.ts";
import { distinct } from "../flow.ts";
import type { Limits } from "../limits.ts";
import { Lines } from "../lines.ts";
import { decodeText } from "../plain/encoding.ts";
import type { ReaderContext } from "../reader.ts";
import { ReadingRefused } from "../refusal.ts";
import { withPictures } from "../scan/pasted.ts";
import { parseXmlText } from "../xml.ts";
import type { Archive } from "../zip/archive.ts";
import { WordMlDocument } from "./document.ts";

const part =
  /<pkg:part\b[^>]*\bpkg:name="([^"]+)"[^>]*>\s*<pkg:(xmlData|binaryData)\b[^>]*>([\s\S]*?)<\/pkg:\2>/g;

/** Reads Word 2003 XML or a flat package. Refuses `macro`, `malformed`, `bomb`, `too_deep`, `too_large`. */
export async function readWordMl(bytes: Uint8Array, context: ReaderContext): Promise<ReadText> {
  const { limits } = context;
  if (bytes.length > limits.xmlPartBytes) throw new ReadingRefused("too_large");
  const text = (decodeText(bytes) ?? "").trimStart();
  if (text.slice(0, 4096).includes("<pkg:package")) {
    const archive = flatPackage(text, limits);
    return { ...(await readDocx(bytes, { ...context, archive })), format: "wordml" };
  }
  let document = new WordMlDocument(limits);
  parseXmlText(text, limits, document);
  const unclosed = document.stories.map(({ fields }) => new Set(fields.open));
  if (unclosed.some(({ size }) => size > 0)) {
    document = new WordMlDocument(limits, unclosed);
    parseXmlText(text, limits, document);
  }
  if (document.body.length === 0) throw new ReadingRefused("malformed");
  const written = new Lines(limits.textLength);
  for (const furniture of distinct(document.furniture.flatMap(linesOf))) written.append(furniture);
  for (const story of [...document.body, ...document.notes].flatMap(linesOf)) written.append(story);
  const counted = { paragraphs: 0, tables: 0, ...document.shared, pages: 0 };
  const { lines, ...pages } = await withPictures(written, counted, context);
  return { outcome: "text", format: "wordml", ...lines.finish(), ...pages };
}

function linesOf({ pieces }: Story): Lines[] {
  return pieces.filter((piece): piece is Lines => piece instanceof Lines);
}

/** The parts of a flat package, as if they had come out of an archive. */
function flatPackage(text: string, limits: Limits): Archive {
  if (/pkg:name="[^"]*vbaProject\.bin"/i.test(text)) throw new ReadingRefused("macro");
  const parts = new Map<string, Uint8Array>();
  for (const [, name = "", kind, content = ""] of text.matchAll(part)) {
    const bytes = kind === "xmlData" ? new TextEncoder().encode(content) : fromBase64(content);
    parts.set(name.replace(/^\//, ""), bytes);
    if (parts.size > limits.zipEntries) throw new ReadingRefused("bomb");
  }
  return {
    names: [...parts.keys()],
    absolute: false,
    async stream(name, take) {
      const bytes = parts.get(name);
      if (bytes !== undefined) take(bytes);
      return bytes !== undefined;
    },
    async bytes(name) {
      return parts.get(name);
    },
    budget: { left: limits.zipInflatedBytes },
  };
}
