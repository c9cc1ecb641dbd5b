/**
 * Bytes that a file has gathered on its way: a mark or blank lines that a script wrote first, the head of an upload
 * or of a web server's answer, a warning of the page that made it; behind it NULs from blocks of a disk, the end of
 * the upload, a piece of a page. Office programs pass over them, so what is judged and read is the file between.
 */
import { type Family, familyOf } from "./signatures.ts";

const latin = new TextDecoder("latin1");
/** What stands before a file is looked for in so many bytes. */
const HEAD = 4096;

/** Kinds of files that something may stand before: a program or a picture of bytes behind a mark is none. */
const wrapped: ReadonlySet<Family> = new Set<Family>([
  "pdf",
  "zip-family",
  "ole-family",
  "rtf",
  "jpg",
  "png",
]);

const upload = /^(--[^\r\n]{1,200})\r?\nContent-Disposition:[^\0]*?\r?\n\r?\n/i;
const answer = /^HTTP\/\d(\.\d)? \d{3}[^\r\n]*\r?\n([\w-]+:[^\r\n]*\r?\n)*\r?\n/i;
/** A letter with a file in it is a letter. */
const letter = /^(Received|From|To|Subject|MIME-Version):/im;
/** The heads of packages, which no text holds. */
const packages = ["PK\x03\x04", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"];
/** A member of an archive, or its line in the directory. */
const archived = ["PK\x01\x02", "PK\x03\x04"];

/** The file in these bytes; the bytes themselves when nothing stands around it. */
export function unwrapped(bytes: Uint8Array): Uint8Array {
  const sent = withoutEnvelopes(bytes);
  return withoutTail(sent.subarray(startOf(sent)));
}

function withoutEnvelopes(bytes: Uint8Array): Uint8Array {
  let rest = bytes;
  // a server's answer may hold an upload
  for (let count = 0; count < 2; count++) {
    const head = latin.decode(rest.subarray(0, HEAD));
    const uploaded = upload.exec(head);
    const taken = uploaded ?? answer.exec(head);
    if (taken === null) return rest;
    rest = rest.subarray(taken[0].length);
    const end = uploaded === null ? -1 : lastOf(rest, `\n${uploaded[1]}`);
    if (end >= 0) rest = rest.subarray(0, rest[end - 1] === 0x0d ? end - 1 : end);
  }
  return rest;
}

/** Where the file begins behind what a program wrote before it. */
function startOf(bytes: Uint8Array): number {
  if (familyOf(bytes) !== undefined) return 0;
  const head = latin.decode(bytes.subarray(0, HEAD));
  const blank = /^(\xef\xbb\xbf|[ \t\r\n])*/.exec(head)?.[0].length ?? 0;
  const family = familyOf(bytes.subarray(blank));
  if (family !== undefined && wrapped.has(family)) return blank;
  if (letter.test(head)) return 0;
  const pdf = head.search(/%PDF-\d/);
  if (pdf >= 0 && latin.decode(bytes).includes(" obj")) return pdf;
  const packed = Math.min(...packages.map((mark) => head.indexOf(mark)).filter((at) => at > 0));
  return Number.isFinite(packed) && isWords(bytes.subarray(0, packed)) ? packed : 0;
}

/** What a script or a server says, in its own tongue: Chinese words before a package would be another paper. */
function isWords(bytes: Uint8Array): boolean {
  return bytes.every((byte) => (byte >= 0x20 && byte < 0x7f) || byte === 9 || byte === 10 || byte === 13);
}

function withoutTail(bytes: Uint8Array): Uint8Array {
  const family = familyOf(bytes);
  if (family === "zip-family") return cut(bytes, endOfZip(bytes));
  if (family === "pdf") return cut(withoutPadding(bytes), endOfPdf(bytes));
  return family === undefined ? withoutPadding(bytes) : bytes;
}

/** Leaves a tail away, unless it is a file of its own: two files in one are for the reader to refuse. */
function cut(bytes: Uint8Array, end: number): Uint8Array {
  if (end < 0 || end >= bytes.length) return bytes;
  const tail = bytes.subarray(end);
  const text = latin.decode(tail);
  if (archived.some((mark) => text.includes(mark)) || /%PDF-|\d obj\b/.test(text)) return bytes;
  const behind = tail.subarray(text.length - text.trimStart().length);
  return familyOf(behind) === undefined ? bytes.subarray(0, end) : bytes;
}

/** Behind the end record and the comment it announces. */
function endOfZip(bytes: Uint8Array): number {
  const record = lastOf(bytes, "PK\x05\x06");
  if (record < 0 || record + 22 > bytes.length) return -1;
  return record + 22 + (bytes[record + 20] ?? 0) + (bytes[record + 21] ?? 0) * 256;
}

function endOfPdf(bytes: Uint8Array): number {
  const mark = lastOf(bytes, "%%EOF");
  return mark < 0 ? -1 : mark + 5;
}

/** NULs and the end mark of DOS behind a text; the NUL that is half of its last character stays. */
function withoutPadding(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] === 0 || bytes[end - 1] === 0x1a)) end--;
  if (end === 0 || end === bytes.length) return bytes;
  const wide = end % 2 === 1 && bytes.subarray(0, end).includes(0);
  if (isSignature(bytes.subarray(0, end))) return bytes;
  return bytes.subarray(0, wide ? end + 1 : end);
}

/** A word of Latin alone before NULs is how a file of some program begins, not a text that was padded. */
function isSignature(bytes: Uint8Array): boolean {
  return bytes.length < 64 && bytes.every((byte) => byte >= 0x20 && byte < 0x7f);
}

function lastOf(bytes: Uint8Array, text: string): number {
  const wanted = Array.from(text, (character) => character.charCodeAt(0));
  const [first = 0] = wanted;
  let at = bytes.lastIndexOf(first);
  while (at >= 0 && !wanted.every((byte, index) => bytes[at + index] === byte)) {
    at = at === 0 ? -1 : bytes.lastIndexOf(first, at - 1);
  }
  return at;
}
