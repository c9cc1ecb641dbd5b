/** Leads a branch from state to state until it ends. Every step starts from the frame and leaves a new one. */

import { type Branch, Closed } from "./branch.ts";
import { map, parallel } from "./fan-out.ts";
import { recordFailure, retryOrCatch } from "./retry-catch.ts";
import { StorageFailure } from "./run.ts";
import { choose, failState, sleepUntil, wait } from "./simple-states.ts";
import { enterState, exitState } from "./state-exit.ts";
import { perform } from "./task.ts";

/** Steps without an effect that are kept in memory at most, before they are written. */
const MAX_UNSAVED_STEPS = 200;

export async function follow(branch: Branch): Promise<void> {
  for (let steps = 1; !branch.finished; steps++) {
    await step(branch);
    if (branch.closed) throw new Closed();
    if (steps % MAX_UNSAVED_STEPS === 0) await branch.run.saved();
  }
  if (!branch.parent) end(branch);
}

async function step(branch: Branch): Promise<void> {
  const { progress } = branch.frame;
  try {
    if (progress.at === "outside") enterState(branch);
    else if (progress.at === "done") await exitState(branch, branch.state, progress);
    else if (progress.at === "failed") await retryOrCatch(branch, branch.state, progress);
    else if (progress.at === "retrying") {
      await sleepUntil(branch, progress.until);
      branch.frame.attempt++;
      branch.frame.progress = { at: "entered" };
    } else await work(branch);
  } catch (error) {
    if (error instanceof Closed || error instanceof StorageFailure || branch.closed) throw error;
    recordFailure(branch, error);
  }
}

async function work(branch: Branch): Promise<void> {
  const { state } = branch;
  switch (state.Type) {
    case "Pass":
    case "Succeed":
      branch.frame.progress = { at: "done" };
      return;
    case "Fail":
      return failState(branch, state);
    case "Choice":
      return choose(branch, state);
    case "Wait":
      return wait(branch, state);
    case "Task":
      return perform(branch, state);
    case "Parallel":
      return parallel(branch, state);
    case "Map":
      return map(branch, state);
  }
}

function end({ frame, run }: Branch): void {
  const { progress, last } = frame;
  if (progress.at === "ended") {
    const output = JSON.stringify(progress.output);
    run.finish(
      { status: "SUCCEEDED", output },
      "ExecutionSucceeded",
      { output, outputDetails: { truncated: false } },
      last,
    );
  } else if (progress.at === "broken") {
    const { error, cause } = progress.failure;
    const details = { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
    run.finish({ status: "FAILED", error, cause }, "ExecutionFailed", details, last);
  }
}
