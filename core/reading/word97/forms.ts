/** What form fields of Word 97 hold: kept as data behind the character that stands in their code ([MS-DOC] §2.9.78). */
import type { FormValue } from "../docx/fields.ts";
import type { Binary } from "../ole/binary.ts";

const VERSION = 0xffffffff;
const TEXT = 0;
const BOX = 1;
/** The result that says: as it was set at first. */
const DEFAULT = 25;
const MAX_ENTRIES = 25;

/** The value of a form field; `undefined` when the data is none of one. */
export function formValue(data: Binary): FormValue | undefined {
  if (data.length < 10 || data.u32(0) !== VERSION) return undefined;
  const bits = data.u16(4);
  const kind = bits & 3;
  const result = (bits >> 2) & 31;
  let at = 10;
  const passText = () => {
    at += 2 + data.u16(at) * 2 + 2;
  };
  passText();
  let first = 0;
  if (kind === TEXT) passText();
  else {
    first = data.u16(at);
    at += 2;
  }
  if (kind === TEXT) return { entries: [] };
  if (kind === BOX) return { entries: [], checked: (result === DEFAULT ? first : result) === 1 };
  for (let text = 0; text < 5; text++) passText();
  return { entries: readEntries(data, at), chosen: result === DEFAULT ? first : result };
}

function readEntries(data: Binary, start: number): string[] {
  if (start + 6 > data.length) return [];
  const count = Math.min(data.u16(start + 2), MAX_ENTRIES);
  const entries: string[] = [];
  let at = start + 6;
  for (let entry = 0; entry < count && at + 2 <= data.length; entry++) {
    const units = data.u16(at);
    entries.push(data.utf16(at + 2, units));
    at += 2 + units * 2;
  }
  return entries;
}
