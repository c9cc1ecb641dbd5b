/** What a child gives the readers: their data files, and, when scans are to be recognised, the engine for it. */
import type { ReadOptions } from "../../core/reading/read.ts";
import type { OnPage } from "../../core/reading/reader.ts";
import { nodeAssets } from "./assets.ts";
import { keptEngine } from "./engine.ts";

const engine = keptEngine(async () => (await import("./ocr/recogniser.ts")).loadRecogniser());

/**
 * Options for `read`. Throws when scans are to be recognised and the engine cannot be loaded just now.
 *
 * @param onPage a page takes seconds: told of each as it is begun
 */
export async function readerContext(recognise: boolean, onPage?: OnPage): Promise<ReadOptions> {
  if (!recognise) return { assets: nodeAssets };
  return { assets: nodeAssets, recogniser: await engine(), ...(onPage && { onPage }) };
}
