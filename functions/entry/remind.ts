/** Runs every hour: tells people of waits that are nearly due or overdue, and records each telling in the trail. */

import { clock } from "../adapters/clock.ts";
import { offices } from "../adapters/table/offices.ts";
import { changeSubmission } from "../adapters/table/submissions.ts";
import { afterNotified, dueNotifications, getWait } from "../adapters/table/waits.ts";

export async function handler(): Promise<{ told: number }> {
  let told = 0;
  for (const { jurisdiction } of await offices()) {
    for (const wait of await dueNotifications(jurisdiction, clock.today())) {
      const { subject, kind, token, nextAct } = wait;
      if (kind !== "review" && kind !== "correction") continue;
      const type = wait.next === "remind" ? "Remind" : "Escalate";
      const changed = await changeSubmission(subject, { type, about: kind }, { id: "machine" }, async () => {
        const now = await getWait(subject, kind);
        return now?.token === token && now.nextAct === nextAct ? [afterNotified(wait)] : undefined;
      });
      if (changed.ok && changed.value.events.length > 0) told++;
    }
  }
  return { told };
}
