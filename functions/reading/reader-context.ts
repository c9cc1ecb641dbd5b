/** What a child gives the readers: their data files, and, when scans are to be recognised, the engine for it. */

import type { ReadOptions } from "../../core/reading/read.ts";
import type { OnPage } from "../../core/reading/reader.ts";
import type { Recogniser } from "../../core/reading/scan/recogniser.ts";
import { nodeAssets } from "./assets.ts";

let engine: Promise<Recogniser | undefined> | undefined;

/**
 * Options for `read`. The engine is loaded when first asked for and kept; where its native part is not
 * installed there is none, and scans stay refused.
 *
 * @param onPage a page takes seconds: told of each as it is begun
 */
export async function readerContext(recognise: boolean, onPage?: OnPage): Promise<ReadOptions> {
  if (!recognise) return { assets: nodeAssets };
  engine ??= import("./ocr/recogniser.ts")
    .then(({ loadRecogniser }) => loadRecogniser())
    .catch(() => undefined);
  return { assets: nodeAssets, recogniser: await engine, ...(onPage && { onPage }) };
}
