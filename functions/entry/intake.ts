/**
 * A file has arrived in the inbox. S3 tells at least once and in any order, through a queue. Records that fail are told
 * back to the queue.
 */
import * as z from "zod";
import { log } from "../adapters/log.ts";
import { takeInEvent } from "../app/submissions/arrival.ts";

const queueEvent = z.object({ Records: z.array(z.object({ messageId: z.string(), body: z.string() })) });

export async function handler(event: unknown): Promise<{ batchItemFailures: { itemIdentifier: string }[] }> {
  const { Records } = queueEvent.parse(event);
  const results = await Promise.allSettled(Records.map((record) => takeInEvent(record.body)));
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
  // Failing as a whole is the same to the queue, and what is said stands in the dead letter.
  const [first] = results;
  if (first?.status === "rejected" && batchItemFailures.length === Records.length) throw first.reason;
  return { batchItemFailures };
}
