/** Which changes of a bucket are told to whom, and the record that tells them (S3 event message structure 2.1). */
import { randomBytes } from "node:crypto";
import type { Clock } from "../clock.ts";
import type { Outbox } from "../events/outbox.ts";
import type { Bucket } from "./buckets.ts";
import { encodeKey } from "./encoding.ts";
import { notImplemented, S3Error } from "./errors.ts";
import type { Version } from "./objects.ts";
import { childrenOf, requiredText, textOf, type XmlElement, type XmlNode } from "./xml.ts";

export type EventName =
  | "ObjectCreated:Put"
  | "ObjectCreated:Post"
  | "ObjectCreated:Copy"
  | "ObjectCreated:CompleteMultipartUpload"
  | "ObjectRemoved:Delete"
  | "ObjectRemoved:DeleteMarkerCreated";

/** What may be asked for: each of the names, or one of the two families. */
const KNOWN_EVENTS = new Set([
  "s3:ObjectCreated:*",
  "s3:ObjectCreated:Put",
  "s3:ObjectCreated:Post",
  "s3:ObjectCreated:Copy",
  "s3:ObjectCreated:CompleteMultipartUpload",
  "s3:ObjectRemoved:*",
  "s3:ObjectRemoved:Delete",
  "s3:ObjectRemoved:DeleteMarkerCreated",
]);

/** Element of the configuration, element of its ARN, service of that ARN. */
const DESTINATIONS = [
  { element: "QueueConfiguration", arn: "Queue", service: "sqs" },
  { element: "CloudFunctionConfiguration", arn: "CloudFunction", service: "lambda" },
] as const;

export interface NotificationRule {
  readonly id: string;
  readonly element: (typeof DESTINATIONS)[number]["element"];
  /** ARN of the queue or function. */
  readonly target: string;
  readonly events: readonly string[];
  readonly prefix: string;
  readonly suffix: string;
}

export interface Events {
  /** Writes the event to the outbox; call it inside the transaction of the change. */
  emit(bucket: Bucket, event: EventName, version: Version | Omit<Version, "latest">): void;
  /** The message S3 sends to a queue when it is first named in a configuration. */
  test(bucket: Bucket, target: string): void;
}

export function createEvents(outbox: Outbox, clock: Clock, region: string): Events {
  return {
    emit(bucket, event, version) {
      for (const rule of bucket.notification) {
        if (!applies(rule, event, version.key)) continue;
        const body = JSON.stringify({ Records: [record(rule, event, version, region, clock.now())] });
        outbox.enqueue({ target: rule.target, body, at: clock.now() });
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

function applies(rule: NotificationRule, event: EventName, key: string): boolean {
  const family = event.replace(/:.*/, ":*");
  return (
    (rule.events.includes(`s3:${event}`) || rule.events.includes(`s3:${family}`)) &&
    key.startsWith(rule.prefix) &&
    key.endsWith(rule.suffix)
  );
}

function record(
  rule: NotificationRule,
  event: EventName,
  version: Version | Omit<Version, "latest">,
  region: string,
  now: number,
): unknown {
  const created = event.startsWith("ObjectCreated");
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
        ...(created && { size: version.size, eTag: version.etag }),
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

/** Reads `<NotificationConfiguration>`. Topics and EventBridge are not offered; overlapping rules are refused as on S3. */
export function parseNotification(document: XmlElement): NotificationRule[] {
  const known = new Set<string>(DESTINATIONS.map((destination) => destination.element));
  const foreign = document.children.find((child) => !known.has(child.name));
  if (foreign) throw notImplemented(foreign.name);
  const rules = DESTINATIONS.flatMap((destination) =>
    childrenOf(document, destination.element).map((element) => parseRule(element, destination)),
  );
  for (const [index, rule] of rules.entries()) {
    if (rules.slice(index + 1).some((other) => overlap(rule, other))) {
      throw new S3Error(
        "InvalidArgument",
        "Configurations overlap. Configurations on the same bucket cannot share a common event type.",
      );
    }
  }
  return rules;
}

function parseRule(element: XmlElement, destination: (typeof DESTINATIONS)[number]): NotificationRule {
  const target = requiredText(element, destination.arn);
  if (!new RegExp(`^arn:aws[a-z-]*:${destination.service}:[a-z0-9-]+:\\d{12}:.+$`).test(target)) {
    throw new S3Error("InvalidArgument", "The ARN could not be parsed", {
      details: { ArgumentName: destination.arn, ArgumentValue: target },
    });
  }
  const events = childrenOf(element, "Event").map((event) => event.text);
  const unknown = events.find((event) => !KNOWN_EVENTS.has(event));
  if (unknown !== undefined || events.length === 0) {
    throw new S3Error("InvalidArgument", "The event is not supported for notifications", {
      details: { ArgumentName: "Event", ArgumentValue: unknown ?? "" },
    });
  }
  const filter = { prefix: "", suffix: "" };
  for (const s3Key of childrenOf(element, "Filter").flatMap((found) => childrenOf(found, "S3Key"))) {
    for (const rule of childrenOf(s3Key, "FilterRule")) {
      const name = textOf(rule, "Name")?.toLowerCase();
      if (name !== "prefix" && name !== "suffix") {
        throw new S3Error("InvalidArgument", "filter rule name must be either prefix or suffix");
      }
      filter[name] = textOf(rule, "Value") ?? "";
    }
  }
  return {
    id: textOf(element, "Id") || randomBytes(16).toString("hex"),
    element: destination.element,
    target,
    events,
    ...filter,
  };
}

function overlap(left: NotificationRule, right: NotificationRule): boolean {
  const sameEvent = left.events.some((event) =>
    right.events.some((other) => event === other || covers(event, other) || covers(other, event)),
  );
  const meet = (a: string, b: string, within: "startsWith" | "endsWith") => a[within](b) || b[within](a);
  return (
    sameEvent && meet(left.prefix, right.prefix, "startsWith") && meet(left.suffix, right.suffix, "endsWith")
  );
}

function covers(family: string, event: string): boolean {
  return family.endsWith(":*") && event.startsWith(family.slice(0, -1));
}

export function renderNotification(rules: readonly NotificationRule[]): XmlNode {
  const rendered = rules.map((rule): XmlNode => {
    const { arn = "Queue" } = DESTINATIONS.find(({ element }) => element === rule.element) ?? {};
    const filters = (["prefix", "suffix"] as const).filter((name) => rule[name] !== "");
    return [
      rule.element,
      [
        ["Id", rule.id],
        [arn, rule.target],
        ...rule.events.map((event): XmlNode => ["Event", event]),
        filters.length > 0
          ? [
              "Filter",
              [
                [
                  "S3Key",
                  filters.map(
                    (name): XmlNode => [
                      "FilterRule",
                      [
                        ["Name", name],
                        ["Value", rule[name]],
                      ],
                    ],
                  ),
                ],
              ],
            ]
          : undefined,
      ],
    ];
  });
  return ["NotificationConfiguration", rendered];
}
