/**
 * Waits: a workflow stands still until people act. The row holds the task token, the due day and when somebody must be
 * told next: a reminder before the due day, an escalation after it.
 */
import { afterDays } from "../../../core/calendar/workday.ts";
import { clock } from "../clock.ts";
import { type WaitKind, WaitRow } from "./filing-entities.ts";
import { table } from "./table.ts";
import { put, remove, update, type Write } from "./transaction.ts";

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
export async function dueNotifications(jurisdiction: string, today: string) {
  const { data } = await WaitRow.query
    .byNextAct({ jurisdiction })
    // Sort keys go on after the day: all up to today's last one lie before tomorrow's first.
    .lt({ nextAct: afterDays(today, 1) })
    .go({ ...table(), pages: "all" });
  return data.filter((wait) => wait.next !== "rest");
}

/**
 * After a reminder comes the escalation, the day after the due day; after that an escalation every seven days. Goes into
 * the transaction that records the telling, and holds only while nobody else has told of this wait.
 */
export function afterNotified(wait: {
  readonly subject: string;
  readonly kind: string;
  readonly due: string;
  readonly next: string;
  readonly nextAct: string;
  readonly token: string;
}): Write {
  const today = clock.today();
  const dayAfterDue = afterDays(wait.due, 1);
  const nextAct =
    wait.next === "remind" && dayAfterDue > today
      ? dayAfterDue
      : afterDays(today, wait.next === "remind" ? 0 : 7);
  return update(
    WaitRow.patch({ subject: wait.subject, kind: wait.kind })
      .set({ nextAct, next: "escalate" })
      .where((field, { eq }) => `${eq(field.nextAct, wait.nextAct)} AND ${eq(field.token, wait.token)}`),
  );
}

/** Answers a wait that turned out to be settled before it began. */
export async function completeTask(token: string, output: unknown): Promise<void> {
  const { answerTask } = await import("../workflow.ts");
  await answerTask(token, output);
}
