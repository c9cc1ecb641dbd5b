/** Parts of a package whose words stand in the text: objects of other programs, charts, diagrams. */
import type { ReadText, Refusal } from "../document.ts";
import type { Limits } from "../limits.ts";
import { Binary } from "../ole/binary.ts";
import { embeddedFile } from "../ole/embedded.ts";
import { shownByControl } from "../ole/form-control.ts";
import { parseXml } from "../xml.ts";
import type { Archive } from "../zip/archive.ts";
import { type Relation, readRelations } from "./package.ts";

type Source = {
  archive: Archive;
  limits: Limits;
  readMember: (bytes: Uint8Array) => Promise<ReadText | Refusal>;
};

/** Words of a part; undefined where they could not be read. */
export async function insertOf(source: Source, { kind, member }: Relation): Promise<string | undefined> {
  if (kind === "package" || kind === "oleObject") return await wordsOfObject(source, member);
  if (kind === "control") return await shownIn(source, member);
  if (kind === "diagramData") return await drawnWords(source, member, "pt");
  // of a chart what is written above it and along its sides; figures are drawn
  return await drawnWords(source, member, "title");
}

async function wordsOfObject({ archive, readMember }: Source, member: string): Promise<string | undefined> {
  const bytes = await archive.bytes(member);
  const file = bytes === undefined ? undefined : embeddedFile(bytes);
  if (file === undefined) return undefined;
  const result = await readMember(file);
  if (result.outcome === "text") return result.text;
  return result.reason === "empty" ? "" : undefined;
}

/** A class precedes what a control keeps of itself. */
const CLASS = 16;

/** What a control of the toolbox shows: kept as named values, or in a part of its own. */
async function shownIn({ archive, limits }: Source, member: string): Promise<string | undefined> {
  const values = new Map<string, string>();
  let ofClass = "";
  await parseXml(archive, member, limits, {
    open(name, { classid, name: property = "", value = "" }) {
      if (name === "ocx") ofClass = classid ?? "";
      else if (name === "ocxPr") values.set(property, value);
    },
  });
  const relations = await readRelations(archive, member, limits);
  const kept = relations.find(({ kind }) => kind === "activeXControlBinary");
  const bytes = kept === undefined ? undefined : await archive.bytes(kept.member);
  if (bytes !== undefined) return shownByControl(new Binary(bytes.subarray(CLASS)));
  const value = values.get("Value");
  if (!tickedClass.test(ofClass)) return value;
  return (value === "1" || value === "-1" ? "√" : "□") + (values.get("Caption") ?? "");
}

/** A box, and a button of a choice. */
const tickedClass = /^\{8BD21D[45]0-/i;

/** The paragraphs in each element of this name, or the one value it shows. */
async function drawnWords({ archive, limits }: Source, member: string, within: string): Promise<string> {
  const lines: string[] = [];
  let depth = 0;
  let line = "";
  let listening = false;
  await parseXml(archive, member, limits, {
    open(name) {
      if (name === within) depth++;
      listening = depth > 0 && (name === "t" || name === "v");
    },
    text(text) {
      if (listening) line += text;
    },
    close(name) {
      listening = false;
      if (name === within) depth--;
      if ((name === "p" || name === within) && line.trim() !== "") lines.push(line.trim());
      if (name === "p" || name === within) line = "";
    },
  });
  return lines.join("\n");
}
