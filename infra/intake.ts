/** How files come in: browsers post to the inbox, the inbox tells a queue, units take turns in another, that tells the functions. */
import { buckets } from "../functions/manifest/resources.ts";
import { functionNamed } from "./functions.ts";
import { deadLetters, inboxEvents, inboxTurns } from "./queue.ts";
import { siteUrl } from "./site.ts";
import { storage } from "./storage.ts";

for (const { resource, notifies } of buckets) {
  if (!notifies) continue;
  const bucket = storage[resource];
  new aws.s3.BucketCorsConfiguration(`${resource}Cors`, {
    bucket: bucket.name,
    corsRules: [
      {
        allowedMethods: ["POST"],
        allowedOrigins: [siteUrl],
        allowedHeaders: ["*"],
        exposeHeaders: ["ETag"],
      },
    ],
  });
  bucket.notify({
    notifications: [{ name: `${resource}Events`, queue: inboxEvents, events: ["s3:ObjectCreated:*"] }],
  });
  inboxTurns.subscribe(functionNamed(notifies).arn, { batch: { size: 10, partialResponses: true } });
}

deadLetters.subscribe(functionNamed("RecordDeadLetter").arn, { batch: { size: 1, partialResponses: true } });
