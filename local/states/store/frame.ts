/**
 * The journal of one branch: where it stands, and the outcome of every effect of its current state. A branch is the top
 * level of an execution, one of a Parallel's branches, or an item of a Map. After a crash the interpreter goes on from
 * the frame; what came before is in its input, variables and event numbers.
 *
 *   outside → entered → (task | waiting | fan) → done → outside …            → ended
 *                │                              └→ failed → retrying → entered
 *                └──────────────────────────────────→ failed → (Catch) outside, or broken
 */
import type { Failure } from "../errors.ts";
import type { Json, JsonObject } from "../json.ts";

export type Progress =
  /** An item of a Map that has not begun. */
  | { at: "pending" }
  | { at: "outside" }
  | { at: "entered" }
  | TaskProgress
  | { at: "waiting"; until: number }
  | FanProgress
  /** The state's work is done and in the history; Assign and Output are still to be evaluated. */
  | { at: "done"; result?: Json; rule?: number }
  | { at: "failed"; failure: Failure; announced?: true }
  | { at: "retrying"; until: number }
  | { at: "ended"; output: Json }
  | { at: "broken"; failure: Failure };

export interface TaskProgress {
  at: "task";
  arguments: Json;
  since: number;
  token?: string;
  /** Seconds. */
  timeout?: number;
  /** Seconds. */
  heartbeat?: number;
  /** The function has taken the token; its answer comes from elsewhere. */
  submitted?: true;
}

export interface FanProgress {
  at: "fan";
  total: number;
  started: number;
  /** One event number per free place: the event that the next item follows. */
  free: number[];
  failures: number;
  /** How many items may fail before the Map does. */
  tolerated: number;
}

export interface Frame {
  state: string;
  input: Json;
  variables: JsonObject;
  progress: Progress;
  /** Event that the next event of this branch follows. */
  last: number;
  /** Event that the current state's StateEntered followed. */
  before: number;
  entered: number;
  enteredAt: number;
  attempt: number;
  /** How often each retrier of the current state was used. */
  retries: number[];
  item?: { Index: number; Value: Json };
  /** Items of a distributed Map leave no events in their parent's history. */
  silent?: true;
}

/** A branch about to enter `state`, following event `last`. */
export function freshFrame(state: string, input: Json, last: number): Frame {
  return {
    state,
    input,
    variables: {},
    progress: { at: "outside" },
    last,
    before: last,
    entered: 0,
    enteredAt: 0,
    attempt: 0,
    retries: [],
  };
}
