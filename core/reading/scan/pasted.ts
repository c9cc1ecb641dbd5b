/**
 * Pictures of pages pasted into a document that says next to nothing itself: a secretary photographs the sign-in
 * sheet and puts it into Word. Where the document has words of its own, its pictures are illustrations.
 */
import type { ReadText } from "../document.ts";
import { formatNames } from "../format.ts";
import { type Counted, writeReading } from "../joining.ts";
import type { Lines } from "../lines.ts";
import type { ReaderContext } from "../reader.ts";
import { ReadingRefused } from "../refusal.ts";
import type { Archive } from "../zip/archive.ts";
import { measurePicture } from "./header.ts";
import type { PictureFormat } from "./recogniser.ts";

type Pasted = { bytes: Uint8Array; format: PictureFormat };

/** A title and a file number; a paper has more characters than this. */
const FEW_CHARACTERS = 60;
/** A page is not seen in fewer pixels than this; an emblem, a stamp and a signature are. */
const SMALLEST_SIDE = 400;

const signatures: [PictureFormat, number[]][] = [
  ["jpg", [0xff, 0xd8, 0xff]],
  ["png", [0x89, 0x50, 0x4e, 0x47]],
  ["tif", [0x49, 0x49, 0x2a, 0x00]],
  ["tif", [0x4d, 0x4d, 0x00, 0x2a]],
];

/** Whether the words of a document are so few that its pictures must be the paper. */
export function saysLittle(lines: Lines): boolean {
  return lines.finish().text.replace(/\s/g, "").length < FEW_CHARACTERS;
}

/** Those of these members that the archive holds. */
export async function membersOf(archive: Archive, names: Iterable<string>): Promise<Uint8Array[]> {
  const found: Uint8Array[] = [];
  for (const name of names) {
    const bytes = await archive.bytes(name);
    if (bytes !== undefined) found.push(bytes);
  }
  return found;
}

/**
 * Recognises the pictures of a document that says little and writes them behind its words. Without a recogniser
 * the pages are told as unread, or the file is refused `unsupported` when it has no words at all.
 */
export async function writePasted(
  lines: Lines,
  pictures: readonly Uint8Array[],
  counted: Counted,
  context: ReaderContext,
): Promise<Pick<ReadText, "pages" | "unreadPages">> {
  const { limits, recogniser } = context;
  const pages = pictures.flatMap((bytes) => pageOf(bytes, context) ?? []);
  if (pages.length === 0) return {};
  if (pages.length > limits.scanPages)
    throw new ReadingRefused("too_large", `图片超过 ${limits.scanPages} 页，请拆分后分别上传`);
  if (recogniser === undefined) {
    if (lines.isEmpty) throw new ReadingRefused("unsupported", onlyPictures, undefined, pages.length);
    return { pages: pages.length, unreadPages: pages.map((_, index) => index + 1) };
  }
  const { pictureReader } = await import("./reader.ts");
  for (const { bytes, format } of pages) {
    writeReading(lines, await pictureReader(format)(bytes, context), counted);
  }
  return { pages: pages.length };
}

const onlyPictures = `文档里只有图片，没有可读的文字，请上传 ${formatNames.docx}或带文字的 PDF`;

/** A picture large enough for a page; one that cannot be measured is no picture of ours. */
function pageOf(bytes: Uint8Array, { limits }: ReaderContext): Pasted | undefined {
  const format = signatures.find(([, signature]) => signature.every((byte, at) => bytes[at] === byte))?.[0];
  if (format === undefined) return undefined;
  const { sizes } = measurePicture(bytes, format, limits);
  const large = sizes.some(({ width, height }) => Math.min(width, height) >= SMALLEST_SIDE);
  return large ? { bytes, format } : undefined;
}
