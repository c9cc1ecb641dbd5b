/**
 * The Task state.
 *
 *   evaluate arguments ─ Scheduled, Started ─ save ─ call the function ─ Succeeded | Failed | TimedOut
 *                                                       └ with a token: Submitted ─ park ─ answer ─ …
 *
 * What is saved before the call makes a crash harmless: the same arguments and the same token are used again.
 * A call that was under way is made again (at least once); one that handed over its token is not.
 */
import { type Target, targetOf } from "../definition/resource.ts";
import type { TaskState } from "../definition/types.ts";
import type { Failure } from "../errors.ts";
import { evaluate, evaluateAs } from "../expression/evaluation.ts";
import { type Json, jsonBytes } from "../json.ts";
import type { TaskProgress } from "../store/frame.ts";
import { type Answer, mintToken } from "../store/tokens.ts";
import { heartbeatDue, timeoutOf } from "./due.ts";
import { callFunction } from "./function-call.ts";
import { LARGEST_DATA } from "./leaving.ts";
import { Closed, type Strand } from "./strand.ts";
import { type TaskEvents, taskEvents } from "./task-events.ts";

type Outcome = { value: Json } | { failure: Failure; timedOut?: true };

export async function perform(strand: Strand, state: TaskState): Promise<void> {
  const target = targetOf(state.Resource);
  if (!target) throw new Error(`no integration for ${state.Resource}`);
  const events = taskEvents(strand, state, target);
  const { progress } = strand.frame;
  const task = progress.at === "task" ? progress : await schedule(strand, state, target, events);
  conclude(strand, task, events, limited(await outcomeOf(strand, task, target, events), events.name));
}

async function schedule(
  strand: Strand,
  state: TaskState,
  target: Target,
  events: TaskEvents,
): Promise<TaskProgress> {
  const token = target.kind === "invoke" && target.token ? mintToken() : undefined;
  const scope = strand.scope({}, token === undefined ? {} : { Task: { Token: token } });
  const given =
    state.Arguments === undefined ? strand.frame.input : await evaluate(state.Arguments, "Arguments", scope);
  const seconds = async (field: "TimeoutSeconds" | "HeartbeatSeconds") => {
    const amount = state[field];
    return amount === undefined
      ? undefined
      : evaluateAs("number", amount, field, scope, (value) => value > 0);
  };
  const timeout = await seconds("TimeoutSeconds");
  const heartbeat = await seconds("HeartbeatSeconds");
  const role =
    state.Credentials &&
    (await evaluateAs("string", state.Credentials.RoleArn, "Credentials/RoleArn", scope));
  const task: TaskProgress = {
    at: "task",
    arguments: given,
    since: strand.run.cloud.clock.now(),
    token,
    timeout,
    heartbeat,
  };
  events.scheduled(task, role);
  events.started();
  strand.frame.progress = task;
  const { tokens } = strand.run.cloud.store;
  if (token !== undefined) strand.run.later(() => tokens.open(token, strand.key));
  await strand.run.saved();
  return task;
}

/** Waits until the task is decided: by its function, by the holder of its token, or by its deadlines. */
async function outcomeOf(
  strand: Strand,
  task: TaskProgress,
  target: Target,
  events: TaskEvents,
): Promise<Outcome> {
  const { cloud } = strand.run;
  for (;;) {
    if (strand.closed) throw new Closed();
    const settled = strand.call?.settled;
    const held = task.token === undefined ? undefined : cloud.store.tokens.find(task.token);
    if (task.token !== undefined && settled && "value" in settled && !task.submitted) {
      events.submitted(settled.value);
      task.submitted = true;
    }
    // An acknowledged answer counts even when the function that passed the token on failed afterwards.
    const inFlight = strand.call !== undefined && settled === undefined;
    if (held?.answer && !inFlight) return answered(held.answer);
    if (settled && (task.token === undefined || "failure" in settled)) return settled;
    strand.beat = held?.beat;
    const late = lateness(task, strand.beat, cloud.clock.now());
    if (late) return { failure: late, timedOut: true };
    if (task.submitted) await strand.park();
    else await calling(strand, task, target);
  }
}

function answered(answer: Answer): Outcome {
  return "output" in answer ? { value: answer.output } : { failure: answer };
}

async function calling(strand: Strand, task: TaskProgress, target: Target): Promise<void> {
  if (!strand.call) {
    const call: Strand["call"] = {};
    strand.call = call;
    void callFunction(strand.run.cloud, target, task.arguments).then((settled) => {
      call.settled = settled;
      if (strand.call === call) strand.notify();
    });
  }
  await strand.news();
}

function lateness(task: TaskProgress, beat: number | undefined, now: number): Failure | undefined {
  if (now >= (timeoutOf(task) ?? Number.POSITIVE_INFINITY)) return { error: "States.Timeout" };
  if (now >= (heartbeatDue(task, beat) ?? Number.POSITIVE_INFINITY))
    return { error: "States.Timeout", heartbeat: true };
  return undefined;
}

function limited(outcome: Outcome, name: string): Outcome {
  if ("failure" in outcome || jsonBytes(outcome.value) <= LARGEST_DATA) return outcome;
  const cause = `The state/task '${name}' returned a result with a size exceeding the maximum number of bytes service limit.`;
  return { failure: { error: "States.DataLimitExceeded", cause } };
}

/** Writes the outcome and moves the frame, in one breath; the token is no longer good. */
function conclude(strand: Strand, task: TaskProgress, events: TaskEvents, outcome: Outcome): void {
  const { frame, run } = strand;
  const { token } = task;
  strand.call = undefined;
  strand.beat = undefined;
  if ("value" in outcome) {
    events.succeeded(outcome.value);
    frame.progress = { at: "done", result: outcome.value };
  } else {
    if (outcome.timedOut) events.timedOut(outcome.failure);
    else events.failed(outcome.failure);
    frame.progress = { at: "failed", failure: outcome.failure };
  }
  if (token !== undefined) run.later(() => run.cloud.store.tokens.close(token));
}
