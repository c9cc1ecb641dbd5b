/**
 * The thread that does the heavy, untrusted work: parsing, and whatever else must not stop the service.
 * A new kind of work is one line in `jobs`.
 */
import { parentPort } from "node:worker_threads";
import type { ReadText, Refusal } from "../../core/reading/document.ts";
import { read } from "../../core/reading/read.ts";
import { examineFile } from "./examine-job.ts";
import { readerContext } from "./reader-context.ts";

/** Kinds of work by name. Payloads and answers cross a thread border: plain data only. */
const jobs = {
  read: async (payload: { bytes: Uint8Array; recognise?: boolean }): Promise<ReadText | Refusal> =>
    read(payload.bytes, await readerContext(payload.recognise === true)),
  examine: examineFile,
};

export type Jobs = typeof jobs;
export type Task = { [Kind in keyof Jobs]: { kind: Kind; payload: Parameters<Jobs[Kind]>[0] } }[keyof Jobs];
/** Pages are told as they are begun. `ready` comes once, when everything is loaded; a thread that dies before has itself to blame, not a file. */
export type Answer =
  | { ready: true }
  | { page: number; pages: number }
  | { ok: true; value: unknown }
  | { ok: false; error: unknown };

function perform({ kind, payload }: Task): Promise<unknown> {
  // kind and payload belong together; the compiler loses that once they are apart
  const job = jobs[kind] as (payload: unknown) => Promise<unknown>;
  return job(payload);
}

parentPort?.postMessage({ ready: true } satisfies Answer);
parentPort?.on("message", (task: Task) => {
  perform(task).then(
    (value) => parentPort?.postMessage({ ok: true, value } satisfies Answer),
    (error: unknown) => parentPort?.postMessage({ ok: false, error } satisfies Answer),
  );
});
