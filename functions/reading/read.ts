/**
 * Reading a file that nobody vouches for: in a child process, with a deadline, always with an answer.
 *
 *   any file ──▶ quick children ──▶ text, refusal
 *                     └─ scanned pages left ──▶ the one child that recognises ──▶ text, refusal
 *
 * Recognition has a child of its own, so that a scan of thirty pages holds up other scans and nobody else.
 */
import type { ReadText, Refusal } from "../../core/reading/document.ts";
import type { OnPage } from "../../core/reading/reader.ts";
import { refuse } from "../../core/reading/refusal.ts";
import { recognisableIn } from "../../core/reading/unread.ts";
import { type JobOutcome, type RunOptions, WorkerPool } from "./pool.ts";

/** A text document takes milliseconds; what needs longer than this is broken or hostile (parts.md §6). */
const READ_DEADLINE_SECONDS = 8;
/** A file that arrived large may have more to read; a small one that takes long was made to. */
const SECONDS_PER_MEGABYTE = 1;
const MAX_SECONDS = 20;
/** A page takes two to four seconds on a quiet machine (docs/decisions/0012), many more beside other work. */
const PAGE_DEADLINE_SECONDS = 45;
/** A page scanned at 600 dpi is unpacked whole before it is drawn smaller: 590 MB were seen, the engine included. */
const RECOGNITION_MEGABYTES = 1000;

let quick: WorkerPool | undefined;
let recognising: WorkerPool | undefined;

/** The reading children of this process, started when first used and kept between files. */
export function sharedPool(): WorkerPool {
  quick ??= new WorkerPool();
  return quick;
}

/** The child of this process that recognises scans, one file at a time. */
function recognitionPool(): WorkerPool {
  recognising ??= new WorkerPool({ size: 1, memoryMegabytes: RECOGNITION_MEGABYTES });
  return recognising;
}

/** Ends the recognising child; a command that leaves it running would not come to its end. */
export async function closeRecognition(): Promise<void> {
  await recognising?.close();
  recognising = undefined;
}

export type Reading = {
  deadlineSeconds?: number;
  pool?: WorkerPool;
  /** Told how far the recognition of a scan is; page 0 while it waits for the scans before it. */
  onPage?: OnPage;
};
type Attempt<Value> = (
  pool: WorkerPool,
  how: { recognise: boolean } & Pick<RunOptions, "deadlineSeconds" | "pageSeconds" | "onPage">,
) => Promise<JobOutcome<Value>>;

/** Seconds for a file of so many bytes. */
function readingSeconds(bytes: number): number {
  return Math.min(READ_DEADLINE_SECONDS + (bytes / 1024 / 1024) * SECONDS_PER_MEGABYTE, MAX_SECONDS);
}

/**
 * Runs a job on a file of `bytes` bytes in the quick children and, when scanned pages were left unread, once more with recognition. When
 * the file is too much for that, what the first run read is the answer, if it read anything.
 */
export async function withRecognition<Value>(
  bytes: number,
  attempt: Attempt<Value>,
  readingOf: (value: Value) => ReadText | Refusal | undefined,
  { deadlineSeconds, pool = sharedPool(), onPage }: Reading = {},
): Promise<JobOutcome<Value>> {
  const first = await attempt(pool, {
    recognise: false,
    deadlineSeconds: deadlineSeconds ?? readingSeconds(bytes),
  });
  if (first.end !== "done") return first;
  const reading = readingOf(first.value);
  const pages = reading ? recognisableIn(reading) : 0;
  if (!reading || pages === 0) return first;
  onPage?.(0, pages);
  const second = await attempt(recognitionPool(), {
    recognise: true,
    // until the first page is told of, the engine is loaded and the file read once more
    deadlineSeconds: (deadlineSeconds ?? MAX_SECONDS) + PAGE_DEADLINE_SECONDS,
    pageSeconds: PAGE_DEADLINE_SECONDS,
    ...(onPage && { onPage }),
  });
  const tooMuch = second.end === "timeout" || second.end === "memory";
  return tooMuch && reading.outcome === "text" ? first : second;
}

/**
 * Reads one file in a child process. The caller keeps its bytes.
 *
 * @returns as `read` of core/reading; in addition `timeout` when the deadline passed, `bomb` when the memory
 *   of the child did not suffice, `malformed` when the parser itself broke down
 * @throws when no child could do it: the fault is ours, and the file is to be tried again
 */
export async function readInWorker(bytes: Uint8Array, reading: Reading = {}): Promise<ReadText | Refusal> {
  const outcome = await withRecognition<ReadText | Refusal>(
    bytes.length,
    (pool, { recognise, ...how }) => pool.run("read", () => ({ bytes, recognise }), how),
    (read) => read,
    reading,
  );
  if (outcome.end === "done") return outcome.value;
  if (outcome.end === "unavailable") throw new Error("no child to read in", { cause: outcome.error });
  if (outcome.end === "timeout") return refuse("timeout");
  return refuse(outcome.end === "memory" ? "bomb" : "malformed");
}
