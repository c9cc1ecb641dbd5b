/** Opening a PDF with pdf.js the same way in Node and in a browser, and its ways of failing in our words. */
import type { PDFDocumentProxy } from "pdfjs-dist";
import type { RefusalReason } from "../document.ts";
import type { ReaderContext } from "../reader.ts";
import { ReadingRefused } from "../refusal.ts";
import { type LayerCodes, type Layers, switchedLayers } from "./layers.ts";
import type { OperatorCodes } from "./rules.ts";
import { checkStreams } from "./streams.ts";

const TAIL = 4096;

/** Node has no web workers. */
const HAS_WORKERS = typeof Worker !== "undefined";

/** pdf.js repairs what it can; a file without its end is an upload that broke off, whatever can be repaired. */
function isCutOff(bytes: Uint8Array): boolean {
  const tail = new TextDecoder("latin1").decode(bytes.subarray(-TAIL));
  return !tail.includes("%%EOF") && !tail.includes("startxref");
}

/** Longest list of the fields and remarks of one page, in bytes: eight thousand of them. */
const MAX_LIST = 64 * 1024;

/** pdf.js looks up every field of a page, and a page may name the same one without end. */
function checkFields(bytes: Uint8Array): void {
  const file = new TextDecoder("latin1").decode(bytes);
  for (let at = file.indexOf("/Annots"); at >= 0; at = file.indexOf("/Annots", at + 1)) {
    const end = file.indexOf("]", at);
    if (/^\/Annots\s*\[/.test(file.slice(at, at + 32)) && (end < 0 ? file.length : end) - at > MAX_LIST)
      throw new ReadingRefused("bomb");
  }
}

/** `layers` when some of them are switched off; `attached` are the files that it carries. */
export type OpenedPdf = {
  document: PDFDocumentProxy;
  operators: OperatorCodes & LayerCodes;
  pictures: boolean;
  layers: Layers | undefined;
  attached: number;
};

/**
 * Opens a PDF. An owner password (copying forbidden) does not hinder reading; a user password does.
 * Throws {@link ReadingRefused}: `truncated`, `encrypted`, `malformed`, `bomb`, `too_large` (pages).
 */
export async function openPdf(bytes: Uint8Array, { limits, assets }: ReaderContext): Promise<OpenedPdf> {
  if (isCutOff(bytes)) throw new ReadingRefused("truncated");
  checkFields(bytes);
  const { pictures } = await checkStreams(bytes, limits);
  const pdfjs = await loadPdfJs(assets.pdf?.workerSrc);
  const task = pdfjs.getDocument({
    // pdf.js takes the buffer for its own
    data: bytes.slice(),
    ...(assets.pdf === undefined
      ? {}
      : {
          cMapUrl: assets.pdf.cMapUrl,
          cMapPacked: true,
          standardFontDataUrl: assets.pdf.standardFontDataUrl,
          wasmUrl: assets.pdf.wasmUrl,
          // asked for by hand: to find out, pdf.js looks at `document`, which a web worker does not have
          ...(HAS_WORKERS && { useWorkerFetch: true }),
        }),
    disableFontFace: true,
    // larger pictures are left out, not decoded
    maxImageSize: limits.pdfPicturePixels,
    useSystemFonts: false,
    enableXfa: false,
    verbosity: pdfjs.VerbosityLevel.ERRORS,
  });
  try {
    const document = await task.promise;
    if (document.numPages > limits.pdfPages)
      throw new ReadingRefused("too_large", `PDF 超过 ${limits.pdfPages} 页，请拆分后分别上传`);
    const { OPS } = pdfjs;
    const painting = [OPS.paintImageXObject, OPS.paintInlineImageXObject, OPS.paintImageMaskXObject];
    const layers = await switchedLayers(document);
    const attached = (await document.getAttachments().catch(() => null))?.size ?? 0;
    return { document, operators: { ...OPS, pictures: painting }, pictures, layers, attached };
  } catch (error) {
    await task.destroy();
    if (error instanceof ReadingRefused) throw error;
    throw new ReadingRefused(...whyClosed(error), error);
  }
}

/** A password, a certificate or a program for managing rights; else the file is damaged. */
function whyClosed(error: unknown): [RefusalReason, string | undefined] {
  if (!(error instanceof Error)) return ["malformed", undefined];
  if (error.name === "PasswordException") return ["encrypted", undefined];
  if (/encrypt/i.test(error.message))
    return ["encrypted", "PDF 用证书或权限管理软件加了密，请打印或另存为不加密的 PDF 后重新上传"];
  return ["malformed", undefined];
}

/**
 * In a browser the parser runs in a worker of its own; without one (Node) it runs where we are. The worker is
 * started here because pdf.js cannot do it from within a web worker: it looks at `window`.
 */
async function loadPdfJs(workerSrc: string | undefined) {
  const pdfjs = await import("pdfjs-dist/legacy/build/pdf.mjs");
  if (workerSrc === undefined) return pdfjs;
  if (HAS_WORKERS) pdfjs.GlobalWorkerOptions.workerPort ??= new Worker(workerSrc, { type: "module" });
  else pdfjs.GlobalWorkerOptions.workerSrc = workerSrc;
  return pdfjs;
}
