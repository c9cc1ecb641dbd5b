/** A bucket's notification rules: which queue hears of which events, and how they are configured. */
import { randomBytes } from "node:crypto";
import { notImplemented, S3Error } from "./errors.ts";
import { childrenOf, requiredText, textOf, type XmlElement } from "./xml.ts";

/** What may be asked for. */
const KNOWN_EVENTS = new Set(["s3:ObjectCreated:*", "s3:ObjectCreated:Put", "s3:ObjectCreated:Post"]);

export interface NotificationRule {
  readonly id: string;
  /** ARN of the queue. */
  readonly target: string;
  readonly events: readonly string[];
}

/**
 * Reads `<NotificationConfiguration>`: queues that hear of new objects. Functions, topics, EventBridge, filters and other
 * events are not offered; rules that share an event are refused as on S3.
 */
export function parseNotification(document: XmlElement): NotificationRule[] {
  const foreign = document.children.find((child) => child.name !== "QueueConfiguration");
  if (foreign) throw notImplemented(foreign.name);
  const rules = childrenOf(document, "QueueConfiguration").map(parseRule);
  const shared = rules.some((rule, index) =>
    rules.slice(index + 1).some((other) => rule.events.some((event) => other.events.some(overlaps(event)))),
  );
  if (shared)
    throw new S3Error(
      "InvalidArgument",
      "Configurations overlap. Configurations on the same bucket cannot share a common event type.",
    );
  return rules;
}

function parseRule(element: XmlElement): NotificationRule {
  const target = requiredText(element, "Queue");
  if (!/^arn:aws[a-z-]*:sqs:[a-z0-9-]+:\d{12}:.+$/.test(target)) {
    throw new S3Error("InvalidArgument", "The ARN could not be parsed", {
      details: { ArgumentName: "Queue", ArgumentValue: target },
    });
  }
  if (childrenOf(element, "Filter").length > 0) throw notImplemented("Filter");
  const events = childrenOf(element, "Event").map((event) => event.text);
  const unknown = events.find((event) => !KNOWN_EVENTS.has(event));
  if (unknown !== undefined) throw notImplemented(unknown);
  if (events.length === 0) throw new S3Error("MalformedXML");
  return { id: textOf(element, "Id") || randomBytes(16).toString("hex"), target, events };
}

const overlaps = (one: string) => (other: string) =>
  one === other || one.endsWith("*") || other.endsWith("*");
