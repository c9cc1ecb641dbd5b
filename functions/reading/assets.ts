/** Where the readers' data files lie on this machine, as plain paths (pdf.js refuses file: addresses in Node). */
import { pathToFileURL } from "node:url";
import type { ReaderAssets } from "../../core/reading/reader.ts";
import { packageFile } from "../adapters/asset.ts";

const pdfFile = (path: string): string => packageFile("pdfjs-dist", path);

export const nodeAssets: ReaderAssets = {
  pdf: {
    cMapUrl: pdfFile("cmaps/"),
    standardFontDataUrl: pdfFile("standard_fonts/"),
    wasmUrl: pdfFile("wasm/"),
    workerSrc: pathToFileURL(pdfFile("legacy/build/pdf.worker.mjs")).href,
  },
};
