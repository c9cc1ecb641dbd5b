/** What a child gives the readers: their data files, and, when scans are to be recognised, the engine for it. */

import type { ReadOptions } from "../../core/reading/read.ts";
import type { OnPage } from "../../core/reading/reader.ts";
import type { Recogniser } from "../../core/reading/scan/recogniser.ts";
import { nodeAssets } from "./assets.ts";

/** What loading a native part fails with where it is not installed, or not for this system. */
const NOT_INSTALLED = new Set(["ERR_MODULE_NOT_FOUND", "MODULE_NOT_FOUND", "ERR_DLOPEN_FAILED"]);

let engine: Promise<Recogniser | undefined> | undefined;

/**
 * Options for `read`. The engine is loaded when first asked for and kept; where its native part is not
 * installed there is none, and scans stay refused. Throws when it is there and cannot be loaded: our fault, not a scan's.
 *
 * @param onPage a page takes seconds: told of each as it is begun
 */
export async function readerContext(recognise: boolean, onPage?: OnPage): Promise<ReadOptions> {
  if (!recognise) return { assets: nodeAssets };
  engine ??= import("./ocr/recogniser.ts")
    .then(({ loadRecogniser }) => loadRecogniser())
    .catch((error: unknown) => {
      if (error instanceof Error && "code" in error && NOT_INSTALLED.has(String(error.code)))
        return undefined;
      engine = undefined;
      throw error;
    });
  return { assets: nodeAssets, recogniser: await engine, ...(onPage && { onPage }) };
}
