/**
 * A file has arrived in the inbox. S3 tells at least once and in any order, through a queue: every record is taken in
 * by a conditional write, so that the same object twice is one Revision. Records that fail are told back to the queue.
 */

import * as z from "zod";
import { sessionIdOf } from "../../core/sessions/session.ts";
import type { SubmissionEvent } from "../../core/submissions/event.ts";
import type { StoredObject } from "../../core/submissions/submission.ts";
import { partsOfKey } from "../adapters/inbox-key.ts";
import { log } from "../adapters/log.ts";
import { recordDeadLetter } from "../adapters/table/dead-letters.ts";
import { getTicket } from "../adapters/table/links.ts";
import { deliver, deliverThese, type Message, newMessage, writeMessage } from "../adapters/table/outbox.ts";
import { changeSubmission } from "../adapters/table/submissions.ts";

const queueEvent = z.object({ Records: z.array(z.object({ messageId: z.string(), body: z.string() })) });

const storeEvent = z.object({
  Records: z
    .array(
      z.object({
        eventName: z.string(),
        s3: z.object({
          object: z.object({
            key: z.string(),
            size: z.number(),
            eTag: z.string(),
            versionId: z.string().default("null"),
          }),
        }),
      }),
    )
    // S3 sends a test message without records when a notification is set up.
    .default([]),
});

export async function handler(event: unknown): Promise<{ batchItemFailures: { itemIdentifier: string }[] }> {
  const { Records } = queueEvent.parse(event);
  const results = await Promise.allSettled(Records.map((record) => takeInMessage(record.body)));
  const batchItemFailures = Records.flatMap(({ messageId }, index) => {
    const result = results[index];
    if (result?.status !== "rejected") return [];
    log.error({
      code: "intake_failed",
      message: "the message stays in the queue",
      subject: messageId,
      error: result.reason,
    });
    return [{ itemIdentifier: messageId }];
  });
  return { batchItemFailures };
}

async function takeInMessage(body: string): Promise<void> {
  for (const { eventName, s3 } of storeEvent.parse(JSON.parse(body)).Records) {
    if (!eventName.startsWith("ObjectCreated:")) continue;
    const { key, size, eTag, versionId } = s3.object;
    await takeIn({ key: decodeKey(key), versionId, etag: eTag, size });
  }
}

/** S3 writes keys URL-encoded, a space as `+`. */
const decodeKey = (key: string): string => decodeURIComponent(key.replaceAll("+", " "));

async function takeIn(object: StoredObject): Promise<void> {
  const { ticketId, name } = partsOfKey(object.key) ?? {};
  const ticket = ticketId ? await getTicket(ticketId) : undefined;
  if (!ticket || !name)
    return recordDeadLetter(`收件箱中的对象 ${object.key}`, "没有对应的上传凭证", 1, JSON.stringify(object));
  const { jurisdiction, unitId, period, linkId, submissionId, sessionDate, documentType } = ticket;
  let owed: Message[] = [];
  const taken = await changeSubmission(
    submissionId,
    {
      type: "TakeIn",
      jurisdiction,
      unitId,
      period,
      linkId,
      ...(sessionDate && { sessionId: sessionIdOf(unitId, sessionDate) }),
      ...(documentType && { declaredType: documentType }),
      fileName: name,
      object,
      answers: ticket.answers ?? [],
    },
    { id: linkId },
    ({ events }) => {
      owed = events.flatMap((event) => messagesOf(submissionId, event));
      return owed.map(writeMessage);
    },
    // A ticket without answers is for a new submission, and nearly always used once.
    ticket.answers?.length ? undefined : "absent",
  );
  if (!taken.ok) throw new Error(taken.refusal.code);
  // A submission that has just begun owes nothing else; of an older one, what was left undelivered comes first.
  const begun = taken.value.events.some(({ type }) => type === "Received");
  await (begun ? deliverThese(owed) : deliver(submissionId));
}

/** What the review flow must be told of. */
function messagesOf(submissionId: string, event: SubmissionEvent): Message[] {
  const input = { submissionId };
  if (event.type === "Received")
    return [newMessage(submissionId, { do: "start", flow: "review", execution: submissionId, input })];
  if (event.type === "Resubmitted")
    return [newMessage(submissionId, { do: "answer", kind: "correction", output: input })];
  return [];
}
