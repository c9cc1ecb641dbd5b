/** Where the readers' data files lie on this machine, as plain paths (pdf.js refuses file: addresses in Node). */
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import type { ReaderAssets } from "../../core/reading/formats.ts";

/** A bundle that carries its own copy of pdfjs-dist's data and worker names the folder in QIYOU_PDF_ASSETS. */
function pdfFolder(): string {
  return (
    process.env.QIYOU_PDF_ASSETS ?? dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"))
  );
}

const folder = pdfFolder();

export const nodeAssets: ReaderAssets = {
  pdf: {
    cMapUrl: `${folder}/cmaps/`,
    standardFontDataUrl: `${folder}/standard_fonts/`,
    wasmUrl: `${folder}/wasm/`,
    workerSrc: pathToFileURL(`${folder}/legacy/build/pdf.worker.mjs`).href,
  },
};
