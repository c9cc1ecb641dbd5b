/** Choice, Wait and Fail: states that call nobody. */
import type { ChoiceState, FailState, WaitState } from "../definition/types.ts";
import { EvaluationFailure, StateFailure } from "../errors.ts";
import { evaluateAs } from "../expression/evaluation.ts";
import type { Strand } from "./strand.ts";

export async function choose(strand: Strand, state: ChoiceState): Promise<void> {
  const scope = strand.scope();
  for (const [index, { Condition }] of state.Choices.entries()) {
    if (await evaluateAs("boolean", Condition, `Choices[${index}]/Condition`, scope)) {
      strand.frame.progress = { at: "done", rule: index };
      return;
    }
  }
  if (state.Default === undefined) {
    throw new StateFailure(
      "States.NoChoiceMatched",
      `No Default branch and no Choice rule matched in state '${strand.frame.state}'`,
    );
  }
  strand.frame.progress = { at: "done" };
}

const LONGEST_WAIT = 99_999_999;

/** The due time is fixed when the Wait begins and kept: restarts do not move it. */
export async function wait(strand: Strand, state: WaitState): Promise<void> {
  const { clock } = strand.run.cloud;
  if (strand.frame.progress.at !== "waiting") {
    const until = await dueTime(strand, state);
    strand.frame.progress = { at: "waiting", until };
    strand.touch();
  }
  await sleepUntil(strand, strand.frame.progress.until);
  strand.frame.progress = { at: "done" };
  async function dueTime(strand: Strand, { Seconds, Timestamp }: WaitState): Promise<number> {
    if (Seconds === undefined)
      return timestamp(await evaluateAs("string", Timestamp ?? "", "Timestamp", strand.scope()));
    const inRange = (seconds: number) => seconds >= 0 && seconds <= LONGEST_WAIT;
    return clock.now() + (await evaluateAs("number", Seconds, "Seconds", strand.scope(), inRange)) * 1000;
  }
}

/** Sleeps on the rows alone. */
export async function sleepUntil(strand: Strand, until: number): Promise<void> {
  while (strand.run.cloud.clock.now() < until) await strand.park();
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

export async function failState(strand: Strand, state: FailState): Promise<void> {
  const scope = strand.scope();
  const error =
    state.Error === undefined ? undefined : await evaluateAs("string", state.Error, "Error", scope);
  const cause =
    state.Cause === undefined ? undefined : await evaluateAs("string", state.Cause, "Cause", scope);
  throw new StateFailure(error, cause, { final: true });
}
