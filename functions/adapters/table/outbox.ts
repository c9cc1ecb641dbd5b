/**
 * Messages that a change owes to the workflows, and what it gives people to hear. Written in the change's own transaction, delivered right after it; what
 * a crash leaves behind the sweeper delivers. Delivery is at least once, and every receiver bears it.
 */
import * as z from "zod";
import { storedTellings, type Tellings } from "../../../core/messages/telling.ts";
import { newId } from "../identifier.ts";
import type { Flow } from "../workflow.ts";
import { json, service, text, written } from "./column.ts";
import { Entity } from "./entity.ts";
import { rowKind, type Sifted } from "./row.ts";
import { first, primary, table } from "./table.ts";
import { put, type Write } from "./transaction.ts";
import { forgetWait, getWait } from "./waits.ts";

export type OutboxBody =
  | {
      readonly do: "start";
      readonly flow: Flow;
      readonly execution: string;
      readonly input: unknown;
    }
  /** `kind` is the wait that is over. */
  | { readonly do: "answer"; readonly kind: string; readonly output: unknown }
  /** Made into messages by functions/app/messages/tell.ts. */
  | { readonly do: "tell"; readonly tellings: Tellings };

/** A message written in the transaction of the change that caused it; delivered at once, or later by the sweeper. */
const OutboxRow = new Entity({
  model: { entity: "outbox", version: "1", service },
  attributes: {
    subject: text,
    id: text,
    shard: text,
    body: json,
    format: written(1),
  },
  indexes: {
    bySubject: {
      pk: { field: primary.pk, composite: ["subject"] },
      sk: { field: primary.sk, composite: ["id"] },
    },
    byAge: {
      index: first.index,
      pk: { field: first.pk, composite: ["shard"] },
      sk: { field: first.sk, composite: ["id"] },
    },
  },
});

const body: z.ZodType<OutboxBody> = z.discriminatedUnion("do", [
  z.looseObject({
    do: z.literal("start"),
    flow: z.enum(["review", "notice"]),
    execution: z.string(),
    input: z.unknown(),
  }),
  z.looseObject({ do: z.literal("answer"), kind: z.string(), output: z.unknown() }),
  z.looseObject({ do: z.literal("tell"), tellings: storedTellings }),
]);

export const outboxRows = rowKind(OutboxRow, {
  label: "待发消息",
  key: ["subject", "id"],
  schema: z.object({ subject: z.string(), id: z.string(), shard: z.string(), body }),
});

/** One shard is enough for an office; the sweeper reads them all. */
const SHARD = "0";

export interface Message {
  readonly subject: string;
  readonly id: string;
  readonly body: OutboxBody;
}

export function newMessage(subject: string, body: OutboxBody): Message {
  return { subject, id: newId("msg"), body };
}

export function writeMessage(owed: Message): Write {
  return put(OutboxRow.put({ ...owed, shard: SHARD }));
}

export const message = (subject: string, body: OutboxBody): Write => writeMessage(newMessage(subject, body));

/** What people are to be told is another's matter. */
export interface Told extends Message {
  readonly body: Extract<OutboxBody, { readonly do: "tell" }>;
}
export const isTold = (owed: Message): owed is Told => owed.body.do === "tell";

export const newTold = (tellings: Tellings): Told => ({
  subject: tellings.subject,
  id: newId("msg"),
  body: { do: "tell", tellings },
});

/** Everybody has been told. */
export async function forgetMessage({ subject, id }: Message): Promise<void> {
  await OutboxRow.delete({ subject, id }).go(table());
}

/** Delivers everything this subject owes to workflows. */
export async function deliver(subject: string): Promise<void> {
  const { data } = await OutboxRow.query
    .bySubject({ subject })
    .go({ ...table(), consistent: true, pages: "all" });
  await deliverThese(outboxRows.all(data).filter((owed) => !isTold(owed)));
}

/** Delivers messages that the caller has just committed, so that nobody need look for them. */
export async function deliverThese(owed: readonly Message[]): Promise<void> {
  for (const one of owed) {
    await send(one.subject, one.body);
    await forgetMessage(one);
  }
}

/**
 * What a crash left behind, and for a moment what is being delivered. A message that cannot be read holds up none of the
 * others.
 */
export async function undelivered(): Promise<Sifted<Message>> {
  const { data } = await OutboxRow.query.byAge({ shard: SHARD }).go({ ...table(), pages: "all" });
  return outboxRows.sift(data);
}

async function send(subject: string, body: OutboxBody): Promise<void> {
  if (body.do === "tell") return;
  // Loaded with the first message: most of what the API does owes none.
  const { answerTask, startExecution } = await import("../workflow.ts");
  if (body.do === "start") return startExecution(body.flow, body.execution, body.input);
  const wait = await getWait(subject, body.kind);
  // No wait yet: the function that is about to ask reads the subject first and answers itself.
  if (!wait) return;
  await answerTask(wait.token, body.output);
  await forgetWait(subject, body.kind, wait.token);
}
