/** How a state is entered and left: Assign, Output, the next state, and the 256 KiB limit. */
import type { Catcher, State } from "../definition/types.ts";
import { errorOutput, type Failure, StateFailure } from "../errors.ts";
import { evaluate } from "../expression/evaluation.ts";
import { isObject, type Json, type JsonObject, jsonBytes } from "../json.ts";
import type { Progress } from "../store/frame.ts";
import type { Branch } from "./branch.ts";
import { branchFinished } from "./branch-end.ts";

/** Largest input, output or result in bytes of JSON (AWS quota). */
export const MAX_DATA_BYTES = 262_144;

export const WHOLE = { truncated: false };

export function enterState(branch: Branch): void {
  const { frame } = branch;
  const input = JSON.stringify(frame.input);
  frame.before = frame.last;
  frame.enteredAt = branch.run.cloud.clock.now();
  const details = { name: frame.state, input, inputDetails: WHOLE };
  frame.entered = branch.emit(`${branch.state.Type}StateEntered`, details);
  frame.last = frame.entered;
  frame.attempt = 0;
  frame.retries = [];
  frame.progress = { at: "entered" };
}

/** Assign and Output see the variables as they were on entry; a Choice exits by the fields of the rule that matched. */
export async function exitState(
  branch: Branch,
  state: State,
  done: Extract<Progress, { at: "done" }>,
): Promise<void> {
  const exit = exitOf(state, done.rule);
  const scope = branch.scope("result" in done && done.result !== undefined ? { result: done.result } : {});
  const assigned = await evaluateAssign(exit.Assign, `${exit.at}Assign`, scope);
  const output =
    exit.Output !== undefined
      ? await evaluate(exit.Output, `${exit.at}Output`, scope)
      : (done.result ?? defaultOutput(branch, done));
  writeExit(branch, output, assigned, exit.Next);
}

function defaultOutput(branch: Branch, done: Extract<Progress, { at: "done" }>): Json {
  return "result" in done ? null : branch.frame.input;
}

interface Exit {
  at: string;
  Assign?: Record<string, Json>;
  Output?: Json;
  Next?: string;
}

function exitOf(state: State, rule: number | undefined): Exit {
  if (state.Type === "Fail") return { at: "" };
  if (state.Type !== "Choice")
    return { at: "", Assign: state.Assign, Output: state.Output, Next: state.Next };
  const chosen = rule === undefined ? undefined : state.Choices[rule];
  if (!chosen) return { at: "", Assign: state.Assign, Output: state.Output, Next: state.Default };
  return { at: `Choices[${rule}]/`, Assign: chosen.Assign, Output: chosen.Output, Next: chosen.Next };
}

/** The exit through a Catch. */
export async function exitByCatch(branch: Branch, catcher: Catcher, failure: Failure): Promise<void> {
  const scope = branch.scope({ errorOutput: errorOutput(failure) });
  const assigned = await evaluateAssign(catcher.Assign, "Assign", scope);
  const output =
    catcher.Output === undefined ? errorOutput(failure) : await evaluate(catcher.Output, "Output", scope);
  writeExit(branch, output, assigned, catcher.Next);
}

async function evaluateAssign(
  template: Record<string, Json> | undefined,
  field: string,
  scope: Parameters<typeof evaluate>[2],
): Promise<JsonObject | undefined> {
  if (!template) return undefined;
  const assigned = await evaluate(template, field, scope);
  if (!isObject(assigned)) throw new StateFailure("States.Runtime", "Assign must be an object");
  return assigned;
}

/** Writes StateExited and moves the frame; both are saved together. */
function writeExit(
  branch: Branch,
  output: Json,
  assigned: JsonObject | undefined,
  next: string | undefined,
): void {
  const { frame, state } = branch;
  if (jsonBytes(output) > MAX_DATA_BYTES) {
    throw new StateFailure(
      "States.DataLimitExceeded",
      `The state/task '${frame.state}' returned a result with a size exceeding the maximum number of bytes service limit.`,
    );
  }
  frame.last = branch.emit(`${state.Type}StateExited`, {
    name: frame.state,
    output: JSON.stringify(output),
    outputDetails: WHOLE,
    ...(assigned && { assignedVariables: asTexts(assigned), assignedVariablesDetails: WHOLE }),
  });
  if (assigned) frame.variables = { ...frame.variables, ...assigned };
  if (next === undefined) {
    frame.progress = { at: "ended", output };
    branchFinished(branch);
  } else {
    frame.state = next;
    frame.input = output;
    frame.progress = { at: "outside" };
  }
  branch.touch();
}

function asTexts(values: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, JSON.stringify(value)]));
}
