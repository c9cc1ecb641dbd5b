/** What could not be handled: kept, and shown to the administrator. */
import * as z from "zod";
import { clock } from "../clock.ts";
import { newId } from "../identifier.ts";
import { number, service, text, written } from "./column.ts";
import { Entity } from "./entity.ts";
import { rowKind } from "./row.ts";
import { primary, table } from "./table.ts";

/** What could not be handled after all attempts, for the administrator to see. */
const DeadLetterRow = new Entity({
  model: { entity: "deadLetter", version: "1", service },
  attributes: {
    all: text,
    id: text,
    what: text,
    error: text,
    attempts: number,
    at: text,
    body: text,
    format: written(1),
  },
  indexes: {
    byTime: { pk: { field: primary.pk, composite: ["all"] }, sk: { field: primary.sk, composite: ["id"] } },
  },
});

export const deadLetterRows = rowKind(DeadLetterRow, {
  label: "未能处理的事项",
  key: ["id"],
  schema: z.object({
    all: z.string(),
    id: z.string(),
    what: z.string(),
    error: z.string(),
    attempts: z.int(),
    at: z.string(),
    body: z.string(),
  }),
});

const ALL = "all";

export async function recordDeadLetter(
  what: string,
  error: string,
  attempts: number,
  body: string,
): Promise<void> {
  const id = newId("dead");
  await DeadLetterRow.put({
    all: ALL,
    id,
    what,
    error,
    attempts,
    at: clock.instant(),
    body: body.slice(0, 10_000),
  }).go(table());
}

export async function getDeadLetter(id: string) {
  const { data } = await DeadLetterRow.get({ all: ALL, id }).go({ ...table(), consistent: true });
  return deadLetterRows.one(data);
}

/** What came of trying again. */
export async function failedAgain(id: string, error: string): Promise<void> {
  await DeadLetterRow.patch({ all: ALL, id }).set({ error }).add({ attempts: 1 }).go(table());
}

export async function settleDeadLetter(id: string): Promise<void> {
  await DeadLetterRow.delete({ all: ALL, id }).go(table());
}

/** The newest first. */
export async function deadLetters() {
  const { data } = await DeadLetterRow.query
    .byTime({ all: ALL })
    .go({ ...table(), order: "desc", limit: 200 });
  return deadLetterRows.all(data);
}
