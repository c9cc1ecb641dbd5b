/** Runs every hour: tells people of waits that are nearly due or overdue, and records each telling in the trail. */

import { clock } from "./adapters/clock.ts";
import { offices } from "./adapters/table/offices.ts";
import { changeSubmission } from "./adapters/table/submissions.ts";
import { toldOf, waitsToTell } from "./adapters/table/waits.ts";

export async function handler(): Promise<{ told: number }> {
  let told = 0;
  for (const { jurisdiction } of await offices()) {
    for (const wait of await waitsToTell(jurisdiction, clock.today())) {
      if (wait.kind !== "review" && wait.kind !== "correction") continue;
      const type = wait.next === "remind" ? "Remind" : "Escalate";
      await changeSubmission(wait.subject, { type, about: wait.kind }, { id: "machine" });
      await toldOf(wait);
      told++;
    }
  }
  return { told };
}
