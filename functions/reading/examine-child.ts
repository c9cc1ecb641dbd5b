/**
 * Examining in a child process, with a deadline: a file that outlives it or its memory is refused, the service goes on.
 *
 * Scans wait in line for the one child that recognises, longer than a function may run. So the work goes on while nobody
 * waits for it, and whoever comes again for the same revision meets it where it is:
 *
 *   examine ─▶ work … 4 minutes … ─▶ not yet ─▶ the flow asks again ─▶ same work ─▶ answer
 */
import { createHash } from "node:crypto";
import type { OnPage } from "../../core/reading/reader.ts";
import { refuse } from "../../core/reading/refusal.ts";
import { log } from "../adapters/log.ts";
import type { ExamineAnswer, ExamineJob } from "./examine-job.ts";
import type { JobOutcome } from "./pool.ts";
import { withRecognition } from "./read.ts";

/** A minute less than the function may run. */
const WAIT_SECONDS = 240;
/** The flow comes back at once; an answer that nobody fetches in this time is let go. */
const KEPT_SECONDS = 120;

/** A file to examine. It is fetched when it is its turn: while it waits, its bytes are in nobody's memory. */
export interface FileToExamine extends Omit<ExamineJob, "bytes"> {
  readonly size: number;
  readonly fetch: () => Promise<Uint8Array>;
}

export interface ExaminedFile {
  /** Of the bytes, in hexadecimal. */
  readonly sha256: string;
  readonly answer: ExamineAnswer;
}

const underWay = new Map<string, Promise<ExaminedFile>>();

/**
 * @param key what is examined: the same key joins the work that is under way
 * @returns undefined when it takes longer than a function may wait: to be asked again
 */
export async function examineInWorker(
  key: string,
  file: FileToExamine,
  onPage: OnPage,
  waitSeconds = WAIT_SECONDS,
): Promise<ExaminedFile | undefined> {
  const work = underWay.get(key) ?? begin(key, file, onPage);
  let timer: NodeJS.Timeout | undefined;
  const tired = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, waitSeconds * 1000, undefined);
  });
  try {
    const examined = await Promise.race([work, tired]);
    if (examined) underWay.delete(key);
    return examined;
  } finally {
    clearTimeout(timer);
  }
}

function begin(key: string, file: FileToExamine, onPage: OnPage): Promise<ExaminedFile> {
  const work = examine(key, file, onPage);
  underWay.set(key, work);
  // Asked again, another time: a failure is tried anew at once, an answer is at hand for a while.
  work.then(
    () => setTimeout(() => underWay.delete(key), KEPT_SECONDS * 1000).unref(),
    () => underWay.delete(key),
  );
  return work;
}

async function examine(
  key: string,
  { size, fetch, ...rest }: FileToExamine,
  onPage: OnPage,
): Promise<ExaminedFile> {
  let sha256 = "";
  const job = async (recognise: boolean): Promise<ExamineJob> => {
    const bytes = await fetch();
    sha256 = hashOf(bytes);
    return { ...rest, bytes, recognise };
  };
  const outcome = await withRecognition<ExamineAnswer>(
    size,
    (pool, { recognise, ...how }) =>
      pool.run("examine", () => job(recognise), { ...how, owner: rest.unitId }),
    (answer) => (answer.outcome === "bundle" ? undefined : answer.reading),
    { onPage },
  );
  return { sha256, answer: answerOf(key, outcome) };
}

function answerOf(key: string, outcome: JobOutcome<ExamineAnswer>): ExamineAnswer {
  switch (outcome.end) {
    case "done":
      return outcome.value;
    case "timeout":
      return { outcome: "refused", reading: refuse("timeout") };
    case "memory":
      return { outcome: "refused", reading: refuse("bomb") };
    case "crashed":
      log.error({
        code: "reading_broke_down",
        message: "every child broke down over it; it goes to a reviewer",
        subject: key,
        error: outcome.error,
      });
      return { outcome: "refused", reading: refuse("unread") };
    case "failed":
    case "unavailable":
      throw outcome.error;
  }
}

/** In hexadecimal. */
export const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
