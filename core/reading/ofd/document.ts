/** The parts of an OFD file and how they point at each other (GB/T 33190—2016 §7). */
import type { Limits } from "../limits.ts";
import { ReadingRefused } from "../refusal.ts";
import { parseXml } from "../xml.ts";
import type { Archive } from "../zip/archive.ts";

/** Members to be drawn for each page, in the order in which they lie on it: templates below, the page above. */
export type OfdPage = { members: string[] };

/** The pages of all documents in the file. Refuses `malformed`, `encrypted`, `too_large`. */
export async function readOfdPages(archive: Archive, limits: Limits): Promise<OfdPage[]> {
  const roots: string[] = [];
  let text = "";
  await parseXml(archive, "OFD.xml", limits, {
    open(name) {
      if (name === "Encryptions") throw new ReadingRefused("encrypted");
      text = "";
    },
    text(piece) {
      text += piece;
    },
    close(name) {
      if (name === "DocRoot") roots.push(resolve("", text.trim()));
    },
  });
  if (roots.length === 0) throw new ReadingRefused("malformed");
  const pages: OfdPage[] = [];
  for (const root of roots) pages.push(...(await documentPages(archive, root, limits)));
  if (pages.length > limits.pdfPages) throw new ReadingRefused("too_large");
  return pages;
}

async function documentPages(archive: Archive, root: string, limits: Limits): Promise<OfdPage[]> {
  const templates = new Map<string, string>();
  const members: string[] = [];
  const found = await parseXml(archive, root, limits, {
    open(name, { ID, BaseLoc }) {
      if (BaseLoc === undefined) return;
      if (name === "TemplatePage") templates.set(ID ?? "", resolve(root, BaseLoc));
      else if (name === "Page") members.push(resolve(root, BaseLoc));
    },
  });
  if (!found) throw new ReadingRefused("malformed");
  if (members.length > limits.pdfPages) throw new ReadingRefused("too_large");
  const pages: OfdPage[] = [];
  for (const member of members) {
    const below: string[] = [];
    await parseXml(archive, member, limits, {
      open(name, { TemplateID }) {
        const template = name === "Template" ? templates.get(TemplateID ?? "") : undefined;
        if (template !== undefined) below.push(template);
      },
    });
    pages.push({ members: [...below, member] });
  }
  return pages;
}

/** A place in the file: from its root, or from the folder of the part that names it. */
function resolve(part: string, location: string): string {
  const steps = location.startsWith("/") ? [] : part.split("/").slice(0, -1);
  for (const step of location.split("/")) {
    if (step === "..") steps.pop();
    else if (step !== "." && step !== "") steps.push(step);
  }
  return steps.join("/");
}
