/** Runs every few minutes, so that nothing hangs silently (asks.md 1). Neither of its rounds waits for the other's faults. */

import { sweep } from "../app/subjects/sweep.ts";
import { takeInUntaken } from "../app/submissions/untaken.ts";

export async function handler() {
  const [swept, taken] = await Promise.allSettled([sweep(), takeInUntaken()]);
  if (swept.status === "rejected") throw swept.reason;
  if (taken.status === "rejected") throw taken.reason;
  return { ...swept.value, taken: taken.value };
}
