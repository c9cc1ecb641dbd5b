/** Parallel and Map: child branches, how many at a time, and what becomes of their results. */
import { isDistributed, type MapState, type ParallelState } from "../definition/types.ts";
import { EvaluationFailure, type Failure, StateFailure } from "../errors.ts";
import { evaluate, evaluateAs, type Scope } from "../expression/evaluation.ts";
import { isObject, type Json } from "../json.ts";
import { type FanProgress, freshFrame } from "../store/frame.ts";
import type { Branch } from "./branch.ts";

/** Items of an inline Map that run at once when MaxConcurrency is 0 (AWS quota). */
const MAX_CONCURRENCY = 40;

export async function parallel(branch: Branch, state: ParallelState): Promise<void> {
  const { frame, run } = branch;
  if (frame.progress.at !== "fan") {
    const input =
      state.Arguments === undefined
        ? frame.input
        : await evaluate(state.Arguments, "Arguments", branch.scope());
    frame.last = branch.emit("ParallelStateStarted");
    for (const [index, part] of state.Branches.entries()) {
      const child = freshFrame(part.StartAt, input, frame.last);
      child.progress = { at: "pending" };
      child.item = frame.item;
      child.silent = frame.silent;
      run.add(`${branch.key.path}/${index}`, child, branch).touch();
    }
    const total = state.Branches.length;
    frame.progress = {
      at: "fan",
      total,
      started: 0,
      free: Array(total).fill(frame.last),
      failures: 0,
      tolerated: 0,
    };
  }
  await lead(branch, frame.progress, (child) => child.touch());
}

export async function map(branch: Branch, state: MapState): Promise<void> {
  const { frame } = branch;
  if (frame.progress.at !== "fan") await fanOut(branch, state);
  if (frame.progress.at !== "fan") return;
  const name = frame.state;
  await lead(branch, frame.progress, (child, previous) => {
    child.frame.last = child.emit("MapIterationStarted", { name, index: child.index }, previous);
    child.frame.before = child.frame.last;
  });
}

async function fanOut(branch: Branch, state: MapState): Promise<void> {
  const { frame, run } = branch;
  const scope = branch.scope();
  const items = await itemsOf(branch, state, scope);
  const atOnce = await amount(state.MaxConcurrency, "MaxConcurrency", scope);
  const tolerated = await toleranceOf(state, scope, items.length);
  const inputs: Json[] = [];
  for (const [Index, Value] of items.entries()) {
    const one = branch.scope({}, { Map: { Item: { Index, Value } } });
    inputs.push(
      state.ItemSelector === undefined ? Value : await evaluate(state.ItemSelector, "ItemSelector", one),
    );
  }
  const distributed = isDistributed(state);
  frame.last = branch.emit("MapStateStarted", { length: distributed ? 0 : items.length });
  if (distributed) {
    const mapRunArn = `${run.execution.arn.replace(":execution:", ":mapRun:")}/${frame.state}:${frame.entered}`;
    frame.last = branch.emit("MapRunStarted", { mapRunArn });
  }
  for (const [Index, input] of inputs.entries()) {
    const child = freshFrame(state.ItemProcessor.StartAt, input, frame.last);
    child.progress = { at: "pending" };
    child.item = { Index, Value: items[Index] ?? null };
    child.silent = distributed || frame.silent ? true : undefined;
    run.add(`${branch.key.path}/${Index}`, child, branch).touch();
  }
  const places = Math.min(atOnce || MAX_CONCURRENCY, items.length);
  frame.progress = {
    at: "fan",
    total: items.length,
    started: 0,
    free: Array(places).fill(frame.last),
    failures: 0,
    tolerated,
  };
}

async function itemsOf(branch: Branch, state: MapState, scope: Scope): Promise<Json[]> {
  if (state.ItemReader) return readItems(branch, state.ItemReader, scope);
  if (state.Items !== undefined) return evaluateAs("array", state.Items, "Items", scope);
  const { input } = branch.frame;
  if (Array.isArray(input)) return input;
  throw new EvaluationFailure(`Map state input must be an array but was: ${JSON.stringify(input)}`);
}

async function readItems(
  branch: Branch,
  reader: NonNullable<MapState["ItemReader"]>,
  scope: Scope,
): Promise<Json[]> {
  const place = await evaluate(reader.Arguments, "ItemReader/Arguments", scope);
  if (
    !isObject(place) ||
    typeof place.Bucket !== "string" ||
    typeof place.Key !== "string" ||
    !branch.run.cloud.readObject
  ) {
    throw new StateFailure("States.ItemReaderFailed", "ItemReader needs a Bucket and a Key");
  }
  const maxItems = await amount(reader.ReaderConfig.MaxItems, "ItemReader/ReaderConfig/MaxItems", scope);
  const content = await branch.run.cloud.readObject(place.Bucket, place.Key).catch((error: unknown) => {
    throw new StateFailure("States.ItemReaderFailed", error instanceof Error ? error.message : String(error));
  });
  if (!Array.isArray(content))
    throw new StateFailure("States.ItemReaderFailed", "Attempting to map over non-iterable node.");
  return maxItems > 0 ? content.slice(0, maxItems) : content;
}

async function amount(given: number | string | undefined, field: string, scope: Scope): Promise<number> {
  return given === undefined ? 0 : evaluateAs("number", given, field, scope, (value) => value >= 0);
}

/** Tolerated failures belong to distributed Maps; an inline Map fails with its first item. */
async function toleranceOf(state: MapState, scope: Scope, total: number): Promise<number> {
  const count = await amount(state.ToleratedFailureCount, "ToleratedFailureCount", scope);
  const share = await amount(state.ToleratedFailurePercentage, "ToleratedFailurePercentage", scope);
  return isDistributed(state) ? Math.max(count, Math.floor((share / 100) * total)) : 0;
}

/** Starts children as places are free and sleeps until they are through. */
async function lead(
  branch: Branch,
  fan: FanProgress,
  onStart: (child: Branch, previous: number) => void,
): Promise<void> {
  const { run } = branch;
  for (;;) {
    const children = run.children(branch);
    const broken = children.filter((child) => child.frame.progress.at === "broken");
    if (broken.length > fan.tolerated) return giveUp(branch, children, broken);
    while (fan.started < fan.total && fan.free.length > 0) {
      const child = run.child(branch, fan.started++);
      const previous = fan.free.shift();
      if (!child || previous === undefined) continue;
      child.frame.progress = { at: "outside" };
      onStart(child, previous);
      child.touch();
      branch.touch();
      run.begin(child);
    }
    if (children.every((child) => child.finished)) return gather(branch, children);
    await branch.park();
  }
}

function giveUp(branch: Branch, children: Branch[], broken: Branch[]): void {
  const { frame, run } = branch;
  const first = broken[0];
  const failure: Failure = first?.frame.progress.at === "broken" ? { ...first.frame.progress.failure } : {};
  // A Fail state ends its own branch; around it Retry and Catch of the Parallel or Map apply.
  failure.final = undefined;
  if (!frame.silent && first) frame.last = first.frame.last;
  for (const child of children) run.drop(child);
  frame.progress = { at: "failed", failure };
  branch.touch();
}

/** The results in the order of branches or items. StateExited follows what StateSucceeded followed (recorded). */
function gather(branch: Branch, children: Branch[]): void {
  const { frame, run, state } = branch;
  const result = children.flatMap(({ frame: { progress } }) =>
    progress.at === "ended" ? [progress.output] : [],
  );
  const previous = frame.silent ? frame.last : run.lastEvent;
  let follows = previous;
  if (state.Type === "Map" && isDistributed(state))
    follows = branch.emit("MapRunSucceeded", undefined, previous);
  branch.emit(`${state.Type}StateSucceeded`, undefined, follows);
  frame.last = previous;
  for (const child of children) run.drop(child);
  frame.progress = { at: "done", result };
  branch.touch();
}
