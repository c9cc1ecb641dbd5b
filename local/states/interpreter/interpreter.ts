/** Leads a strand from state to state until it ends. Every step starts from the frame and leaves a new one. */

import { fail, handle } from "./failing.ts";
import { map, parallel } from "./fan-out.ts";
import { enter, leave } from "./leaving.ts";
import { StorageFailure } from "./run.ts";
import { choose, failState, sleepUntil, wait } from "./simple-states.ts";
import { Closed, type Strand } from "./strand.ts";
import { perform } from "./task.ts";

/** Steps without an effect that are kept in memory at most, before they are written. */
const MOST_UNSAVED_STEPS = 200;

export async function follow(strand: Strand): Promise<void> {
  for (let steps = 1; !strand.finished; steps++) {
    await step(strand);
    if (strand.closed) throw new Closed();
    if (steps % MOST_UNSAVED_STEPS === 0) await strand.run.saved();
  }
  if (!strand.parent) end(strand);
}

async function step(strand: Strand): Promise<void> {
  const { progress } = strand.frame;
  try {
    if (progress.at === "outside") enter(strand);
    else if (progress.at === "done") await leave(strand, strand.state, progress);
    else if (progress.at === "failed") await handle(strand, strand.state, progress);
    else if (progress.at === "retrying") {
      await sleepUntil(strand, progress.until);
      strand.frame.attempt++;
      strand.frame.progress = { at: "entered" };
    } else await work(strand);
  } catch (error) {
    if (error instanceof Closed || error instanceof StorageFailure || strand.closed) throw error;
    fail(strand, error);
  }
}

async function work(strand: Strand): Promise<void> {
  const { state } = strand;
  switch (state.Type) {
    case "Pass":
    case "Succeed":
      strand.frame.progress = { at: "done" };
      return;
    case "Fail":
      return failState(strand, state);
    case "Choice":
      return choose(strand, state);
    case "Wait":
      return wait(strand, state);
    case "Task":
      return perform(strand, state);
    case "Parallel":
      return parallel(strand, state);
    case "Map":
      return map(strand, state);
  }
}

function end({ frame, run }: Strand): void {
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
