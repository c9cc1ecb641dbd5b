/** Controls of the toolbox: boxes, buttons of a choice, lists and fields, as each keeps itself ([MS-OFORMS] §2.2.5). */
import { attempt, type Binary } from "./binary.ts";

/** Widths of the properties by the bit that says whether they are kept; 0 for those kept elsewhere or not at all. */
const widths = [
  4, 4, 4, 4, 1, 1, 1, 1, 0, 2, 4, 2, 2, 2, 2, 2, 1, 1, 1, 0, 1, 1, 4, 4, 4, 4, 4, 2, 2, 2, 0, 0, 4,
];
const KIND = 6;
const SIZE = 8;
const VALUE = 22;
const CAPTION = 23;
const BOX = 4;
const CHOICE = 5;
const HEADER = 4;
const MASK = 8;
const COMPRESSED = 0x80000000;
const MAX_CHARACTERS = 10_000;

/** What a control shows: √ or □ with its caption, or its value; undefined where it is none of these. */
export function shownByControl(control: Binary): string | undefined {
  return attempt(() => {
    if (control.u8(1) !== 2) return undefined;
    const properties = propertiesOf(control);
    let at = HEADER + MASK + properties.size;
    if (properties.has(SIZE)) at += 8;
    const texts = [VALUE, CAPTION].map((property) => {
      const length = properties.value(property);
      if (length === undefined) return "";
      const { text, size } = textAt(control, at, length);
      at += size;
      return text;
    });
    const [value = "", caption = ""] = texts;
    const kind = properties.value(KIND);
    return kind === BOX || kind === CHOICE ? (value === "1" ? "√" : "□") + caption : value;
  });
}

type Properties = {
  has(bit: number): boolean;
  value(bit: number): number | undefined;
  /** Bytes that all of them take, filled up to four. */
  size: number;
};

function propertiesOf(control: Binary): Properties {
  const mask = [control.u32(HEADER), control.u32(HEADER + 4)];
  const has = (bit: number) => ((mask[bit >> 5] ?? 0) & (1 << (bit & 31))) !== 0;
  const values = new Map<number, number>();
  let at = HEADER + MASK;
  for (const [bit, width] of widths.entries()) {
    if (width === 0 || !has(bit)) continue;
    at = Math.ceil(at / width) * width;
    values.set(bit, width === 1 ? control.u8(at) : width === 2 ? control.u16(at) : control.u32(at));
    at += width;
  }
  const size = Math.ceil((at - HEADER - MASK) / 4) * 4;
  return { has, value: (bit) => values.get(bit), size };
}

/** A text of so many bytes, one or two a character; the highest bit says which. */
function textAt(control: Binary, at: number, length: number): { text: string; size: number } {
  const bytes = length & ~COMPRESSED;
  if (bytes > MAX_CHARACTERS) return { text: "", size: bytes };
  const content = control.slice(at, bytes);
  const isCompressed = (length & COMPRESSED) !== 0;
  const text = isCompressed ? new TextDecoder("latin1").decode(content.bytes) : content.utf16(0, bytes >> 1);
  return { text, size: Math.ceil(bytes / 4) * 4 };
}
