/** Word documents in one XML file: that of Word 2003, and the package of .docx written flat, often called .doc. */
import type { ReadText } from "../document.ts";
import { readDocx } from "../docx/reader.ts";
import type { Story } from "../docx/story.ts";
import { distinct } from "../flow.ts";
import type { Limits } from "../limits.ts";
import { Lines } from "../lines.ts";
import { decodeText } from "../plain/encoding.ts";
import type { ReaderContext } from "../reader.ts";
import { ReadingRefused } from "../refusal.ts";
import { parseXmlText } from "../xml.ts";
import type { Archive } from "../zip/archive.ts";
import { WordMlDocument } from "./document.ts";

const part = /<pkg:part\b[^>]*\bpkg:name="([^"]+)"[^>]*>\s*<pkg:xmlData\b[^>]*>([\s\S]*?)<\/pkg:xmlData>/g;

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
  const lines = new Lines(limits.textLength);
  for (const furniture of distinct(document.furniture.flatMap(linesOf))) lines.append(furniture);
  for (const written of [...document.body, ...document.notes].flatMap(linesOf)) lines.append(written);
  return { outcome: "text", format: "wordml", ...lines.finish() };
}

function linesOf({ pieces }: Story): Lines[] {
  return pieces.filter((piece): piece is Lines => piece instanceof Lines);
}

/** The parts of a flat package, as if they had come out of an archive. */
function flatPackage(text: string, limits: Limits): Archive {
  if (/pkg:name="[^"]*vbaProject\.bin"/i.test(text)) throw new ReadingRefused("macro");
  const parts = new Map<string, Uint8Array>();
  for (const [, name = "", xml = ""] of text.matchAll(part)) {
    parts.set(name.replace(/^\//, ""), new TextEncoder().encode(xml));
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
