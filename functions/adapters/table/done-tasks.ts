/** Tasks that have been done: who has done what, and when. What happened stands in the subject's trail. */
import * as z from "zod";
import type { Stamp } from "../../../core/subject/kind.ts";
import type { OpenTask } from "../../../core/subject/open-task.ts";
import { optional, service, text, written } from "./column.ts";
import { Entity } from "./entity.ts";
import { rowKind } from "./row.ts";
import { primary, table } from "./table.ts";
import { type Owner, taskRowOf } from "./tasks.ts";
import { put, type Write } from "./transaction.ts";

/** By who has done them, the newest last. */
const DoneTaskRow = new Entity({
  model: { entity: "doneTask", version: "1", service },
  attributes: {
    subject: text,
    about: text,
    kind: text,
    jurisdiction: text,
    /** A person; where nobody signed in did it, the pool whose task it was. */
    doer: text,
    by: text,
    onBehalfOf: optional,
    at: text,
    since: text,
    due: text,
    format: written(1),
  },
  indexes: {
    byDoer: {
      pk: { field: primary.pk, composite: ["jurisdiction", "doer"] },
      sk: { field: primary.sk, composite: ["at", "subject", "about"] },
    },
  },
});

const doneTask = z.object({
  subject: z.string(),
  about: z.string(),
  kind: z.string(),
  jurisdiction: z.string(),
  doer: z.string(),
  by: z.string(),
  onBehalfOf: z.string().optional(),
  at: z.string(),
  since: z.string(),
  due: z.string(),
});
export type DoneTask = Readonly<z.output<typeof doneTask>>;

export const doneTaskRows = rowKind(DoneTaskRow, {
  label: "已办",
  key: ["doer", "at", "subject", "about"],
  schema: doneTask,
});

const isPerson = (id: string): boolean => id.startsWith("user_");

/** In the list of who did it, and of whom they did it for. */
export function writeDone(owner: Owner, task: OpenTask, { at, by, onBehalfOf }: Stamp): Write[] {
  const { about, pool, since, due } = taskRowOf(owner, task);
  const doers = isPerson(by) ? [by, ...(onBehalfOf ? [onBehalfOf] : [])] : [pool];
  return doers.map((doer) =>
    put(
      DoneTaskRow.put({
        ...owner,
        about,
        doer,
        by,
        ...(onBehalfOf && { onBehalfOf }),
        at,
        since,
        due,
      }),
    ),
  );
}

/** What was done from `from` on and before `until`, the newest first. */
export async function doneBy(
  jurisdiction: string,
  doer: string,
  { from, until, limit }: { readonly from: string; readonly until: string; readonly limit: number },
): Promise<DoneTask[]> {
  const { data } = await DoneTaskRow.query
    .byDoer({ jurisdiction, doer })
    .between({ at: from }, { at: until })
    .go({ ...table(), count: limit, order: "desc" });
  return doneTaskRows.all(data);
}
