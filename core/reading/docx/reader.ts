/** Word documents (.docx, Transitional and Strict): headers and footers first, then the body, then the notes. */
import type { Part, ReadText } from "../document.ts";
import { writeReading } from "../joining.ts";
import type { Limits } from "../limits.ts";
import { type Held, Lines } from "../lines.ts";
import { sayUnread } from "../objects.ts";
import type { ReaderContext } from "../reader.ts";
import { ReadingRefused } from "../refusal.ts";
import { memberPicture, withPictures } from "../scan/pasted.ts";
import { parseXml } from "../xml.ts";
import { type Archive, openArchive } from "../zip/archive.ts";
import { XmlStory } from "./elements.ts";
import { insertOf } from "./inserts.ts";
import { Counters, readNumbering } from "./numbering.ts";
import { mainPart, type Relation, readRelations } from "./package.ts";
import { readStores } from "./stores.ts";
import { nothing, type Outside, type Piece, type Section, type Shared, type Story } from "./story.ts";
import { isOn, readStyles } from "./styles.ts";

const unmerged = "文档里嵌有未展开的内容，请用 Word 打开并另存为 .docx 后上传";

/** Reads a .docx. Refuses `malformed` (no main part), `too_deep`, `too_large`, `bomb`; `unsupported` parts inside. */
export async function readDocx(bytes: Uint8Array, context: ReaderContext): Promise<ReadText> {
  const { limits, archive = await openArchive(bytes, limits) } = context;
  const { lines: written, document } = await readPackage(archive, context, 0);
  const { lines, ...pages } = await withPictures(written, { ...document.shared, pages: 0 }, context);
  const objects = sayUnread(document.unread, lines);
  return { outcome: "text", format: "docx", ...lines.finish(), ...pages, ...objects };
}

/** Objects, charts and controls of one part; more than any paper has. */
const MAX_INSERTS = 500;

type Whereabouts = Pick<ReaderContext, "limits" | "readMember">;

type Opened = { lines: Lines; document: Document };

async function readPackage(archive: Archive, whereabouts: Whereabouts, nesting: number): Promise<Opened> {
  const { limits, readMember } = whereabouts;
  const main = await mainPart(archive, limits);
  if (main === undefined) throw new ReadingRefused("malformed");
  const relations = await readRelations(archive, main, limits);
  const shared = await readShared(archive, relations, limits);
  const document: Document = { archive, main, relations, limits, readMember, shared, unread: [] };

  const body = await walk(document, main, "body");
  if (body === undefined) throw new ReadingRefused("malformed");
  const result = new Lines(limits.textLength);
  for (const furniture of await readFurniture(document, body.sections)) result.append(furniture);
  for (const piece of body.pieces) result.append(await pieceLines(document, piece, nesting));
  for (const kind of ["footnotes", "endnotes"]) {
    const notes = await walk(document, memberOf(relations, kind), "note");
    for (const piece of notes?.pieces ?? []) if (piece instanceof Lines) result.append(piece);
  }
  return { lines: result, document };
}

type Document = Whereabouts & {
  archive: Archive;
  main: string;
  relations: Relation[];
  shared: Shared;
  /** The programs of objects that could not be read. */
  unread: string[];
};

function memberOf(relations: readonly Relation[], kind: string): string {
  return relations.find((relation) => relation.kind === kind)?.member ?? "";
}

async function readShared(archive: Archive, relations: readonly Relation[], limits: Limits): Promise<Shared> {
  const styles = await readStyles(archive, memberOf(relations, "styles"), limits);
  const numbering = await readNumbering(archive, memberOf(relations, "numbering"), limits);
  return { styles, counters: new Counters(numbering), limits, paragraphs: 0, tables: 0 };
}

async function walk(document: Document, member: string, part: Part): Promise<Story | undefined> {
  const { archive, limits, shared } = document;
  const before = { counters: shared.counters.copy(), paragraphs: shared.paragraphs, tables: shared.tables };
  // One that is linked, or gone, is a picture that nobody can read.
  const pictureOf = (id: string): Held | undefined =>
    document.main === member
      ? memberPicture(archive, document.relations.find((relation) => relation.id === id)?.member ?? id)
      : undefined;
  const story = new XmlStory(part, shared, { ...nothing, pictureOf });
  if (!(await parseXml(archive, member, limits, story))) return undefined;
  if (!isWanting(story)) return story;
  const outside = await gather(document, member, story);
  Object.assign(shared, before);
  const complete = new XmlStory(part, shared, { ...outside, pictureOf });
  await parseXml(archive, member, limits, complete);
  return complete;
}

function isWanting({ wanted, fields }: Story): boolean {
  return wanted.stores || wanted.parts.size > 0 || fields.open.length > 0;
}

/** Fetches what a story needs from outside of its part. */
async function gather(document: Document, member: string, { wanted, fields }: Story): Promise<Outside> {
  const { archive, main, limits } = document;
  const relations = member === main ? document.relations : await readRelations(archive, member, limits);
  const inserts = new Map<string, string>();
  for (const [id, program] of wanted.parts) {
    const relation = inserts.size < MAX_INSERTS ? relations.find((each) => each.id === id) : undefined;
    const words = relation === undefined ? undefined : await insertOf(document, relation);
    if (words === undefined && relation?.kind !== "control") document.unread.push(program);
    inserts.set(id, words ?? "");
  }
  const stores = wanted.stores ? await readStores(archive, document.relations, limits) : undefined;
  return { stores, inserts, unclosed: new Set(fields.open) };
}

/** Headers and footers that are printed somewhere, each text once. */
async function readFurniture(document: Document, sections: readonly Section[]): Promise<Lines[]> {
  const evenPages = await hasEvenPages(document);
  const printed = sections.flatMap(({ references, titlePage }) =>
    references.filter(({ type }) => (type === "first" ? titlePage : type !== "even" || evenPages)),
  );
  const furniture: Lines[] = [];
  const seen = new Set<string>();
  for (const kind of ["header", "footer"] as const) {
    for (const { id } of printed.filter((reference) => reference.kind === kind)) {
      const member = document.relations.find((relation) => relation.id === id)?.member;
      const story = member === undefined ? undefined : await walk(document, member, kind);
      for (const piece of story?.pieces ?? []) {
        if (!(piece instanceof Lines) || piece.isEmpty) continue;
        const { text } = piece.finish();
        if (!seen.has(text)) furniture.push(piece);
        seen.add(text);
      }
    }
  }
  return furniture;
}

async function hasEvenPages({ archive, relations, limits }: Document): Promise<boolean> {
  let evenPages = false;
  await parseXml(archive, memberOf(relations, "settings"), limits, {
    open(name, { val }) {
      if (name === "w:evenAndOddHeaders") evenPages = isOn(val);
    },
  });
  return evenPages;
}

/**
 * A document put into this one unopened (altChunk): Word itself merges it only when it next saves. Programs that
 * "export to Word" put a whole web page in so.
 */
async function pieceLines(document: Document, piece: Piece, nesting: number): Promise<Lines> {
  if (piece instanceof Lines) return piece;
  const member = document.relations.find(({ id }) => id === piece.chunk)?.member ?? "";
  const bytes = await document.archive.bytes(member);
  if (bytes?.[0] === 0x50 && bytes[1] === 0x4b) {
    if (nesting >= document.limits.zipNesting) throw new ReadingRefused("too_deep");
    return (await readPackage(await openArchive(bytes, document.limits), document, nesting + 1)).lines;
  }
  const chunk = bytes === undefined ? undefined : await document.readMember(bytes);
  if (chunk?.outcome === "refused" && chunk.reason === "empty") return new Lines(0);
  if (chunk?.outcome !== "text") throw new ReadingRefused(chunk?.reason ?? "unsupported", unmerged);
  const lines = new Lines(document.limits.textLength);
  const counted = { ...document.shared, pages: 0 };
  writeReading(lines, chunk, counted);
  document.shared.paragraphs = counted.paragraphs;
  document.shared.tables = counted.tables;
  return lines;
}
