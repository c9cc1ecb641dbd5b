/**
 * The child process that does the heavy, untrusted work: parsing, and whatever else must not stop the service.
 * A new kind of work is one line in `jobs`.
 *
 * It lives as long as its parent does: signals meant for the whole group (Ctrl-C) are the parent's to act on, and
 * when the channel breaks, or the parent is found gone by the thread that looks for it, it goes too, at once.
 */
import { writeFileSync } from "node:fs";
import { setPriority } from "node:os";
import { Worker } from "node:worker_threads";
import type { ReadText, Refusal } from "../../core/reading/document.ts";
import { read } from "../../core/reading/read.ts";
import type { OnPage } from "../../core/reading/reader.ts";
import { examineFile } from "./examine-job.ts";
import { readerContext } from "./reader-context.ts";

/** Kinds of work by name. Payloads and answers cross a process border: plain data only. */
const jobs = {
  read: async (
    payload: { bytes: Uint8Array; recognise?: boolean },
    onPage: OnPage,
  ): Promise<ReadText | Refusal> =>
    read(payload.bytes, await readerContext(payload.recognise === true, onPage)),
  examine: examineFile,
};

export type Jobs = typeof jobs;
type Task = { [Kind in keyof Jobs]: { kind: Kind; payload: Parameters<Jobs[Kind]>[0] } }[keyof Jobs];
/** Pages are told as they are begun. `ready` comes once, when everything is loaded; a child that dies before has itself to blame, not a file. */
export type JobAnswer =
  | { ready: true }
  | { page: number; pages: number }
  | { ok: true; value: unknown }
  | { ok: false; error: unknown };

/** A third of the processor beside a busy process, all of it beside none. */
const NICE = 5;
/** Of 1000: where memory runs out, the system takes a child that reads before anybody else. */
const OOM_SCORE = "800";

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => {});
const vanish = () => process.kill(process.pid, "SIGKILL");
process.on("disconnect", vanish);
// A file that holds the main thread for ever would keep it from hearing that the parent is gone.
new Worker(
  `const parent = ${process.ppid};
   setInterval(() => process.ppid === parent || process.kill(process.pid, "SIGKILL"), 1000);`,
  { eval: true, resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 2 } },
).unref();
try {
  writeFileSync("/proc/self/oom_score_adj", OOM_SCORE);
} catch {
  // elsewhere there is none
}

const tell = (answer: JobAnswer) => process.send?.(answer);
const tellPage: OnPage = (page, pages) => void tell({ page, pages });

function perform({ kind, payload }: Task): Promise<unknown> {
  // kind and payload belong together; the compiler loses that once they are apart
  const job = jobs[kind] as (payload: unknown, onPage: OnPage) => Promise<unknown>;
  // A scan takes minutes, a text milliseconds: who recognises stands back.
  if (payload.recognise === true) giveWay();
  // What arrives is a piece of the channel's own memory, and a Buffer if a Buffer was sent, which pdf.js refuses.
  return job({ ...payload, bytes: new Uint8Array(payload.bytes) }, tellPage);
}

function giveWay(): void {
  try {
    setPriority(NICE);
  } catch {
    // it has the priority of all others
  }
}

process.on("message", (message: Task) => {
  perform(message).then(
    (value) => tell({ ok: true, value }),
    (error: unknown) => tell({ ok: false, error }),
  );
});
tell({ ready: true });
