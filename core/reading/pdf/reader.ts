/** PDF: its text layer, and where a page has none that makes sense, what a recogniser makes of it. */
import type { PDFDocumentProxy } from "pdfjs-dist";
import type { ReadText } from "../document.ts";
import { Lines } from "../lines.ts";
import { sayUnread } from "../objects.ts";
import type { ReaderContext } from "../reader.ts";
import { ReadingRefused } from "../refusal.ts";
import { scanBlocks } from "../scan/blocks.ts";
import { type Block, textOf } from "./blocks.ts";
import { openPdf } from "./document.ts";
import { type PdfPage, readPage } from "./page.ts";
import { layerQuality } from "./quality.ts";
import { refuseShell } from "./shells.ts";
import { pagesShowing, seePictures, wordsOf } from "./shown.ts";
import { writePages } from "./writing.ts";

/**
 * Reads a PDF in reading order, with the values of form fields; scanned pages by the recogniser, page by page.
 * Refuses `encrypted`, `truncated`, `malformed`, `too_large`, `bomb`; `unsupported` when there is no text layer
 * or none that makes sense, and no recogniser.
 */
export async function readPdf(bytes: Uint8Array, context: ReaderContext): Promise<ReadText> {
  const { document, operators, pictures, layers, attached } = await openPdf(bytes, context);
  try {
    const pages: PdfPage[] = [];
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number);
      pages.push(await readPage(page, { limits: context.limits, codes: operators, pictures, layers }));
      page.cleanup();
    }
    const blocks = pages.map((page) => wordsOf(page.blocks));
    await refuseShell(document, blocks.map(textOf).join("\n"));
    const scanned = scannedPages(pages);
    if (context.recogniser === undefined) refuseBadLayer(blocks, scanned.length);
    const read = await recognise(document, pages, scanned, context);
    const lines = new Lines(context.limits.textLength);
    writePages(lines, read.pages);
    const unread = read.unread.length === 0 ? {} : { unreadPages: read.unread };
    const objects = sayUnread(new Array<string>(attached).fill("Package"), lines);
    return {
      outcome: "text",
      format: "pdf",
      ...lines.finish(),
      pages: document.numPages,
      ...unread,
      ...objects,
    };
  } catch (error) {
    if (error instanceof ReadingRefused || error instanceof RangeError) throw error;
    throw new ReadingRefused("malformed", undefined, error);
  } finally {
    await document.loadingTask.destroy();
  }
}

/** The numbers of the pages to recognise: those that are scans; all of them when no text makes sense. */
function scannedPages(pages: readonly PdfPage[]): number[] {
  const all = pages.map((_, index) => index + 1);
  if (qualityOf(pages.map(({ blocks }) => wordsOf(blocks))) === "garbage") return all;
  return all.filter((number) => pages[number - 1]?.isScan);
}

/** What a recogniser sees on scanned pages, in the place of what the text layer said, and in the pictures of others. */
async function recognise(
  document: PDFDocumentProxy,
  pages: readonly PdfPage[],
  scanned: readonly number[],
  { limits, recogniser, onPage }: ReaderContext,
): Promise<{ pages: Block[][]; unread: number[] }> {
  // a page that is read whole is not read once more for its pictures
  const whole = pages.map(({ blocks }, index) => (scanned.includes(index + 1) ? wordsOf(blocks) : blocks));
  if (recogniser === undefined) {
    const unread = [...scanned, ...pagesShowing(whole)].toSorted((a, b) => a - b);
    return { pages: whole.map(wordsOf), unread };
  }
  if (scanned.length > limits.scanPages)
    throw new ReadingRefused("too_large", `扫描件超过 ${limits.scanPages} 页，请拆分后分别上传`);
  const count = scanned.length + pagesShowing(whole).length;
  for (const [index, number] of scanned.entries()) {
    onPage?.(index + 1, count);
    const page = await document.getPage(number);
    const seen = await scanBlocks(await recogniser.render(page), recogniser);
    if (seen.length > 0) whole[number - 1] = seen;
    page.cleanup();
  }
  return seePictures(whole, recogniser, limits.scanPages - scanned.length, (page) =>
    onPage?.(scanned.length + page, count),
  );
}

function qualityOf(blocks: readonly Block[][]): ReturnType<typeof layerQuality> {
  return layerQuality(blocks.map(textOf).join("\n"));
}

function refuseBadLayer(blocks: readonly Block[][], recognisable: number): void {
  const quality = qualityOf(blocks);
  if (quality === "good") return;
  const sentence =
    quality === "none"
      ? "PDF 是扫描件或图片，没有可读的文字，请上传 .docx 或由 Word、WPS 导出的 PDF"
      : "PDF 里的文字无法识别，请上传 .docx 或由 Word、WPS 重新导出的 PDF";
  throw new ReadingRefused("unsupported", sentence, undefined, recognisable);
}
