/** Waits: a workflow stands still until people act. The row holds the task token, which never leaves it. */
import * as z from "zod";
import { clock } from "../clock.ts";
import { service, text, written } from "./column.ts";
import { Entity } from "./entity.ts";
import { rowKind } from "./row.ts";
import { primary, table } from "./table.ts";
import { conditionHeld, put, remove, type Write } from "./transaction.ts";

const WaitRow = new Entity({
  model: { entity: "wait", version: "1", service },
  attributes: { subject: text, kind: text, token: text, execution: text, since: text, format: written(1) },
  indexes: {
    bySubject: {
      pk: { field: primary.pk, composite: ["subject"] },
      sk: { field: primary.sk, composite: ["kind"] },
    },
  },
});

export const waitRows = rowKind(WaitRow, {
  label: "等待",
  key: ["subject", "kind"],
  schema: z.object({
    subject: z.string(),
    kind: z.string(),
    token: z.string(),
    execution: z.string(),
    since: z.string(),
  }),
});

export interface Ask {
  readonly subject: string;
  /** What it waits for: the wait's name in its kind, `review`. */
  readonly kind: string;
  readonly token: string;
  readonly execution: string;
}

export const writeWait = (ask: Ask): Write => put(WaitRow.put({ ...ask, since: clock.instant() }));

export const dropWait = (subject: string, kind: string): Write => remove(WaitRow.delete({ subject, kind }));

export async function getWait(subject: string, kind: string) {
  const { data } = await WaitRow.get({ subject, kind }).go({ ...table(), consistent: true });
  return waitRows.one(data);
}

/** A wait that has been answered; one that replaced it in the meantime stays. */
export async function forgetWait(subject: string, kind: string, token: string): Promise<void> {
  await conditionHeld(
    WaitRow.delete({ subject, kind })
      .where((field, { eq }) => eq(field.token, token))
      .go(table()),
  );
}

/** Answers a wait that turned out to be settled before it began. */
export async function completeTask(token: string, output: unknown): Promise<void> {
  const { answerTask } = await import("../workflow.ts");
  await answerTask(token, output);
}
