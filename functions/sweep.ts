/**
 * Runs every few minutes so that nothing hangs silently (asks.md 1): delivers messages a crash left behind, and starts
 * an execution again for every open submission that has none alive.
 */

import type { Submission } from "../core/review/submission.ts";
import { clock } from "./adapters/clock.ts";
import { offices } from "./adapters/table/offices.ts";
import { deliver, owing } from "./adapters/table/outbox.ts";
import { submissionsByTurn } from "./adapters/table/submissions.ts";
import { getWait } from "./adapters/table/waits.ts";
import { executionStatus, startExecution } from "./adapters/workflow.ts";

/** Younger changes are still on their way by themselves. */
const SETTLING_MS = 120_000;

export async function handler(): Promise<{ delivered: number; restarted: string[] }> {
  const subjects = await owing();
  for (const subject of subjects) await deliver(subject);
  const restarted: string[] = [];
  for (const { jurisdiction } of await offices()) {
    for (const turn of ["machine", "reviewer", "unit"] as const) {
      for (const submission of await submissionsByTurn(jurisdiction, turn)) {
        if (clock.now().getTime() - Date.parse(submission.updatedAt) < SETTLING_MS) continue;
        if (await revive(submission)) restarted.push(submission.id);
      }
    }
  }
  return { delivered: subjects.length, restarted };
}

/** Starts the review flow again unless an execution lives. The flow's steps are idempotent: it finds its place. */
async function revive({ id, state, version }: Submission): Promise<boolean> {
  const kind = state === "returned" ? "correction" : "review";
  const waiting = await getWait(id, kind);
  const latest = waiting?.execution ?? id;
  if ((await executionStatus("review", latest)) === "RUNNING") return false;
  const name = `${id}-${version}`;
  const again = await executionStatus("review", name);
  if (again === "RUNNING") return false;
  await startExecution("review", again ? `${name}-${clock.now().getTime()}` : name, { submissionId: id });
  return true;
}
