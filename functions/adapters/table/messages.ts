/** Messages in the table: one row for a person, a task and a step, whatever becomes of it outside. */
import * as z from "zod";
import { optional, service, text, written } from "./column.ts";
import { Entity } from "./entity.ts";
import { rowKind } from "./row.ts";
import { first, primary, second, table } from "./table.ts";
import { conditionHeld } from "./transaction.ts";

/** A person's messages by id; the newest first (gsi1); those not read yet (gsi2). */
const MessageRow = new Entity({
  model: { entity: "message", version: "1", service },
  attributes: {
    person: text,
    id: text,
    jurisdiction: text,
    subject: text,
    kind: text,
    about: text,
    step: text,
    title: text,
    text: text,
    page: text,
    at: text,
    readAt: optional,
    format: written(1),
  },
  indexes: {
    byPerson: {
      pk: { field: primary.pk, composite: ["person"] },
      sk: { field: primary.sk, composite: ["id"] },
    },
    byTime: {
      index: first.index,
      pk: { field: first.pk, composite: ["person"] },
      sk: { field: first.sk, composite: ["at", "id"] },
    },
    unread: {
      index: second.index,
      condition: ({ readAt }) => readAt === undefined,
      pk: { field: second.pk, composite: ["person"] },
      sk: { field: second.sk, composite: ["at", "id"] },
    },
  },
});

const message = z.object({
  person: z.string(),
  id: z.string(),
  jurisdiction: z.string(),
  subject: z.string(),
  kind: z.string(),
  about: z.string(),
  /** `came`, `+5`, `closed` … */
  step: z.string(),
  title: z.string(),
  text: z.string(),
  /** Where on the site it leads. */
  page: z.string(),
  at: z.string(),
  readAt: z.string().optional(),
});
export type KeptMessage = Readonly<z.output<typeof message>>;

export const messageRows = rowKind(MessageRow, { label: "消息", key: ["person", "id"], schema: message });

/** What nobody can be told, since a unit has no account, is kept under the unit. */
export const unheardBy = (unitId: string): string => `unheard/${unitId}`;

/** False: the person has it already, and it stays as it is. */
export const addMessage = (row: KeptMessage): Promise<boolean> =>
  conditionHeld(
    MessageRow.put(row)
      .where((field, { notExists }) => notExists(field.at))
      .go(table()),
  );

export async function getMessage(person: string, id: string): Promise<KeptMessage | undefined> {
  const { data } = await MessageRow.get({ person, id }).go({ ...table(), consistent: true });
  return messageRows.one(data);
}

/** The newest first. @param before where the page before ended */
export async function messagesOf(person: string, limit: number, before?: string) {
  const { data, cursor } = await MessageRow.query
    .byTime({ person })
    .go({ ...table(), order: "desc", limit, cursor: before ?? null });
  return { messages: messageRows.all(data), next: cursor ?? undefined };
}

/** As many as `most`, the newest first. */
export async function unreadOf(person: string, most: number): Promise<KeptMessage[]> {
  const { data } = await MessageRow.query.unread({ person }).go({ ...table(), order: "desc", limit: most });
  return messageRows.all(data);
}

/** What has been read stays read as it was first. */
export async function markRead(row: KeptMessage, readAt: string): Promise<void> {
  if (row.readAt !== undefined) return;
  await MessageRow.put({ ...row, readAt }).go(table());
}
