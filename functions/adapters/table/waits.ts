/**
 * Waits: a workflow stands still until people act. The row holds the task token, the due day and when somebody must be
 * told next: a reminder before the due day, an escalation after it.
 */
import { afterDays } from "../../../core/filing/workday.ts";
import { clock } from "../clock.ts";
import { answerTask } from "../workflow.ts";
import { type WaitKind, WaitRow } from "./filing-entities.ts";
import { table } from "./table.ts";
import { put, remove, type Write } from "./transaction.ts";

export interface Ask {
  readonly subject: string;
  readonly kind: WaitKind;
  readonly jurisdiction: string;
  readonly token: string;
  readonly execution: string;
  readonly due: string;
}

/** The day before the due day at the latest, today at the earliest. */
function reminderDay(due: string): string {
  const before = afterDays(due, -1);
  return before > clock.today() ? before : clock.today();
}

export function writeWait(ask: Ask): Write {
  return put(WaitRow.put({ ...ask, since: clock.instant(), nextAct: reminderDay(ask.due), next: "remind" }));
}

export function dropWait(subject: string, kind: WaitKind): Write {
  return remove(WaitRow.delete({ subject, kind }));
}

export async function getWait(subject: string, kind: WaitKind) {
  const { data } = await WaitRow.get({ subject, kind }).go({ ...table(), consistent: true });
  return data ?? undefined;
}

/** Waits of which somebody must be told by `today`. */
export async function waitsToTell(jurisdiction: string, today: string) {
  const { data } = await WaitRow.query
    .byNextAct({ jurisdiction })
    .lte({ nextAct: today })
    .go({ ...table(), pages: "all" });
  return data.filter((wait) => wait.next !== "rest");
}

/** After a reminder comes the escalation, the day after the due day; after that an escalation every seven days. */
export async function toldOf(wait: {
  subject: string;
  kind: string;
  due: string;
  next: string;
}): Promise<void> {
  const today = clock.today();
  const dayAfterDue = afterDays(wait.due, 1);
  const nextAct =
    wait.next === "remind" && dayAfterDue > today
      ? dayAfterDue
      : afterDays(today, wait.next === "remind" ? 0 : 7);
  await WaitRow.patch({ subject: wait.subject, kind: wait.kind })
    .set({ nextAct, next: "escalate" })
    .go(table())
    .catch(() => undefined); // answered in the meantime: nothing left to tell
}

/** Answers a wait that turned out to be settled before it began. */
export function answerNow(token: string, output: unknown): Promise<void> {
  return answerTask(token, output);
}
