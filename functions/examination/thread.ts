/** Examining off the main thread, with a deadline: a file that outlives it or its memory is refused, the service goes on. */
import { refuse } from "../../core/reading/refusal.ts";
import { withRecognition } from "../reading/read.ts";
import type { ExamineAnswer, ExamineJob } from "./job.ts";

export async function examineInWorker(job: ExamineJob): Promise<ExamineAnswer> {
  const outcome = await withRecognition<ExamineAnswer>(
    job.bytes.length,
    (pool, { recognise, deadlineSeconds }) => {
      const bytes = new Uint8Array(job.bytes);
      return pool.run("examine", { ...job, bytes, recognise }, { deadlineSeconds, transfer: [bytes.buffer] });
    },
    ({ reading }) => reading,
  );
  switch (outcome.end) {
    case "done":
      return outcome.value;
    case "timeout":
      return { outcome: "refused", reading: refuse("timeout") };
    case "memory":
      return { outcome: "refused", reading: refuse("bomb") };
    case "crashed":
      return { outcome: "refused", reading: refuse("malformed") };
    case "failed":
    case "unavailable":
      throw outcome.error;
  }
}
