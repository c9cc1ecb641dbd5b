/**
 * Documents per second from upload to `in_review`, through the doors people use: a ticket through the upload link, the
 * presigned POST to the store, the event, the reading, the checks, the review task. Until the queue shows them all.
 */
import { setTimeout as pause } from "node:timers/promises";
import { periodOf } from "../core/calendar/period.ts";
import { dayOf } from "../core/calendar/workday.ts";
import { endpoints } from "../functions/api/contract/endpoints.ts";
import { type BenchOffice, openOffice } from "./office.ts";
import { type BenchPaper, makePapers, unitName } from "./papers.ts";
import { PEOPLE } from "./wording.ts";

export interface FilingOptions {
  readonly rounds: number;
  /** A round. */
  readonly papers: number;
  readonly units: number;
  /** Uploads under way at a time. */
  readonly concurrency: number;
  /** Filed before the clock starts, so that a service is measured and not its first seconds. */
  readonly warmUp: number;
  /** For the stack's process. */
  readonly flags?: readonly string[];
}

export interface FilingResult {
  readonly averageBytes: number;
  /** Documents per second, round by round. */
  readonly rates: readonly number[];
  /** Milliseconds from the ticket asked for to the review task, of all rounds. */
  readonly median: number;
  readonly p95: number;
  /** Of the stack's process with all its threads, of all rounds. */
  readonly cpuMillisecondsEach: number;
  readonly peakMegabytes: number;
}

/** A round takes seconds; the stack has said by then what is wrong. */
const WAIT_MS = 60_000;
/** The queue costs the stack work too, so it is not asked before it can be full: nobody files faster than this. */
const MIN_MS_A_PAPER = 20;
const MIN_PAUSE_MS = 50;

export async function benchFiling(options: FilingOptions): Promise<FilingResult> {
  const { rounds, papers, units, concurrency, warmUp, flags } = options;
  const today = dayOf(new Date());
  const made = await makePapers(warmUp + rounds * papers, units, today);
  const staff = Array.from({ length: units }, (_, unit) => ({ name: unitName(unit), roster: PEOPLE }));
  const office = await openOffice(staff, periodOf(today), flags);
  try {
    await fileAll(office, made.slice(0, warmUp), concurrency);
    await queueHolds(office, warmUp);
    const before = await office.used();
    const sent: Sent[] = [];
    const rates: number[] = [];
    for (let filed = warmUp; filed < made.length; filed += papers) {
      const started = performance.now();
      sent.push(...(await fileAll(office, made.slice(filed, filed + papers), concurrency)));
      await queueHolds(office, filed + papers);
      rates.push((papers / (performance.now() - started)) * 1000);
    }
    const after = await office.used();
    const waits = await Promise.all(sent.map((one) => waited(office, one)));
    waits.sort((a, b) => a - b);
    return {
      averageBytes: made.reduce((sum, { bytes }) => sum + bytes.length, 0) / made.length,
      rates,
      median: waits[Math.floor(waits.length / 2)] ?? 0,
      p95: waits[Math.floor(waits.length * 0.95)] ?? 0,
      cpuMillisecondsEach: ((after.cpuSeconds - before.cpuSeconds) / sent.length) * 1000,
      peakMegabytes: after.peakMegabytes,
    };
  } finally {
    await office.close();
  }
}

interface Sent {
  readonly submissionId: string;
  /** When its ticket was asked for. */
  readonly at: number;
}

async function fileAll(
  office: BenchOffice,
  papers: readonly BenchPaper[],
  concurrency: number,
): Promise<Sent[]> {
  const waiting = papers.values();
  const sent: Sent[] = [];
  const sender = async () => {
    for (const paper of waiting) sent.push(await file(office, paper));
  };
  await Promise.all(Array.from({ length: concurrency }, sender));
  return sent;
}

async function file({ sender, links }: BenchOffice, { unit, fileName, bytes }: BenchPaper): Promise<Sent> {
  const at = Date.now();
  const { submissionId, url, fields } = await sender.call(endpoints.ticket, {
    params: { token: links[unit] ?? "" },
    body: { fileName, size: bytes.length, documentType: "minutes_record" },
  });
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append("file", new File([Buffer.from(bytes)], fileName));
  const response = await fetch(url, { method: "POST", body: form });
  if (!response.ok) throw new Error(`the store answered ${response.status}: ${await response.text()}`);
  return { submissionId, at };
}

async function queueHolds({ administrator }: BenchOffice, count: number): Promise<void> {
  const deadline = performance.now() + WAIT_MS;
  for (;;) {
    const { submissions } = await administrator.call(endpoints.queue);
    if (submissions.length === count) return;
    if (performance.now() > deadline)
      throw new Error(`only ${submissions.length} of ${count} papers came to review`);
    await pause(Math.max(MIN_PAUSE_MS, (count - submissions.length) * MIN_MS_A_PAPER));
  }
}

/** Both ends by the same machine's clock: the asking, and the instant in the paper's own trail. */
async function waited({ administrator }: BenchOffice, { submissionId, at }: Sent): Promise<number> {
  const { trail } = await administrator.call(endpoints.submission, { params: { id: submissionId } });
  const asked = trail.find(({ type }) => type === "ReviewRequested");
  if (!asked) throw new Error(`${submissionId} has no review in its trail`);
  return Date.parse(asked.at) - at;
}
