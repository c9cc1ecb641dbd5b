/** Headers and footers of a Word 97 file: six stories a section, of which not all are printed ([MS-DOC] §2.8.22). */
import { plc, type Word97File } from "./file.ts";
import { flagOf } from "./properties.ts";

/** Character positions within the story of headers. */
export type HeaderStory = { part: "header" | "footer"; start: number; end: number };

/** In the order in which they are stored for each section. */
const kinds = [
  { part: "header", page: "even" },
  { part: "header", page: "odd" },
  { part: "footer", page: "even" },
  { part: "footer", page: "odd" },
  { part: "header", page: "first" },
  { part: "footer", page: "first" },
] as const;
/** Six separators of notes stand before the first section. */
const SEPARATORS = 6;
const TITLE_PAGE = 0x300a;

/** The headers, then the footers, that appear on some page. */
export function printedHeaders(file: Word97File): HeaderStory[] {
  const { positions } = plc(file.structure("headers"), 0);
  const properties = file.structure("documentProperties");
  const evenPages = properties.length > 0 && (properties.u8(0) & 1) !== 0;
  const titlePages = sectionsWithTitlePage(file);
  const stories: HeaderStory[] = [];
  for (let index = SEPARATORS; index + 1 < positions.length; index++) {
    const kind = kinds[(index - SEPARATORS) % kinds.length];
    const section = Math.floor((index - SEPARATORS) / kinds.length);
    const start = positions[index] ?? 0;
    const end = positions[index + 1] ?? start;
    if (kind === undefined || end <= start) continue;
    const { part, page } = kind;
    if (page === "even" ? !evenPages : page === "first" && titlePages[section] !== true) continue;
    stories.push({ part, start, end });
  }
  return stories.toSorted((a, b) => (a.part === b.part ? 0 : a.part === "header" ? -1 : 1));
}

function sectionsWithTitlePage(file: Word97File): boolean[] {
  return plc(file.structure("sections"), 12).records.map((record) => {
    const at = record.i32(2);
    if (at < 0) return false;
    return flagOf(file.document.slice(at + 2, file.document.u16(at)), TITLE_PAGE);
  });
}
