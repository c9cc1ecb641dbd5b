/**
 * A file has arrived in the inbox. S3 tells at least once and in any order, through a queue. Records that fail are told
 * back to the queue.
 */
import * as z from "zod";
import { clock } from "../adapters/clock.ts";
import { log } from "../adapters/log.ts";
import { takeIn } from "../app/submissions/take-in.ts";

const queueEvent = z.object({ Records: z.array(z.object({ messageId: z.string(), body: z.string() })) });

const storeEvent = z.object({
  Records: z
    .array(
      z.object({
        eventName: z.string(),
        eventTime: z.string().optional(),
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
  for (const { eventName, eventTime, s3 } of storeEvent.parse(JSON.parse(body)).Records) {
    if (!eventName.startsWith("ObjectCreated:")) continue;
    const { key, size, eTag, versionId } = s3.object;
    await takeIn({ key: decodeKey(key), versionId, etag: eTag, size }, eventTime ?? clock.instant());
  }
}

/** S3 writes keys URL-encoded, a space as `+`. */
const decodeKey = (key: string): string => decodeURIComponent(key.replaceAll("+", " "));
