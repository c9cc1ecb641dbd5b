/** How a queue hands messages to a function, and how it reads the function's answer (AWS Lambda, "Using Lambda with Amazon SQS"). */
import { createHash } from "node:crypto";
import type { Message } from "./outbox.ts";

interface SqsRecord {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly attributes: {
    readonly ApproximateReceiveCount: string;
    readonly SentTimestamp: string;
    readonly SenderId: string;
    readonly ApproximateFirstReceiveTimestamp: string;
  };
  readonly messageAttributes: Readonly<Record<string, never>>;
  readonly md5OfBody: string;
  readonly eventSource: "aws:sqs";
  readonly eventSourceARN: string;
  readonly awsRegion: string;
}

export interface SqsEvent {
  readonly Records: readonly SqsRecord[];
}

/** The event of one batch, all from one queue. */
export function toSqsEvent(batch: readonly Message[]): SqsEvent {
  return {
    Records: batch.map((message) => ({
      messageId: message.messageId,
      receiptHandle: Buffer.from(`${message.messageId}:${message.receives}`).toString("base64"),
      body: message.body,
      attributes: {
        ApproximateReceiveCount: String(message.receives),
        SentTimestamp: String(message.sentAt),
        SenderId: "s3.amazonaws.com",
        ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
      },
      messageAttributes: {},
      md5OfBody: createHash("md5").update(message.body).digest("hex"),
      eventSource: "aws:sqs",
      eventSourceARN: message.target,
      awsRegion: regionOf(message.target),
    })),
  };
}

/** `arn:partition:service:REGION:account:name` */
function regionOf(arn: string): string {
  return arn.split(":")[3] ?? "";
}

/**
 * Message ids the function reports as failed. As on Lambda, an answer without `batchItemFailures` means that all went
 * well, and a list that cannot be read (no id, an unknown id) means that the whole batch failed.
 */
export function failedIds(answer: unknown, batch: readonly Message[]): ReadonlySet<string> {
  const failures = property(answer, "batchItemFailures");
  if (failures === undefined || failures === null) return new Set();
  const all = new Set(batch.map((message) => message.messageId));
  if (!Array.isArray(failures)) return all;
  const ids = failures.map((failure) => property(failure, "itemIdentifier"));
  const failed = ids.filter((id) => typeof id === "string").filter((id) => all.has(id));
  return failed.length === ids.length ? new Set(failed) : all;
}

function property(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
