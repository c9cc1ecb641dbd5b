/** How a state is entered and left: Assign, Output, the next state, and the 256 KiB limit. */
import type { Catcher, State } from "../definition/types.ts";
import { errorOutput, type Failure, StateFailure } from "../errors.ts";
import { evaluate } from "../expression/evaluation.ts";
import { isObject, type Json, type JsonObject, jsonBytes } from "../json.ts";
import type { Progress } from "../store/frame.ts";
import { branchFinished } from "./branches.ts";
import type { Strand } from "./strand.ts";

/** Largest input, output or result in bytes of JSON (AWS quota). */
export const LARGEST_DATA = 262_144;

export const WHOLE = { truncated: false };

export function enter(strand: Strand): void {
  const { frame } = strand;
  const input = JSON.stringify(frame.input);
  frame.before = frame.last;
  frame.enteredAt = strand.run.cloud.clock.now();
  const details = { name: frame.state, input, inputDetails: WHOLE };
  frame.entered = strand.emit(`${strand.state.Type}StateEntered`, details);
  frame.last = frame.entered;
  frame.attempt = 0;
  frame.retries = [];
  frame.progress = { at: "entered" };
}

/** Assign and Output see the variables as they were on entry; a Choice leaves by the fields of the rule that matched. */
export async function leave(
  strand: Strand,
  state: State,
  done: Extract<Progress, { at: "done" }>,
): Promise<void> {
  const way = wayOut(state, done.rule);
  const scope = strand.scope("result" in done && done.result !== undefined ? { result: done.result } : {});
  const assigned = await evaluateAssign(way.Assign, `${way.at}Assign`, scope);
  const output =
    way.Output !== undefined
      ? await evaluate(way.Output, `${way.at}Output`, scope)
      : (done.result ?? defaultOutput(strand, done));
  depart(strand, output, assigned, way.Next);
}

function defaultOutput(strand: Strand, done: Extract<Progress, { at: "done" }>): Json {
  return "result" in done ? null : strand.frame.input;
}

interface Way {
  at: string;
  Assign?: Record<string, Json>;
  Output?: Json;
  Next?: string;
}

function wayOut(state: State, rule: number | undefined): Way {
  if (state.Type === "Fail") return { at: "" };
  if (state.Type !== "Choice")
    return { at: "", Assign: state.Assign, Output: state.Output, Next: state.Next };
  const chosen = rule === undefined ? undefined : state.Choices[rule];
  if (!chosen) return { at: "", Assign: state.Assign, Output: state.Output, Next: state.Default };
  return { at: `Choices[${rule}]/`, Assign: chosen.Assign, Output: chosen.Output, Next: chosen.Next };
}

/** The way out through a Catch. */
export async function leaveByCatch(strand: Strand, catcher: Catcher, failure: Failure): Promise<void> {
  const scope = strand.scope({ errorOutput: errorOutput(failure) });
  const assigned = await evaluateAssign(catcher.Assign, "Assign", scope);
  const output =
    catcher.Output === undefined ? errorOutput(failure) : await evaluate(catcher.Output, "Output", scope);
  depart(strand, output, assigned, catcher.Next);
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

/** Writes StateExited and moves the frame, in one breath. */
function depart(
  strand: Strand,
  output: Json,
  assigned: JsonObject | undefined,
  next: string | undefined,
): void {
  const { frame, state } = strand;
  if (jsonBytes(output) > LARGEST_DATA) {
    throw new StateFailure(
      "States.DataLimitExceeded",
      `The state/task '${frame.state}' returned a result with a size exceeding the maximum number of bytes service limit.`,
    );
  }
  frame.last = strand.emit(`${state.Type}StateExited`, {
    name: frame.state,
    output: JSON.stringify(output),
    outputDetails: WHOLE,
    ...(assigned && { assignedVariables: asTexts(assigned), assignedVariablesDetails: WHOLE }),
  });
  if (assigned) frame.variables = { ...frame.variables, ...assigned };
  if (next === undefined) {
    frame.progress = { at: "ended", output };
    branchFinished(strand);
  } else {
    frame.state = next;
    frame.input = output;
    frame.progress = { at: "outside" };
  }
  strand.touch();
}

function asTexts(values: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, JSON.stringify(value)]));
}
