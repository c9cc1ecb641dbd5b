/** Failures inside an execution (caught by Retry and Catch) and faults of an API call (answered with HTTP 400). */

/** A state that failed, as Retry and Catch see it. */
export interface Failure {
  error?: string;
  cause?: string;
  /** A missed heartbeat: AWS records `States.Timeout`, yet `States.HeartbeatTimeout` matches it too. */
  heartbeat?: true;
  /** Ends the branch at once, past Retry and Catch: a Fail state. */
  final?: true;
}

/** Thrown where a state fails before anything about the failure is in the history. */
export class StateFailure extends Error {
  override readonly name = "StateFailure";
  readonly failure: Failure;

  constructor(error: string | undefined, cause?: string, more: Pick<Failure, "final"> = {}) {
    super(`${error}: ${cause}`);
    this.failure = { error, cause, ...more };
  }
}

/** An expression or a field value that cannot be used; AWS records EvaluationFailed for it. */
export class EvaluationFailure extends StateFailure {
  readonly location: string | undefined;

  constructor(cause: string, location?: string) {
    super("States.QueryEvaluationError", cause);
    this.location = location;
  }
}

/**
 * Whether an `ErrorEquals` list names this failure. `States.ALL` does not match `States.Runtime`;
 * it does match `States.DataLimitExceeded` of a function's result (recorded on AWS, against the manual).
 */
export function matches(names: readonly string[], failure: Failure): boolean {
  const error = failure.error ?? "";
  if (names.includes(error)) return true;
  if (failure.heartbeat && names.includes("States.HeartbeatTimeout")) return true;
  if (error === "States.Runtime") return false;
  if (names.includes("States.ALL")) return true;
  return names.includes("States.TaskFailed") && error !== "States.Timeout";
}

/** What `$states.errorOutput` holds. */
export function errorOutput(failure: Failure): { Error: string; Cause: string } {
  return { Error: failure.error ?? "", Cause: failure.cause ?? "" };
}

/** A refused API call: `type` is the exception name that the SDK raises. */
export class Fault extends Error {
  override readonly name = "Fault";
  readonly type: string;

  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}
