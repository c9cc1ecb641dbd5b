/** What a thread gives the readers: their data files, and, when scans are to be recognised, the engine for it. */
import { readlinkSync } from "node:fs";
import { setPriority } from "node:os";
import { isMainThread, parentPort } from "node:worker_threads";
import type { ReadOptions } from "../../core/reading/read.ts";
import type { Recogniser } from "../../core/reading/scan/recogniser.ts";
import { nodeAssets } from "./assets.ts";
import type { Answer } from "./worker.ts";

let engine: Promise<Recogniser | undefined> | undefined;

/**
 * Options for `read`. The engine is loaded when first asked for and kept; where its native part is not
 * installed there is none, and scans stay refused.
 */
export async function readerContext(recognise: boolean): Promise<ReadOptions> {
  if (!recognise) return { assets: nodeAssets };
  engine ??= import("./ocr/recogniser.ts")
    .then(({ loadRecogniser }) => {
      giveWay();
      return loadRecogniser();
    })
    .catch(() => undefined);
  return { assets: nodeAssets, recogniser: await engine, onPage: tellPage };
}

/** A page takes seconds: whoever waits for this thread hears of each. On the main thread nobody does. */
function tellPage(page: number, pages: number): void {
  parentPort?.postMessage({ page, pages } satisfies Answer);
}

/** A third of the processor beside a busy thread, all of it beside none. */
const NICE = 5;

/** A scan takes minutes, a text milliseconds: the thread that recognises stands back. Linux knows threads one by one. */
function giveWay(): void {
  if (isMainThread) return;
  try {
    const thread = Number(readlinkSync("/proc/thread-self").split("/").at(-1));
    if (thread > 0) setPriority(thread, NICE);
  } catch {
    // elsewhere it has the priority of all others
  }
}
