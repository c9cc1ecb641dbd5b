/** Between the inbox and intake: a queue, and the dead letters that nobody could handle. */
import { functions } from "../functions/manifest/registry.ts";

/** Kept as long as SQS can, for whoever looks into it. */
export const deadLetters = new sst.aws.Queue("DeadLetters", {
  visibilityTimeout: `${functions.RecordDeadLetter.timeoutSeconds * 6} seconds`,
  transform: { queue: { messageRetentionSeconds: 14 * 24 * 3600 } },
});

export const inboxEvents = new sst.aws.Queue("InboxEvents", {
  // AWS asks for six times the function's own limit.
  visibilityTimeout: `${functions.Intake.timeoutSeconds * 6} seconds`,
  dlq: { queue: deadLetters.arn, retry: 5 },
});

new aws.sqs.RedriveAllowPolicy("DeadLettersSources", {
  queueUrl: deadLetters.url,
  redriveAllowPolicy: $jsonStringify({
    redrivePermission: "byQueue",
    sourceQueueArns: [inboxEvents.arn],
  }),
});
