/** The parts of an OFD file and how they point at each other (GB/T 33190—2016 §7). */
import type { Limits } from "../limits.ts";
import { ReadingRefused } from "../refusal.ts";
import { parseXml } from "../xml.ts";
import type { Archive } from "../zip/archive.ts";

/**
 * Members to be drawn for each page, in the order in which they lie on it: templates, the page, remarks above. `media` are the
 * members of pictures by the resource that names them.
 */
export type OfdPage = { members: string[]; media: ReadonlyMap<string, string> };
/** `attached` counts the files that the documents carry. */
export type OfdPages = { pages: OfdPage[]; attached: number };

/** The pages of all documents in the file. Refuses `malformed`, `encrypted`, `too_large`. */
export async function readOfdPages(archive: Archive, limits: Limits): Promise<OfdPages> {
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
  let attached = 0;
  for (const root of roots) {
    const read = await documentPages(archive, root, limits);
    pages.push(...read.pages);
    attached += read.attached;
  }
  if (pages.length > limits.pdfPages) throw new ReadingRefused("too_large");
  return { pages, attached };
}

async function documentPages(archive: Archive, root: string, limits: Limits): Promise<OfdPages> {
  const templates = new Map<string, string>();
  const members: { id: string; member: string }[] = [];
  const places = { Annotations: "", Attachments: "", PublicRes: "", DocumentRes: "" };
  let place: keyof typeof places | undefined;
  const found = await parseXml(archive, root, limits, {
    open(name, { ID, BaseLoc }) {
      if (name in places) place = name as keyof typeof places;
      if (BaseLoc === undefined) return;
      if (name === "TemplatePage") templates.set(ID ?? "", resolve(root, BaseLoc));
      else if (name === "Page") members.push({ id: ID ?? "", member: resolve(root, BaseLoc) });
    },
    text(text) {
      if (place !== undefined) places[place] += text;
    },
    close() {
      place = undefined;
    },
  });
  if (!found) throw new ReadingRefused("malformed");
  if (members.length > limits.pdfPages) throw new ReadingRefused("too_large");
  const remarks = await remarksOf(archive, root, places.Annotations, limits);
  const media = new Map<string, string>();
  for (const list of [places.PublicRes, places.DocumentRes])
    if (list.trim() !== "") await addMedia(media, archive, resolve(root, list.trim()), limits);
  const pages: OfdPage[] = [];
  for (const { id, member } of members) {
    const below: string[] = [];
    await parseXml(archive, member, limits, {
      open(name, { TemplateID }) {
        const template = name === "Template" ? templates.get(TemplateID ?? "") : undefined;
        if (template !== undefined) below.push(template);
      },
    });
    pages.push({ members: [...below, member, ...(remarks.get(id) ?? [])], media });
  }
  return { pages, attached: await attachedTo(archive, root, places.Attachments, limits) };
}

/** Pictures that a list of resources names (§7.9); its own folder may stand before them. */
async function addMedia(
  media: Map<string, string>,
  archive: Archive,
  list: string,
  limits: Limits,
): Promise<void> {
  let base = "";
  let id: string | undefined;
  let file = "";
  await parseXml(archive, list, limits, {
    open(name, { BaseLoc, ID }) {
      if (name === "Res") base = BaseLoc ?? "";
      else if (name === "MultiMedia") id = ID;
      file = "";
    },
    text(text) {
      file += text;
    },
    close(name) {
      if (name !== "MediaFile" || id === undefined) return;
      const inBase = resolve(list, base === "" ? file.trim() : `${base}/${file.trim()}`);
      media.set(id, archive.names.includes(inBase) ? inBase : resolve(list, file.trim()));
    },
  });
}

/** The members that lay remarks and stamps over each page, by its id (§15). */
async function remarksOf(
  archive: Archive,
  root: string,
  location: string,
  limits: Limits,
): Promise<Map<string, string[]>> {
  const remarks = new Map<string, string[]>();
  if (location.trim() === "") return remarks;
  const list = resolve(root, location.trim());
  let page = "";
  let file = "";
  await parseXml(archive, list, limits, {
    open(name, { PageID }) {
      if (name === "Page") page = PageID ?? "";
      file = "";
    },
    text(text) {
      file += text;
    },
    close(name) {
      const member = name === "FileLoc" ? resolve(list, file.trim()) : "";
      if (archive.names.includes(member)) remarks.set(page, [...(remarks.get(page) ?? []), member]);
    },
  });
  return remarks;
}

async function attachedTo(archive: Archive, root: string, location: string, limits: Limits): Promise<number> {
  let count = 0;
  if (location.trim() === "") return count;
  await parseXml(archive, resolve(root, location.trim()), limits, {
    open(name, { Visible }) {
      if (name === "Attachment" && Visible !== "false") count++;
    },
  });
  return count;
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
