/** A state machine in JSONata, as it is after validation. Field names are those of the States Language. */
import type { Json } from "../json.ts";

/** A number, or a `{% … %}` expression that yields one. */
type Amount = number | string;

export interface Machine {
  StartAt: string;
  States: Record<string, State>;
  Comment?: string;
  QueryLanguage?: string;
  Version?: string;
  TimeoutSeconds?: number;
}

export interface Retrier {
  ErrorEquals: string[];
  IntervalSeconds?: number;
  MaxAttempts?: number;
  BackoffRate?: number;
  MaxDelaySeconds?: number;
  JitterStrategy?: "FULL" | "NONE";
}

export interface Catcher {
  ErrorEquals: string[];
  Next: string;
  Assign?: Record<string, Json>;
  Output?: Json;
}

interface Exiting {
  Comment?: string;
  QueryLanguage?: string;
  Assign?: Record<string, Json>;
  Output?: Json;
  Next?: string;
  End?: boolean;
}

interface Guarded {
  Retry?: Retrier[];
  Catch?: Catcher[];
}

interface PassState extends Exiting {
  Type: "Pass";
}

interface SucceedState extends Exiting {
  Type: "Succeed";
}

export interface FailState {
  Type: "Fail";
  Comment?: string;
  QueryLanguage?: string;
  Error?: string;
  Cause?: string;
}

export interface WaitState extends Exiting {
  Type: "Wait";
  Seconds?: Amount;
  Timestamp?: string;
}

interface ChoiceRule {
  Condition: Json;
  Next: string;
  Comment?: string;
  Assign?: Record<string, Json>;
  Output?: Json;
}

export interface ChoiceState extends Exiting {
  Type: "Choice";
  Choices: ChoiceRule[];
  Default?: string;
}

export interface TaskState extends Exiting, Guarded {
  Type: "Task";
  Resource: string;
  Arguments?: Json;
  TimeoutSeconds?: Amount;
  HeartbeatSeconds?: Amount;
  Credentials?: { RoleArn: string };
}

export interface ParallelState extends Exiting, Guarded {
  Type: "Parallel";
  Branches: Machine[];
  Arguments?: Json;
}

interface ItemReader {
  Resource: string;
  Arguments: Json;
  ReaderConfig: { InputType: "JSON"; MaxItems?: Amount };
}

export interface MapState extends Exiting, Guarded {
  Type: "Map";
  Items?: Json;
  ItemSelector?: Json;
  ItemReader?: ItemReader;
  MaxConcurrency?: Amount;
  ToleratedFailureCount?: Amount;
  ToleratedFailurePercentage?: Amount;
  Label?: string;
  ItemProcessor: Machine & { ProcessorConfig?: { Mode?: "INLINE" | "DISTRIBUTED"; ExecutionType?: string } };
}

export type State =
  | PassState
  | SucceedState
  | FailState
  | WaitState
  | ChoiceState
  | TaskState
  | ParallelState
  | MapState;

/** Distributed Maps run their items as child executions, whose events are not in the parent's history. */
export function isDistributed(state: MapState): boolean {
  return state.ItemProcessor.ProcessorConfig?.Mode === "DISTRIBUTED";
}
