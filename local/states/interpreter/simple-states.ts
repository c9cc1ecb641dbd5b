/** Choice, Wait and Fail: states that call nobody. */
import type { ChoiceState, FailState, WaitState } from "../definition/types.ts";
import { EvaluationFailure, StateFailure } from "../errors.ts";
import { evaluateAs } from "../expression/evaluation.ts";
import type { Branch } from "./branch.ts";

export async function choose(branch: Branch, state: ChoiceState): Promise<void> {
  const scope = branch.scope();
  for (const [index, { Condition }] of state.Choices.entries()) {
    if (await evaluateAs("boolean", Condition, `Choices[${index}]/Condition`, scope)) {
      branch.frame.progress = { at: "done", rule: index };
      return;
    }
  }
  if (state.Default === undefined) {
    throw new StateFailure(
      "States.NoChoiceMatched",
      `No Default branch and no Choice rule matched in state '${branch.frame.state}'`,
    );
  }
  branch.frame.progress = { at: "done" };
}

const MAX_WAIT_SECONDS = 99_999_999;

/** The due time is fixed when the Wait begins and kept: restarts do not move it. */
export async function wait(branch: Branch, state: WaitState): Promise<void> {
  const { clock } = branch.run.cloud;
  if (branch.frame.progress.at !== "waiting") {
    const until = await dueTime(branch, state);
    branch.frame.progress = { at: "waiting", until };
    branch.touch();
  }
  await sleepUntil(branch, branch.frame.progress.until);
  branch.frame.progress = { at: "done" };
  async function dueTime(branch: Branch, { Seconds, Timestamp }: WaitState): Promise<number> {
    if (Seconds === undefined)
      return timestamp(await evaluateAs("string", Timestamp ?? "", "Timestamp", branch.scope()));
    const inRange = (seconds: number) => seconds >= 0 && seconds <= MAX_WAIT_SECONDS;
    return clock.now() + (await evaluateAs("number", Seconds, "Seconds", branch.scope(), inRange)) * 1000;
  }
}

/** Sleeps on the rows alone. */
export async function sleepUntil(branch: Branch, until: number): Promise<void> {
  while (branch.run.cloud.clock.now() < until) await branch.park();
}

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

function timestamp(text: string): number {
  const at = ISO.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) {
    throw new EvaluationFailure(
      `The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${text}`,
      "Timestamp",
    );
  }
  return at;
}

export async function failState(branch: Branch, state: FailState): Promise<void> {
  const scope = branch.scope();
  const error =
    state.Error === undefined ? undefined : await evaluateAs("string", state.Error, "Error", scope);
  const cause =
    state.Cause === undefined ? undefined : await evaluateAs("string", state.Cause, "Cause", scope);
  throw new StateFailure(error, cause, { final: true });
}
