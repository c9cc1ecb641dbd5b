/** Parts of a package whose words stand in the text: objects of other programs, charts, diagrams. */
import type { ReadText, Refusal } from "../document.ts";
import type { Limits } from "../limits.ts";
import { embeddedFile } from "../ole/embedded.ts";
import { parseXml } from "../xml.ts";
import type { Archive } from "../zip/archive.ts";
import type { Relation } from "./package.ts";

type Source = {
  archive: Archive;
  limits: Limits;
  readMember: (bytes: Uint8Array) => Promise<ReadText | Refusal>;
};

/** Words of a part; undefined where they could not be read. */
export async function insertOf(source: Source, { kind, member }: Relation): Promise<string | undefined> {
  if (kind === "package" || kind === "oleObject") return await wordsOfObject(source, member);
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
