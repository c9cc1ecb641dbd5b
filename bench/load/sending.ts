/** Sending through the doors people use: a ticket through the upload link, the presigned POST, and the paper's own trail. */
import { setTimeout as pause } from "node:timers/promises";
import type { ApiClient } from "../../client/api-client.ts";
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import type { BenchPaper } from "../papers.ts";
import type { Service } from "./service.ts";

type Ticket = Awaited<ReturnType<typeof ticketFor>>;

/** A file that may be sent now. */
export interface Admitted {
  readonly ticket: Ticket;
  readonly paper: BenchPaper;
}

const LOOK_EVERY_MS = 50;
/** What has not come to review by then never will. */
const GIVE_UP_MS = 600_000;

const ticketFor = (sender: ApiClient, token: string, { fileName, bytes }: BenchPaper) =>
  sender.call(endpoints.ticket, {
    params: { token },
    body: { fileName, size: bytes.length, documentType: "minutes_record" },
  });

export async function admit(sender: ApiClient, token: string, paper: BenchPaper): Promise<Admitted> {
  return { ticket: await ticketFor(sender, token, paper), paper };
}

/** Resolves when the store has answered that it holds the file. */
export async function post({ ticket, paper }: Admitted): Promise<void> {
  const form = new FormData();
  for (const [name, value] of Object.entries(ticket.fields)) form.append(name, value);
  form.append("file", new File([Buffer.from(paper.bytes)], paper.fileName));
  const response = await fetch(ticket.url, { method: "POST", body: form });
  if (!response.ok) throw new Error(`the store answered ${response.status}: ${await response.text()}`);
}

/** Does `work` with each of these, `abreast` at a time, in their order. */
export async function each<One>(
  these: Iterable<One>,
  abreast: number,
  work: (one: One) => Promise<unknown>,
): Promise<void> {
  const waiting = these[Symbol.iterator]();
  const worker = async () => {
    for (let next = waiting.next(); !next.done; next = waiting.next()) await work(next.value);
  };
  await Promise.all(Array.from({ length: abreast }, worker));
}

/** When this one came before a reviewer, by the trail of its submission: milliseconds since 1970. */
export async function inReviewAt({ administrator }: Service, submissionId: string): Promise<number> {
  const deadline = performance.now() + GIVE_UP_MS;
  while (performance.now() < deadline) {
    await pause(LOOK_EVERY_MS);
    const detail = await administrator
      .call(endpoints.submission, { params: { id: submissionId } })
      .catch(() => undefined);
    const asked = detail?.trail.find(({ type }) => type === "ReviewRequested");
    if (asked) return Date.parse(asked.at);
  }
  throw new Error(`${submissionId} did not come to review`);
}

/** How many are before reviewers now. */
export async function countInReview({ administrator }: Service): Promise<number> {
  return (await administrator.call(endpoints.queue)).submissions.length;
}

export async function allInReview(service: Service, count: number): Promise<void> {
  const deadline = performance.now() + GIVE_UP_MS;
  while (performance.now() < deadline) {
    const there = await countInReview(service);
    if (there >= count) return;
    await pause(Math.max(LOOK_EVERY_MS, (count - there) * 20));
  }
  throw new Error(`not all of ${count} papers came to review`);
}

/** Resolves when the flow has closed what was approved. */
export async function closed(staff: ApiClient, id: string): Promise<void> {
  const deadline = performance.now() + GIVE_UP_MS;
  while (performance.now() < deadline) {
    if ((await staff.call(endpoints.submission, { params: { id } })).state === "closed") return;
    await pause(LOOK_EVERY_MS);
  }
  throw new Error(`${id} was not closed`);
}
