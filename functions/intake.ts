/**
 * A file has arrived in the inbox. S3 tells at least once and in any order, through a queue: every record is taken in
 * by a conditional write, so that the same object twice is one Revision. Records that fail are told back to the queue.
 */
import { z } from "zod";
import { sessionIdOf } from "../core/filing/session.ts";
import type { StoredObject } from "../core/review/submission.ts";
import { bury } from "./adapters/table/dead-letters.ts";
import { getTicket } from "./adapters/table/links.ts";
import { deliver, message } from "./adapters/table/outbox.ts";
import { changeSubmission } from "./adapters/table/submissions.ts";

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
    console.error("intake failed", messageId, result.reason);
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

/** `inbox/<unit>/<ticket>/<file name>`: the ticket tells what the file is for. */
const KEY = /^inbox\/[^/]+\/(?<ticket>tkt_[^/]+)\/(?<name>.+)$/su;

async function takeIn(object: StoredObject): Promise<void> {
  const { ticket: ticketId, name } = KEY.exec(object.key)?.groups ?? {};
  const ticket = ticketId ? await getTicket(ticketId) : undefined;
  if (!ticket || !name)
    return bury(`收件箱中的对象 ${object.key}`, "没有对应的上传凭证", 1, JSON.stringify(object));
  const { jurisdiction, unitId, period, linkId, submissionId, sessionDate, documentType } = ticket;
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
    ({ events }) =>
      events.flatMap((event) => {
        if (event.type === "Received")
          return [
            message(submissionId, {
              do: "start",
              flow: "review",
              execution: submissionId,
              input: { submissionId },
            }),
          ];
        if (event.type === "Resubmitted")
          return [message(submissionId, { do: "answer", kind: "correction", output: { submissionId } })];
        return [];
      }),
  );
  if (!taken.ok) throw new Error(taken.refusal.code);
  await deliver(submissionId);
}
