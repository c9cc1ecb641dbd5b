/**
 * The scenario of the papers, one at a time so that the time of each function is its own: what the upload page, the review
 * desk and the notice's page ask for, they ask for as well.
 */
import type { z } from "zod";
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import type { answer } from "../../functions/api/contract/reasons.ts";
import type { MeasuredOffice } from "./office.ts";
import type { CostPaper } from "./papers.ts";

type Answers = z.input<typeof answer>[];

/** The upload page looks every two seconds until the machine has spoken; with a cold start that is three times. */
const LOOKS = 3;
/** Every so manieth original is downloaded by the reviewer; the others are read on the page. */
const DOWNLOADED_EACH = 3;

/** A paper that is sent and left to wait for its reviewer. */
export async function leave(office: MeasuredOffice, { unit, fileName, bytes }: CostPaper): Promise<void> {
  await send(office, office.links[unit] ?? "", fileName, bytes);
}

/** One paper from the open link to its closing. */
export async function file(office: MeasuredOffice, paper: CostPaper, index: number): Promise<void> {
  const link = office.links[paper.unit] ?? "";
  const submissionId = await send(office, link, paper.fileName, paper.bytes);
  const line = await look(office, link, submissionId);
  if (line.state === "returned") {
    await correct(office, link, submissionId, paper, line.reasons?.length ?? 0);
  } else if (paper.fate === "reviewer") {
    await review(office, submissionId, "return", index);
    await correct(office, link, submissionId, paper, 1);
  }
  const state = await review(office, submissionId, "approve", index);
  if (state !== "closed") throw new Error(`${paper.fileName} is ${state} and not closed`);
}

async function correct(
  office: MeasuredOffice,
  link: string,
  submissionId: string,
  { fileName, corrected }: CostPaper,
  reasons: number,
): Promise<void> {
  const answers: Answers = Array.from({ length: reasons }, (_, reason) => ({
    reason,
    answer: "fixed",
    note: "已按退回意见改正。",
  }));
  await send(office, link, fileName, corrected, { submissionId, answers });
  const { state } = await look(office, link, submissionId);
  if (state !== "returned") return;
  // The machine sees a fault where there is none: the unit asks for a reviewer, as its page offers.
  const params = { token: link, id: submissionId };
  await office.sender.call(endpoints.linkManualReview, {
    params,
    body: { note: "已按要求改正，请人工审核。" },
  });
  await office.rest();
}

async function send(
  { sender, rest }: MeasuredOffice,
  token: string,
  fileName: string,
  bytes: Uint8Array,
  correction?: { readonly submissionId: string; readonly answers: Answers },
): Promise<string> {
  await sender.call(endpoints.linkInfo, { params: { token } });
  const { submissionId, url, fields } = await sender.call(endpoints.ticket, {
    params: { token },
    body: { fileName, size: bytes.length, documentType: "minutes_record", ...correction },
  });
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append("file", new File([Buffer.from(bytes)], fileName));
  const response = await fetch(url, { method: "POST", body: form });
  if (!response.ok) throw new Error(`the store answered ${response.status}: ${await response.text()}`);
  await rest();
  return submissionId;
}

async function look({ sender }: MeasuredOffice, token: string, id: string) {
  for (let looks = 1; looks < LOOKS; looks++)
    await sender.call(endpoints.linkSubmission, { params: { token, id } });
  return sender.call(endpoints.linkSubmission, { params: { token, id } });
}

/** The queue, the paper with its text, perhaps the file itself; claimed, decided, and what the page shows after each. */
async function review(
  { reviewer, rest }: MeasuredOffice,
  id: string,
  decision: "approve" | "return",
  index: number,
): Promise<string> {
  const params = { id };
  await reviewer.call(endpoints.queue);
  const { revision } = await reviewer.call(endpoints.submission, { params });
  await reviewer.call(endpoints.examined, { params: { ...params, revision } });
  if (index % DOWNLOADED_EACH === 0)
    await reviewer.download(endpoints.original, { params: { ...params, revision } });
  await reviewer.call(endpoints.claimTask, { params, body: { about: "review" } });
  await reviewer.call(endpoints.submission, { params });
  const reasons = [
    { code: "reviewer", element: "conclusions", message: "组长小结没有写明每件事由谁办、何时办完，请补充。" },
  ];
  await reviewer.call(endpoints.decide, {
    params,
    body: decision === "approve" ? { decision, revision } : { decision, revision, reasons },
  });
  await rest();
  return (await reviewer.call(endpoints.submission, { params })).state;
}

/** The quarter's notice: drafted, looked at, issued, downloaded. */
export async function issueNotice({ leader, rest }: MeasuredOffice, period: string): Promise<void> {
  const { id } = await leader.call(endpoints.draftNotice, { body: { period } });
  await rest();
  const params = { id };
  await leader.call(endpoints.notice, { params });
  await leader.download(endpoints.noticePdf, { params });
  await leader.call(endpoints.decideNotice, { params, body: { decision: "issue" } });
  await rest();
  const { state } = await leader.call(endpoints.notice, { params });
  if (state !== "published") throw new Error(`the notice is ${state} and not published`);
  await leader.download(endpoints.noticePdf, { params });
}
