/** Between the inbox and intake: what the store tells, what units take turns for, and the dead letters that nobody could handle. */
import { functions } from "../functions/manifest/registry.ts";

/** Kept as long as SQS can, for whoever looks into it. */
export const deadLetters = new sst.aws.Queue("DeadLetters", {
  visibilityTimeout: `${functions.RecordDeadLetter.timeoutSeconds * 6} seconds`,
  transform: { queue: { messageRetentionSeconds: 14 * 24 * 3600 } },
});

/** What the store tells of arrivals, in nobody's name. */
export const inboxEvents = new sst.aws.Queue("InboxEvents", {
  // A step of half a minute, several times over.
  visibilityTimeout: "3 minutes",
  dlq: { queue: deadLetters.arn, retry: 5 },
});

/** The same in the names of units: a standard queue whose messages have groups is a fair one. */
export const inboxTurns = new sst.aws.Queue("InboxTurns", {
  // AWS asks for six times the function's own limit.
  visibilityTimeout: `${functions.Intake.timeoutSeconds * 6} seconds`,
  dlq: { queue: deadLetters.arn, retry: 5 },
});

new aws.sqs.RedriveAllowPolicy("DeadLettersSources", {
  queueUrl: deadLetters.url,
  redriveAllowPolicy: $jsonStringify({
    redrivePermission: "byQueue",
    sourceQueueArns: [inboxEvents.arn, inboxTurns.arn],
  }),
});
