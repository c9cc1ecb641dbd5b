/**
 * Pictures that stand in a document: a secretary photographs the sign-in sheet and puts it under the minutes. What they show is
 * written where they stand. An emblem is too small to say anything, and a photograph of the room shows no words.
 */
import type { ReadText } from "../document.ts";
import { formatNames } from "../format.ts";
import { type Counted, writeReading } from "../joining.ts";
import type { Limits } from "../limits.ts";
import type { Held, Lines } from "../lines.ts";
import type { Block } from "../pdf/blocks.ts";
import type { ReaderContext } from "../reader.ts";
import { ReadingRefused } from "../refusal.ts";
import { familyOf } from "../signatures.ts";
import type { Archive } from "../zip/archive.ts";
import { scanBlocks } from "./blocks.ts";
import { measurePicture } from "./header.ts";
import type { PictureFormat, Recogniser } from "./recogniser.ts";

/** `format` is left out where the picture cannot be drawn, or is not in the file at all. */
type Page = { held: Held; bytes: Uint8Array; format?: PictureFormat };

/** In pixels, a side and all of it: an emblem, a stamp and a signature are smaller, a strip cut out of a sheet is not. */
const SMALLEST = { side: 90, area: 120_000 };
/** A picture that cannot be drawn here (WebP, a metafile) shows something if it has more bytes than this. */
const SMALLEST_UNDRAWN = 8192;

const drawn = new Set<string>(["jpg", "png", "tif", "bmp", "gif"] satisfies PictureFormat[]);
const isDrawn = (family: string | undefined): family is PictureFormat =>
  family !== undefined && drawn.has(family);

/** A picture that is a member of an archive. */
export const memberPicture = (archive: Archive, name: string): Held => ({
  name,
  bytes: () => archive.bytes(name),
  isMember: true,
});

/** What a picture shows, in blocks of a page. Throws when it cannot be decoded. */
export async function seeHeld(held: Held, recogniser: Recogniser, limits: Limits): Promise<Block[]> {
  const bytes = await held.bytes();
  const format = bytes && familyOf(bytes);
  if (bytes === undefined || !isDrawn(format)) throw new ReadingRefused("unsupported");
  measurePicture(bytes, format, limits);
  const blocks: Block[] = [];
  for await (const picture of recogniser.decode(bytes, format))
    blocks.push(...(await scanBlocks(picture, recogniser)));
  return blocks;
}

type Filled = { lines: Lines } & Pick<ReadText, "pages" | "unreadPages">;

/**
 * Recognises the pictures held in these lines and writes what they show in their place, each once. Those beyond the limit, those
 * that cannot be decoded and, without a recogniser, all of them are told as unread; the file is refused `unsupported` when it has no
 * words at all.
 */
export async function withPictures(lines: Lines, counted: Counted, context: ReaderContext): Promise<Filled> {
  const { limits, recogniser, onPage } = context;
  const pages = await pagesAmong(lines, limits);
  if (pages.length === 0) return { lines };
  if (recogniser === undefined) {
    if (lines.isEmpty) throw new ReadingRefused("unsupported", onlyPictures, undefined, pages.length);
    return { lines, pages: pages.length, unreadPages: pages.map((_, index) => index + 1) };
  }
  if (lines.isEmpty && pages.length > limits.scanPages)
    throw new ReadingRefused("too_large", `图片超过 ${limits.scanPages} 页，请拆分后分别上传`);
  const { pictureReader } = await import("./reader.ts");
  const shown = new Map<Held, ReadText>();
  const unread: number[] = [];
  for (const [index, { held, bytes, format }] of pages.entries()) {
    if (format === undefined || index >= limits.scanPages) {
      unread.push(index + 1);
      continue;
    }
    onPage?.(index + 1, pages.length);
    try {
      shown.set(held, await pictureReader(format)(bytes, { ...context, onPage: undefined }));
    } catch {
      unread.push(index + 1);
    }
  }
  const filled = lines.filled((held, into) => {
    const reading = shown.get(held);
    if (reading !== undefined && reading.text.trim() !== "") writeReading(into, reading, counted);
  });
  return { lines: filled, pages: pages.length, ...(unread.length > 0 && { unreadPages: unread }) };
}

const onlyPictures = `文档里只有图片，没有可读的文字，请上传 ${formatNames.docx}或带文字的 PDF`;

async function pagesAmong(lines: Lines, limits: Limits): Promise<Page[]> {
  const pages: Page[] = [];
  let left = limits.zipInflatedBytes;
  for (const held of lines.pictures) {
    const bytes = await held.bytes();
    left -= bytes?.length ?? 0;
    if (left < 0) throw new ReadingRefused("bomb");
    const page = bytes ? pageOf(held, bytes, lines.isEmpty, limits) : gone(held, lines.isEmpty);
    if (page) pages.push(page);
  }
  return pages;
}

/**
 * A picture large enough for a page. One whose size cannot be told, or is beyond the limits, is a page that is not going to be read;
 * it refuses the file where there is nothing else.
 */
function pageOf(held: Held, bytes: Uint8Array, isAlone: boolean, limits: Limits): Page | undefined {
  const format = familyOf(bytes);
  if (!isDrawn(format)) return bytes.length < SMALLEST_UNDRAWN || isAlone ? undefined : { held, bytes };
  try {
    const { sizes } = measurePicture(bytes, format, limits);
    const large = sizes.some(
      ({ width, height }) => Math.min(width, height) >= SMALLEST.side && width * height >= SMALLEST.area,
    );
    return large ? { held, bytes, format } : undefined;
  } catch (error) {
    if (isAlone || !(error instanceof ReadingRefused)) throw error;
    return { held, bytes, format };
  }
}

/** A picture that the document names and does not hold: where it should be a cross is shown. */
const gone = (held: Held, isAlone: boolean): Page | undefined =>
  isAlone || !held.isMember ? undefined : { held, bytes: new Uint8Array() };
