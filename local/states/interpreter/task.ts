/**
 * The Task state.
 *
 *   take a place ─ evaluate arguments ─ Scheduled, Started ─ save ─ call the function ─ Succeeded | Failed | TimedOut
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
import type { Leave } from "../places.ts";
import type { TaskProgress } from "../store/frame.ts";
import { mintToken, type TaskAnswer } from "../store/tokens.ts";
import { type Branch, Closed } from "./branch.ts";
import { heartbeatDue, timeoutOf } from "./due.ts";
import { callFunction } from "./function-call.ts";
import { MAX_DATA_BYTES } from "./state-exit.ts";
import { type TaskEvents, taskEvents } from "./task-events.ts";

type TaskOutcome = { value: Json } | { failure: Failure; timedOut?: true };

export async function perform(branch: Branch, state: TaskState): Promise<void> {
  const target = targetOf(state.Resource);
  if (!target) throw new Error(`no integration for ${state.Resource}`);
  const events = taskEvents(branch, state, target);
  const leave = await placeFor(branch);
  try {
    if (branch.closed) throw new Closed();
    const { progress } = branch.frame;
    const task = progress.at === "task" ? progress : await schedule(branch, state, target, events);
    const outcome = await outcomeOf(branch, task, target, events, leave);
    conclude(branch, task, events, limited(outcome, events.name));
  } finally {
    leave();
  }
}

/** Who waits long is on disk meanwhile as it stands. What only waits for an answer calls nobody. */
async function placeFor({ frame, run }: Branch): Promise<Leave> {
  const { progress } = frame;
  if (progress.at === "task" && progress.submitted) return () => undefined;
  const { places, ownerOf } = run.cloud;
  return places.take(ownerOf(run.execution.input) ?? run.execution.arn, () => run.flush());
}

async function schedule(
  branch: Branch,
  state: TaskState,
  target: Target,
  events: TaskEvents,
): Promise<TaskProgress> {
  const token = target.kind === "invoke" && target.token ? mintToken() : undefined;
  const scope = branch.scope({}, token === undefined ? {} : { Task: { Token: token } });
  const given =
    state.Arguments === undefined ? branch.frame.input : await evaluate(state.Arguments, "Arguments", scope);
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
    since: branch.run.cloud.clock.now(),
    token,
    timeout,
    heartbeat,
  };
  events.scheduled(task, role);
  events.started();
  branch.frame.progress = task;
  const { tokens } = branch.run.cloud.store;
  if (token !== undefined) branch.run.later(() => tokens.open(token, branch.key));
  await branch.run.saved();
  return task;
}

/** Waits until the task is decided: by its function, by the holder of its token, or by its deadlines. */
async function outcomeOf(
  branch: Branch,
  task: TaskProgress,
  target: Target,
  events: TaskEvents,
  leave: Leave,
): Promise<TaskOutcome> {
  const { cloud } = branch.run;
  for (;;) {
    if (branch.closed) throw new Closed();
    const settled = branch.call?.settled;
    const held = task.token === undefined ? undefined : cloud.store.tokens.find(task.token);
    if (task.token !== undefined && settled && "value" in settled && !task.submitted) {
      events.submitted(settled.value);
      task.submitted = true;
    }
    // An acknowledged answer counts even when the function that passed the token on failed afterwards.
    const inFlight = branch.call !== undefined && settled === undefined;
    if (held?.answer && !inFlight) return answered(held.answer);
    if (settled && (task.token === undefined || "failure" in settled)) return settled;
    branch.beat = held?.beat;
    const late = lateness(task, branch.beat, cloud.clock.now());
    if (late) return { failure: late, timedOut: true };
    if (task.submitted) await branch.park();
    else await calling(branch, task, target, leave);
  }
}

function answered(answer: TaskAnswer): TaskOutcome {
  return "output" in answer ? { value: answer.output } : { failure: answer };
}

async function calling(branch: Branch, task: TaskProgress, target: Target, leave: Leave): Promise<void> {
  if (!branch.call) {
    const call: Branch["call"] = {};
    branch.call = call;
    void callFunction(branch.run.cloud, target, task.arguments).then((settled) => {
      call.settled = settled;
      leave();
      if (branch.call === call) branch.notify();
    });
  }
  await branch.news();
}

function lateness(task: TaskProgress, beat: number | undefined, now: number): Failure | undefined {
  if (now >= (timeoutOf(task) ?? Number.POSITIVE_INFINITY)) return { error: "States.Timeout" };
  if (now >= (heartbeatDue(task, beat) ?? Number.POSITIVE_INFINITY))
    return { error: "States.Timeout", heartbeat: true };
  return undefined;
}

function limited(outcome: TaskOutcome, name: string): TaskOutcome {
  if ("failure" in outcome || jsonBytes(outcome.value) <= MAX_DATA_BYTES) return outcome;
  const cause = `The state/task '${name}' returned a result with a size exceeding the maximum number of bytes service limit.`;
  return { failure: { error: "States.DataLimitExceeded", cause } };
}

/** Writes the outcome and moves the frame, which are saved together; the token is no longer good. */
function conclude(branch: Branch, task: TaskProgress, events: TaskEvents, outcome: TaskOutcome): void {
  const { frame, run } = branch;
  const { token } = task;
  branch.call = undefined;
  branch.beat = undefined;
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
