/**
 * Messages that a change owes to the workflows. Written in the change's own transaction, delivered right after it; what
 * a crash leaves behind the sweeper delivers. Delivery is at least once, and every receiver bears it.
 */
import { newId } from "../identifier.ts";
import { type OutboxBody, OutboxRow, WaitRow } from "./filing-entities.ts";
import { table } from "./table.ts";
import { held, put, type Write } from "./transaction.ts";

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

/** Delivers everything this subject owes. */
export async function deliver(subject: string): Promise<void> {
  const { data } = await OutboxRow.query
    .bySubject({ subject })
    .go({ ...table(), consistent: true, pages: "all" });
  await deliverThese(data);
}

/** Delivers messages that the caller has just committed, so that nobody need look for them. */
export async function deliverThese(owed: readonly Message[]): Promise<void> {
  for (const { subject, id, body } of owed) {
    await send(subject, body);
    await OutboxRow.delete({ subject, id }).go(table());
  }
}

/** Subjects that owe a message: what a crash left behind, and for a moment what is being delivered. */
export async function owing(): Promise<string[]> {
  const { data } = await OutboxRow.query.byAge({ shard: SHARD }).go({ ...table(), pages: "all" });
  return [...new Set(data.map((row) => row.subject))];
}

async function send(subject: string, body: OutboxBody): Promise<void> {
  // Loaded with the first message: most of what the API does owes none.
  const { answerTask, startExecution } = await import("../workflow.ts");
  if (body.do === "start") return startExecution(body.flow, body.execution, body.input);
  const wait = await WaitRow.get({ subject, kind: body.kind }).go({ ...table(), consistent: true });
  // No wait yet: the function that is about to ask reads the subject first and answers itself.
  if (!wait.data) return;
  await answerTask(wait.data.token, body.output);
  // Unless it was replaced in the meantime: the newer one stays.
  const { token } = wait.data;
  await held(
    WaitRow.delete({ subject, kind: body.kind })
      .where((field, { eq }) => eq(field.token, token))
      .go(table()),
  );
}
