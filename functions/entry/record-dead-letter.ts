/** What was given up after all attempts: kept where the administrator sees it. */
import * as z from "zod";
import { deadLetterOf, queued } from "../adapters/queue-letter.ts";
import { keepDeadLetter } from "../app/operations/dead-letters.ts";

/** On AWS the messages of the dead-letter queue; on one machine the letter itself. */
const input = z.union([
  z.object({ Records: z.array(queued) }),
  z.object({ what: z.string(), error: z.string(), attempts: z.number(), body: z.string() }),
]);

export async function handler(
  event: unknown,
): Promise<{ batchItemFailures: { itemIdentifier: string }[] } | undefined> {
  const parsed = input.parse(event);
  if (!("Records" in parsed)) {
    await keepDeadLetter(parsed);
    return undefined;
  }
  const { Records } = parsed;
  const results = await Promise.allSettled(Records.map((record) => keepDeadLetter(deadLetterOf(record))));
  return {
    batchItemFailures: Records.flatMap(({ messageId }, index) =>
      results[index]?.status === "rejected" ? [{ itemIdentifier: messageId }] : [],
    ),
  };
}
