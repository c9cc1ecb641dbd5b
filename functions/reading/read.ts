/** Reading a file that nobody vouches for: on a thread, with a deadline, always with an answer. */
import type { ReadText, Refusal } from "../../core/reading/document.ts";
import { refuse } from "../../core/reading/refusal.ts";
import { WorkerPool } from "./pool.ts";

/** A text document takes milliseconds; what needs longer than this is broken or hostile (parts.md §6). */
export const READ_DEADLINE_SECONDS = 20;

let shared: WorkerPool | undefined;

/** The threads of this process, started when first used and kept between files. */
export function sharedPool(): WorkerPool {
  shared ??= new WorkerPool();
  return shared;
}

/**
 * Reads one file off the main thread. The bytes are copied; the caller keeps them.
 *
 * @returns as `read` of core/reading; in addition `timeout` when the deadline passed, `bomb` when the memory
 *   of the thread did not suffice, `malformed` when the parser itself broke down
 * @throws when no thread can be started: the fault is ours, and the file is to be tried again
 */
export async function readInWorker(
  bytes: Uint8Array,
  options: { deadlineSeconds?: number; pool?: WorkerPool } = {},
): Promise<ReadText | Refusal> {
  const copy = new Uint8Array(bytes);
  const outcome = await (options.pool ?? sharedPool()).run(
    "read",
    { bytes: copy },
    { deadlineSeconds: options.deadlineSeconds ?? READ_DEADLINE_SECONDS, transfer: [copy.buffer] },
  );
  if (outcome.end === "done") return outcome.value;
  if (outcome.end === "unavailable") throw new Error("no thread to read on", { cause: outcome.error });
  if (outcome.end === "timeout") return refuse("timeout");
  return refuse(outcome.end === "memory" ? "bomb" : "malformed");
}
