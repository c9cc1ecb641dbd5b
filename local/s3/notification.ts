/** Which changes of a bucket are told to whom, and the record that tells them (S3 event message structure 2.1). */
import { randomBytes } from "node:crypto";
import type { Clock } from "../clock.ts";
import type { Outbox } from "../events/outbox.ts";
import type { Bucket } from "./buckets.ts";
import { encodeKey } from "./encoding.ts";
import type { NotificationRule } from "./notification-rule.ts";
import type { Version } from "./versions.ts";

export type EventName = "ObjectCreated:Put" | "ObjectCreated:Post";

export interface Events {
  /** Writes the event to the outbox; call it inside the transaction of the change. */
  emit(bucket: Bucket, event: EventName, version: Version): void;
  /** The message S3 sends to a queue when it is first named in a configuration. */
  test(bucket: Bucket, target: string): void;
}

export interface EventOptions {
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly region: string;
  /** Whose events those of a key are: owners take turns. */
  readonly ownerOf: (key: string) => string;
}

export function createEvents({ outbox, clock, region, ownerOf }: EventOptions): Events {
  return {
    emit(bucket, event, version) {
      for (const rule of bucket.notification) {
        if (!rule.events.some((asked) => covers(asked, event))) continue;
        const body = JSON.stringify({ Records: [record(rule, event, version, region, clock.now())] });
        outbox.enqueue({ target: rule.target, owner: ownerOf(version.key), body, at: clock.now() });
      }
    },
    test(bucket, target) {
      const body = JSON.stringify({
        Service: "Amazon S3",
        Event: "s3:TestEvent",
        Time: new Date(clock.now()).toISOString(),
        Bucket: bucket.name,
        RequestId: requestId(),
        HostId: randomBytes(24).toString("base64"),
      });
      outbox.enqueue({ target, body, at: clock.now() });
    },
  };
}

function record(
  rule: NotificationRule,
  event: EventName,
  version: Version,
  region: string,
  now: number,
): unknown {
  return {
    eventVersion: "2.1",
    eventSource: "aws:s3",
    awsRegion: region,
    eventTime: new Date(now).toISOString(),
    eventName: event,
    userIdentity: { principalId: "AWS:local" },
    requestParameters: { sourceIPAddress: "127.0.0.1" },
    responseElements: { "x-amz-request-id": requestId(), "x-amz-id-2": randomBytes(24).toString("base64") },
    s3: {
      s3SchemaVersion: "1.0",
      configurationId: rule.id,
      bucket: {
        name: version.bucket,
        ownerIdentity: { principalId: "local" },
        arn: `arn:${region.startsWith("cn-") ? "aws-cn" : "aws"}:s3:::${version.bucket}`,
      },
      object: {
        key: encodeKey(version.key),
        size: version.size,
        eTag: version.etag,
        ...(version.versionId !== "null" && { versionId: version.versionId }),
        // Compared as text by those who order events, hence of one width.
        sequencer: version.sequence.toString(16).toUpperCase().padStart(18, "0"),
      },
    },
  };
}

function requestId(): string {
  return randomBytes(8).toString("hex").toUpperCase();
}

/** Whether a rule's event, one or the whole family, is the one that has happened. */
function covers(asked: string, event: EventName): boolean {
  return asked === `s3:${event}` || asked === "s3:ObjectCreated:*";
}
