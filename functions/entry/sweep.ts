/** Runs every few minutes, so that nothing hangs silently (asks.md 1). */

import { sweep } from "../app/subjects/sweep.ts";
import { takeInUntaken } from "../app/submissions/untaken.ts";

export async function handler() {
  const taken = await takeInUntaken();
  return { ...(await sweep()), taken };
}
