/** The names of the fonts of a Word 97 file ([MS-DOC] §2.9.286, §2.9.81). */
import type { Binary } from "../ole/binary.ts";

const HEADER = 4;
/** Where the name of a font stands behind the length of its record. */
const NAME = 40;

/** The fonts in order; runs name them by their place. */
export function readFonts(table: Binary): string[] {
  const names: string[] = [];
  if (table.length < HEADER) return names;
  const count = table.u16(0);
  for (let at = HEADER; names.length < count && at + NAME < table.length; ) {
    const size = table.u8(at) + 1;
    const units = Math.max(0, (Math.min(size, table.length - at) - NAME) >> 1);
    names.push(table.utf16(at + NAME, units).split("\0")[0] ?? "");
    at += size;
  }
  return names;
}
