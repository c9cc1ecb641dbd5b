/** The XML of the wire: a tree in, a tree out. Written by hand on one side, read with saxes (no entities, no DTD) on the other. */
import { SaxesParser } from "saxes";
import { S3Error } from "./errors.ts";

type XmlContent = string | number | boolean | readonly (XmlNode | undefined)[];
/** Element name and content; an undefined child is left out. */
export type XmlNode = readonly [name: string, content: XmlContent];

export const NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

export function renderXml(root: XmlNode, namespace?: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${render(root, namespace ? ` xmlns="${namespace}"` : "")}`;
}

function render([name, content]: XmlNode, attributes = ""): string {
  if (!Array.isArray(content)) return `<${name}${attributes}>${escapeXml(String(content))}</${name}>`;
  const inner = content.map((child) => (child ? render(child) : "")).join("");
  return `<${name}${attributes}>${inner}</${name}>`;
}

/** Keys may hold control characters; AWS answers them as character references, so does this. */
function escapeXml(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is escaped here
  return text.replace(/[<>&"\u0000-\u001f\u007f\ufffe\uffff]/g, (c) => `&#${c.charCodeAt(0)};`);
}

export interface XmlElement {
  readonly name: string;
  readonly text: string;
  readonly children: readonly XmlElement[];
}

/** Parses a request document whose root must be `root`. Refuses anything else as MalformedXML. */
export function parseXml(body: Buffer, root: string): XmlElement {
  const stack: { name: string; text: string; children: XmlElement[] }[] = [];
  let document: XmlElement | undefined;
  const parser = new SaxesParser();
  parser.on("error", () => {
    throw new S3Error("MalformedXML");
  });
  parser.on("doctype", () => {
    throw new S3Error("MalformedXML");
  });
  parser.on("opentag", (tag) => {
    stack.push({ name: tag.name.replace(/^.*:/, ""), text: "", children: [] });
    if (stack.length > 16) throw new S3Error("MalformedXML");
  });
  const addText = (text: string) => {
    const open = stack.at(-1);
    if (open) open.text += text;
  };
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.on("closetag", () => {
    const closed = stack.pop();
    if (!closed) return;
    const parent = stack.at(-1);
    if (parent) parent.children.push(closed);
    else document = closed;
  });
  parser.write(body.toString("utf8")).close();
  if (document?.name !== root) throw new S3Error("MalformedXML");
  return document;
}

export function childrenOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

export function textOf(element: XmlElement, name: string): string | undefined {
  return element.children.find((child) => child.name === name)?.text;
}

export function requiredText(element: XmlElement, name: string): string {
  const text = textOf(element, name);
  if (text === undefined || text === "") throw new S3Error("MalformedXML");
  return text;
}
