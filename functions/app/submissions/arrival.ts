/** What the store tells when a file has arrived in the inbox, taken in object by object. */
import * as z from "zod";
import { clock } from "../../adapters/clock.ts";
import { takeIn } from "./take-in.ts";

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

/** @param body the event as JSON */
export async function takeInEvent(body: string): Promise<void> {
  for (const { eventName, eventTime, s3 } of storeEvent.parse(JSON.parse(body)).Records) {
    if (!eventName.startsWith("ObjectCreated:")) continue;
    const { key, size, eTag, versionId } = s3.object;
    await takeIn({ key: decodeKey(key), versionId, etag: eTag, size }, eventTime ?? clock.instant());
  }
}

/** S3 writes keys URL-encoded, a space as `+`. */
const decodeKey = (key: string): string => decodeURIComponent(key.replaceAll("+", " "));
