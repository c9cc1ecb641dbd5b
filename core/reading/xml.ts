/**
 * XML out of an archive, parsed as it is inflated and never held whole. Document types and entities do not
 * occur in office files and are how XML attacks are made, so a document with one is refused unread.
 */
import { SaxesParser } from "saxes";
import type { Limits } from "./limits.ts";
import { ReadingRefused } from "./refusal.ts";
import type { Archive } from "./zip/archive.ts";

/** Attributes by local name: office parts have no two that differ by namespace only where it matters to us. */
export type Attributes = Record<string, string | undefined>;

/** An entity made of other entities, the seed of a billion laughs. */
const growingEntity = /<!ENTITY[^>]*["'][^"']*&[^"']*;/i;

export type XmlHandler = {
  /** `name` is the short prefix of the namespace with the local name, as in "w:p"; see `prefixes`. */
  open?(name: string, attributes: Attributes): void;
  close?(name: string): void;
  text?(text: string): void;
};

/** Namespaces by the prefix we know them under, Transitional and Strict alike; others keep no prefix. */
const prefixes: Record<string, string> = {
  "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w:",
  "http://purl.oclc.org/ooxml/wordprocessingml/main": "w:",
  "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
  "http://schemas.openxmlformats.org/officeDocument/2006/math": "m:",
  "http://purl.oclc.org/ooxml/officeDocument/math": "m:",
  "http://schemas.microsoft.com/office/word/2010/wordml": "w14:",
  "http://schemas.microsoft.com/office/word/2003/wordml": "w:",
  "http://schemas.microsoft.com/aml/2001/core": "aml:",
  "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office:",
  "urn:oasis:names:tc:opendocument:xmlns:style:1.0": "style:",
  "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text:",
  "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table:",
  "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0": "draw:",
  "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0": "svg:",
};

/** Rows are handed on whole, up to a length that no row of a paper has. */
const MAX_ROW = 256 * 1024;

/** Gathers pieces of XML up to the end of an element and takes out of them what is not worth parsing. */
class Thinner {
  readonly #thin: (piece: string) => string;
  #held: string[] = [];
  #length = 0;
  #given = false;

  constructor(thin: (piece: string) => string) {
    this.#thin = thin;
  }

  /** What may be parsed by now; from a row longer than any on, all of it as it comes. */
  take(piece: string): string {
    const closing = this.#given ? -1 : piece.lastIndexOf("</");
    const end = closing < 0 ? 0 : piece.indexOf(">", closing) + 1;
    this.#held.push(end === 0 ? piece : piece.slice(0, end));
    this.#length += piece.length;
    this.#given ||= end === 0 && this.#length > MAX_ROW;
    if (end === 0 && !this.#given) return "";
    const whole = this.rest();
    if (end > 0 && end < piece.length) this.#held.push(piece.slice(end));
    this.#length = piece.length - end;
    return end === 0 ? whole : this.#thin(whole);
  }

  rest(): string {
    return this.#held.splice(0).join("");
  }
}

/**
 * Parses one member; `thin` takes out of each piece of it what is not worth parsing. `false` when the archive has none of that name.
 * Throws {@link ReadingRefused}: `malformed`, `bomb` (entities, size), `too_deep`.
 */
export async function parseXml(
  archive: Archive,
  member: string,
  limits: Limits,
  handler: XmlHandler,
  thin?: (piece: string) => string,
): Promise<boolean> {
  const parser = guardedParser(limits, handler);
  let decoder: TextDecoder | undefined;
  const thinner = thin && new Thinner(thin);
  try {
    const found = await archive.stream(
      member,
      (chunk) => {
        decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true });
        const piece = decoder.decode(chunk, { stream: true });
        parser.write(thinner === undefined ? piece : thinner.take(piece));
      },
      limits.xmlPartBytes,
    );
    if (!found) return false;
    parser.write((thinner?.rest() ?? "") + (decoder?.decode() ?? "")).close();
    return true;
  } catch (error) {
    throw error instanceof ReadingRefused ? error : new ReadingRefused("malformed", undefined, error);
  }
}

/** Parses a document that is at hand as text, under the same rules. */
export function parseXmlText(text: string, limits: Limits, handler: XmlHandler): void {
  if (text.length > limits.xmlPartBytes) throw new ReadingRefused("bomb");
  try {
    guardedParser(limits, handler).write(text).close();
  } catch (error) {
    throw error instanceof ReadingRefused ? error : new ReadingRefused("malformed", undefined, error);
  }
}

/** UTF-16 is allowed in office parts and announces itself by its mark. */
function encodingOf(chunk: Uint8Array): string {
  if (chunk[0] === 0xff && chunk[1] === 0xfe) return "utf-16le";
  if (chunk[0] === 0xfe && chunk[1] === 0xff) return "utf-16be";
  return "utf-8";
}

function guardedParser(limits: Limits, handler: XmlHandler): SaxesParser<{ xmlns: true }> {
  const parser = new SaxesParser({ xmlns: true });
  let depth = 0;
  let elements = 0;
  parser.on("doctype", (doctype) => {
    throw new ReadingRefused(growingEntity.test(doctype) ? "bomb" : "malformed");
  });
  parser.on("error", (error) => {
    throw new ReadingRefused("malformed", undefined, error);
  });
  let attributeCount = 0;
  parser.on("opentagstart", () => {
    attributeCount = 0;
    if (++elements > limits.xmlElements) throw new ReadingRefused("bomb");
  });
  parser.on("attribute", () => {
    if (++attributeCount > limits.xmlAttributes) throw new ReadingRefused("bomb");
  });
  parser.on("opentag", (tag) => {
    if (++depth > limits.xmlDepth) throw new ReadingRefused("too_deep");
    if (handler.open === undefined) return;
    const attributes: Attributes = {};
    for (const key in tag.attributes) {
      const attribute = tag.attributes[key];
      if (attribute !== undefined) attributes[attribute.local] = attribute.value;
    }
    handler.open((prefixes[tag.uri] ?? "") + tag.local, attributes);
  });
  parser.on("closetag", (tag) => {
    depth--;
    handler.close?.((prefixes[tag.uri] ?? "") + tag.local);
  });
  if (handler.text !== undefined) {
    parser.on("text", (text) => handler.text?.(text));
    parser.on("cdata", (text) => handler.text?.(text));
  }
  return parser;
}
