/** OpenDocument texts (.odt): headers and footers first, then the body, then the notes. */
import type { ReadText } from "../document.ts";
import { distinct } from "../flow.ts";
import { Lines } from "../lines.ts";
import { sayUnread } from "../objects.ts";
import type { ReaderContext } from "../reader.ts";
import { ReadingRefused } from "../refusal.ts";
import { memberPicture, withPictures } from "../scan/pasted.ts";
import { parseXml } from "../xml.ts";
import { openArchive } from "../zip/archive.ts";
import { wordsOfObject } from "./objects.ts";
import { OdtStory } from "./story.ts";
import { OdtStyles } from "./styles.ts";

const DEFAULT_PAGE = "Standard";
/** More objects than any paper has. */
const MAX_OBJECTS = 100;

/** Reads an .odt. Refuses `malformed` (no content), `too_deep`, `too_large`, `bomb`. */
export async function readOdt(bytes: Uint8Array, context: ReaderContext): Promise<ReadText> {
  const { limits, archive } = context;
  const opened = archive ?? (await openArchive(bytes, limits));
  const styles = new OdtStyles();
  styles.masterPages.add(DEFAULT_PAGE);
  for (const member of ["styles.xml", "content.xml"]) await parseXml(opened, member, limits, styles);

  const inserts = new Map<string, string>();
  const walk = async () => {
    const pictureOf = (member: string) => memberPicture(opened, member);
    const shared = { styles, limits, counted: { paragraphs: 0, tables: 0 }, inserts, pictureOf };
    const pages = new OdtStory(shared);
    await parseXml(opened, "styles.xml", limits, pages);
    const story = new OdtStory(shared);
    if (!(await parseXml(opened, "content.xml", limits, story))) throw new ReadingRefused("malformed");
    return { pages, story, shared };
  };
  let walked = await walk();
  const unread: string[] = [];
  for (const object of [...walked.story.objects].slice(0, MAX_OBJECTS)) {
    const words = await wordsOfObject(object, { archive: opened, context, readText: readOdt });
    if (words === undefined) unread.push("");
    inserts.set(object, words ?? "");
  }
  // the text is walked again only where something is to be put into it
  if ([...inserts.values()].some((words) => words !== "")) walked = await walk();
  const { pages, story, shared } = walked;

  const written = new Lines(limits.textLength);
  for (const furniture of distinct([...pages.header, ...pages.footer])) written.append(furniture);
  written.append(story.body.lines);
  written.append(story.notes.lines);
  const { lines, ...scanned } = await withPictures(written, { ...shared.counted, pages: 0 }, context);
  return { outcome: "text", format: "odt", ...lines.finish(), ...scanned, ...sayUnread(unread, lines) };
}
