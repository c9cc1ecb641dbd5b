/** Pixels from files and PDF pages, through the canvas that pdf.js itself draws with on Node. */
import type { PDFPageProxy } from "pdfjs-dist";
import type { Picture, PictureFormat } from "../../../core/reading/scan/recogniser.ts";
import { paper, pixelsOf } from "./canvas.ts";

/** An A4 page at 200 dpi, the resolution the recogniser was measured at. */
const LONG_SIDE = 2340;

/** The pages of a picture file, no larger than a page at 200 dpi. */
export async function* decode(bytes: Uint8Array, format: PictureFormat): AsyncGenerator<Picture> {
  if (format === "tif") {
    const { decodeTiff } = await import("./tiff.ts");
    yield* decodeTiff(bytes, LONG_SIDE);
    return;
  }
  yield pixelsOf(bytes, LONG_SIDE);
}

/** A PDF page, its longer side as long as that of an A4 page at 200 dpi whatever it claims to measure. */
export async function render(page: PDFPageProxy): Promise<Picture> {
  const natural = page.getViewport({ scale: 1 });
  const viewport = page.getViewport({ scale: LONG_SIDE / Math.max(natural.width, natural.height) });
  const width = Math.max(1, Math.round(viewport.width));
  const height = Math.max(1, Math.round(viewport.height));
  const context = paper(width, height);
  // the canvas for Node speaks the browser's language, its types do not say so
  const canvasContext = context as unknown as CanvasRenderingContext2D;
  await page.render({ canvas: null, canvasContext, viewport, background: "white" }).promise;
  return { width, height, rgba: context.getImageData(0, 0, width, height).data };
}
