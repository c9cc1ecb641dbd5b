/** What happens when a state fails: Retry, then Catch, then the end of the branch. */
import type { Retrier, State } from "../definition/types.ts";
import { EvaluationFailure, type Failure, matches, StateFailure } from "../errors.ts";
import type { JsonObject } from "../json.ts";
import type { Progress } from "../store/frame.ts";
import type { Branch } from "./branch.ts";
import { branchFinished } from "./branch-end.ts";
import { exitByCatch } from "./state-exit.ts";

const DEFAULTS = { interval: 1, backoff: 2, attempts: 3 };

/** Turns what was thrown into the `failed` progress, with EvaluationFailed in the history where AWS writes it. */
export function recordFailure(branch: Branch, thrown: unknown): void {
  const { frame } = branch;
  const failure = failureOf(thrown);
  if (thrown instanceof EvaluationFailure) {
    const cause = `An error occurred while executing the state '${frame.state}' (entered at the event id #${frame.entered}). ${failure.cause}`;
    failure.cause = cause;
    // Recorded: it follows what came before the state, except in a Wait, and except after events of the state's own.
    const untouched = frame.last === frame.entered && branch.state.Type !== "Wait";
    const details: JsonObject = { error: failure.error ?? "", cause, state: frame.state };
    if (thrown.location !== undefined) details.location = thrown.location;
    frame.last = branch.emit("EvaluationFailed", details, untouched ? frame.before : frame.last);
  }
  frame.progress = { at: "failed", failure };
  branch.touch();
}

function failureOf(thrown: unknown): Failure {
  if (thrown instanceof StateFailure) return { ...thrown.failure };
  return { error: "States.Runtime", cause: thrown instanceof Error ? thrown.message : String(thrown) };
}

/** Decides once about a failure. A failure inside Catch itself ends the branch. */
export async function retryOrCatch(
  branch: Branch,
  state: State,
  failed: Extract<Progress, { at: "failed" }>,
): Promise<void> {
  const { frame } = branch;
  const { failure } = failed;
  if (failure.final) return endFailed(branch, failure);
  const chosen = retrierFor("Retry" in state ? state.Retry : undefined, failure, frame.retries);
  if (chosen) {
    const used = frame.retries[chosen.index] ?? 0;
    frame.retries[chosen.index] = used + 1;
    frame.progress = {
      at: "retrying",
      until: branch.run.cloud.clock.now() + delayOf(chosen.retrier, used) * 1000,
    };
    branch.touch();
    return;
  }
  if ((state.Type === "Map" || state.Type === "Parallel") && !failed.announced) {
    frame.last = branch.emit(`${state.Type}StateFailed`);
    failed.announced = true;
  }
  const catcher = ("Catch" in state ? state.Catch : undefined)?.find(({ ErrorEquals }) =>
    matches(ErrorEquals, failure),
  );
  if (!catcher) return endFailed(branch, failure);
  try {
    await exitByCatch(branch, catcher, failure);
  } catch (error) {
    if (!(error instanceof StateFailure)) throw error;
    recordFailure(branch, error);
    endFailed(branch, frame.progress.at === "failed" ? frame.progress.failure : failure);
  }
}

function endFailed(branch: Branch, failure: Failure): void {
  branch.frame.progress = { at: "broken", failure };
  branch.touch();
  branchFinished(branch);
}

function retrierFor(retry: Retrier[] | undefined, failure: Failure, used: readonly number[]) {
  const index = (retry ?? []).findIndex(({ ErrorEquals }) => matches(ErrorEquals, failure));
  const retrier = retry?.[index];
  if (!retrier || (used[index] ?? 0) >= (retrier.MaxAttempts ?? DEFAULTS.attempts)) return undefined;
  return { retrier, index };
}

/** Seconds until the next attempt, after `used` earlier ones of this retrier. */
function delayOf(retrier: Retrier, used: number): number {
  const grown =
    (retrier.IntervalSeconds ?? DEFAULTS.interval) * (retrier.BackoffRate ?? DEFAULTS.backoff) ** used;
  const delay = Math.min(grown, retrier.MaxDelaySeconds ?? Number.POSITIVE_INFINITY);
  return retrier.JitterStrategy === "FULL" ? delay * Math.random() : delay;
}
