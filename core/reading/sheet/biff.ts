/** The records of an .xls and what its sheets share ([MS-XLS] §2.1.4, §2.4). */
import type { Limits } from "../limits.ts";
import type { Held } from "../lines.ts";
import { Binary } from "../ole/binary.ts";
import { DrawingWalk } from "../ole/shapes.ts";
import { ReadingRefused } from "../refusal.ts";
import { biffString, codePageString, sharedStrings } from "./biff-strings.ts";
import { patternOf } from "./display.ts";

export const kinds = {
  formula: 0x06,
  end: 0x0a,
  header: 0x14,
  footer: 0x15,
  dateMode: 0x22,
  password: 0x2f,
  continued: 0x3c,
  object: 0x5d,
  codePage: 0x42,
  column: 0x7d,
  sheet: 0x85,
  severalNumbers: 0xbd,
  richText: 0xd6,
  style: 0xe0,
  merged: 0xe5,
  drawingGroup: 0xeb,
  drawing: 0xec,
  sharedStrings: 0xfc,
  sharedText: 0xfd,
  shapeText: 0x1b6,
  number: 0x203,
  text: 0x204,
  truth: 0x205,
  result: 0x207,
  row: 0x208,
  packedNumber: 0x27e,
  oldFormat: 0x1e,
  format: 0x41e,
  begin: 0x809,
} as const;

const BIFF8 = 0x600;
const BIFF5 = 0x500;
const WORKSHEET = 0;
const MACRO_SHEET = 1;

export type BiffRecord = { kind: number; data: Binary };
export type BiffBook = {
  /** Sheets that are shown, and where their records begin. */
  sheets: { name: string; at: number }[];
  strings: string[];
  /** Those that the shapes of all sheets show, in the order by which they are named. */
  pictures: Held[];
  patterns: string[];
  from1904: boolean;
  /** Excel 5 and 95 write text in a code page, later ones in Unicode. */
  codePage: number | undefined;
};

/** Records from an offset up to the end of their substream; those of an embedded chart are left out. */
export function* records(stream: Binary, start: number): Generator<BiffRecord> {
  let depth = 0;
  for (let at = start; at + 4 <= stream.length; ) {
    const kind = stream.u16(at);
    const size = stream.u16(at + 2);
    const data = stream.slice(at + 4, size);
    at += 4 + size;
    if (kind === kinds.begin) depth++;
    if (depth <= 1) yield { kind, data };
    if (kind === kinds.end && --depth <= 0) return;
  }
  throw new ReadingRefused("truncated");
}

/** Reads what stands before the sheets. Refuses `encrypted`, `macro` (a sheet of macros), `unsupported` (before Excel 5). */
export function readBook(stream: Binary, limits: Limits): BiffBook {
  if (stream.u16(0) !== kinds.begin) throw new ReadingRefused("unsupported");
  const version = stream.u16(4);
  if (version !== BIFF8 && version !== BIFF5) throw new ReadingRefused("unsupported");
  const own = new Map<number, string>();
  const styles: number[] = [];
  const strings: Binary[] = [];
  const drawings: Binary[] = [];
  const book: BiffBook = {
    sheets: [],
    strings: [],
    pictures: [],
    patterns: [],
    from1904: false,
    codePage: version === BIFF8 ? undefined : 936,
  };
  let before = 0;
  for (const { kind, data } of records(stream, 0)) {
    if (kind === kinds.password) throw new ReadingRefused("encrypted");
    else if (kind === kinds.dateMode) book.from1904 = data.u16(0) === 1;
    else if (kind === kinds.codePage && version === BIFF5) book.codePage = data.u16(0);
    else if (kind === kinds.style) styles.push(data.u16(2));
    else if (kind === kinds.format || kind === kinds.oldFormat) own.set(data.u16(0), formatCode(data, book));
    else if (kind === kinds.sheet) addSheet(book, data);
    else if (kind === kinds.sharedStrings || (kind === kinds.continued && before === kinds.sharedStrings)) {
      strings.push(data);
    } else if (kind === kinds.drawingGroup || (kind === kinds.continued && before === kinds.drawingGroup)) {
      drawings.push(data);
    }
    if (kind !== kinds.continued) before = kind;
  }
  if (strings.length > 0) book.strings = sharedStrings(strings, limits);
  book.pictures = new DrawingWalk().over(joined(drawings)).pictures;
  book.patterns = styles.map((id) => patternOf(id, own));
  return book;
}

/** What is too long for one record goes on in the next. */
function joined(pieces: readonly Binary[]): Binary {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const { bytes } of pieces) {
    whole.set(bytes, at);
    at += bytes.length;
  }
  return new Binary(whole);
}

function formatCode(data: Binary, { codePage }: BiffBook): string {
  if (codePage !== undefined) return codePageString(data.slice(3, data.u8(2)), codePage);
  return biffString(data, 4, data.u16(2));
}

function addSheet(book: BiffBook, data: Binary): void {
  const kind = data.u8(5);
  if (kind === MACRO_SHEET) throw new ReadingRefused("macro");
  const hidden = (data.u8(4) & 3) !== 0;
  if (kind !== WORKSHEET || hidden) return;
  const units = data.u8(6);
  const name =
    book.codePage === undefined
      ? biffString(data, 7, units)
      : codePageString(data.slice(7, units), book.codePage);
  book.sheets.push({ name, at: data.u32(0) });
}
