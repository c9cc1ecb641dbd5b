/**
 * The telling of an office in a process of its own, to be killed: `leap.child.ts FOLDER`, on the real table. It is told of one
 * day after another; done with a day, it says so.
 */
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import type { Assignee } from "../../core/subject/kind.ts";
import { clock } from "../../functions/adapters/clock.ts";
import { changeSubject } from "../../functions/adapters/table/subject.ts";
import { deliverDue } from "../../functions/app/messages/deliver.ts";
import { tell } from "../../functions/app/messages/tell.ts";
import { sweep } from "../../functions/app/subjects/sweep.ts";
import { tellDueTerms } from "../../functions/app/subjects/tell-terms.ts";
import { credentialsOf } from "../../local/folder/credentials.ts";
import { provisionTable } from "../../local/provision/table.ts";
import { openStores } from "../../local/stores.ts";
import { errands } from "../subject/errand.ts";

/** What happens on a day, in the order of doing. */
export interface LeapDay {
  /** When the clock stands, for all of it. */
  readonly instant: string;
  readonly set: readonly { readonly id: string; readonly due: string; readonly to: Assignee }[];
  readonly finished: readonly string[];
  /** Something before has been left undone. */
  readonly afterCrash: boolean;
  /** The process dies just when the table has answered so many requests of that day. */
  readonly dieAfter?: number | undefined;
}

const day: z.ZodType<LeapDay> = z.object({
  instant: z.string(),
  set: z.array(z.object({ id: z.string(), due: z.string(), to: z.custom<Assignee>() })),
  finished: z.array(z.string()),
  afterCrash: z.boolean(),
  dieAfter: z.int().optional(),
});

const JURISDICTION = "office";
const tables = { errand: errands };
const [folder = ""] = process.argv.slice(2);
const { dynamodb } = await openStores(folder, credentialsOf(folder), new AsyncDisposableStack());
await provisionTable(dynamodb);

let requests = 0;
let last = Number.POSITIVE_INFINITY;
const { prototype } = DynamoDBDocumentClient;
const send: unknown = Reflect.get(prototype, "send");
if (typeof send !== "function") throw new TypeError("a client that does not send");
Object.defineProperty(prototype, "send", {
  value: async function (this: unknown, ...rest: unknown[]): Promise<unknown> {
    const answer = await Reflect.apply(send, this, rest);
    requests++;
    if (requests >= last) process.kill(process.pid, "SIGKILL");
    return answer;
  },
});

process.on("message", async (told) => {
  const { instant, set, finished, afterCrash, dieAfter } = day.parse(told);
  requests = 0;
  last = dieAfter ?? Number.POSITIVE_INFINITY;
  clock.use(() => Date.parse(instant));
  // What a crash has left behind the sweeper takes up, before and beside whatever else is done.
  if (afterCrash) await sweep(tables);
  // Asked twice at once, as people click.
  for (const { id, due, to } of set)
    await Promise.all(
      [1, 2].map(() => change(id, { type: "Set", jurisdiction: JURISDICTION, what: "送书", due, to })),
    );
  for (const id of finished) await change(id, { type: "Finish" });
  await Promise.all([tellDueTerms(tables), tellDueTerms(tables)]);
  await Promise.all([deliverDue(), deliverDue()]);
  process.send?.({ requests });
});

async function change(id: string, command: Parameters<typeof errands.kind.decide>[1]): Promise<void> {
  const changed = await changeSubject(tables, "errand", id, () => ({ command }), { id: "machine" });
  if (!changed.ok) throw new Error(changed.refusal.code);
  if (changed.value.told) await tell(changed.value.told, tables);
}

process.send?.({ requests });
