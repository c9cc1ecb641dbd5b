/** The events of a Task: one family for the Lambda integration, another for a function called by its ARN. */
import type { Target } from "../definition/resource.ts";
import type { TaskState } from "../definition/types.ts";
import type { Failure } from "../errors.ts";
import type { Json, JsonObject } from "../json.ts";
import type { TaskProgress } from "../store/frame.ts";
import type { Branch } from "./branch.ts";
import { WHOLE } from "./state-exit.ts";

/** Each writes one event after the branch's last, and becomes the last itself. */
export interface TaskEvents {
  scheduled(task: TaskProgress, roleArn: string | undefined): void;
  started(): void;
  submitted(output: Json): void;
  succeeded(output: Json): void;
  failed(failure: Failure): void;
  timedOut(failure: Failure): void;
  /** How AWS names the task in a DataLimitExceeded. */
  readonly name: string;
}

export function taskEvents(branch: Branch, state: TaskState, target: Target): TaskEvents {
  return target.kind === "function"
    ? functionEvents(branch, state)
    : integrationEvents(branch, target.resource);
}

const credentials = (roleArn: string | undefined): JsonObject =>
  roleArn === undefined ? {} : { taskCredentials: { roleArn } };
const outcome = ({ error, cause }: Failure): JsonObject => ({
  ...(error !== undefined && { error }),
  ...(cause !== undefined && { cause }),
});
const whole = (output: Json): JsonObject => ({ output: JSON.stringify(output), outputDetails: WHOLE });

function writer(branch: Branch, family: string, common: JsonObject) {
  return (what: string, details: JsonObject = {}) => {
    const all = { ...details, ...common };
    branch.frame.last = branch.emit(`${family}${what}`, Object.keys(all).length > 0 ? all : undefined);
  };
}

function integrationEvents(branch: Branch, resource: string): TaskEvents {
  const write = writer(branch, "Task", { resource, resourceType: "lambda" });
  return {
    name: "lambda",
    scheduled: (task, roleArn) =>
      write("Scheduled", {
        region: branch.run.cloud.region,
        parameters: JSON.stringify(task.arguments),
        ...(task.timeout !== undefined && { timeoutInSeconds: task.timeout }),
        ...(task.heartbeat !== undefined && { heartbeatInSeconds: task.heartbeat }),
        ...credentials(roleArn),
      }),
    started: () => write("Started"),
    submitted: (output) => write("Submitted", whole(output)),
    succeeded: (output) => write("Succeeded", whole(output)),
    failed: (failure) => write("Failed", outcome(failure)),
    timedOut: (failure) => write("TimedOut", outcome(failure)),
  };
}

function functionEvents(branch: Branch, state: TaskState): TaskEvents {
  const write = writer(branch, "LambdaFunction", {});
  return {
    name: state.Resource,
    scheduled: (task, roleArn) =>
      write("Scheduled", {
        resource: state.Resource,
        input: JSON.stringify(task.arguments),
        inputDetails: WHOLE,
        ...(task.timeout !== undefined && { timeoutInSeconds: task.timeout }),
        ...credentials(roleArn),
      }),
    started: () => write("Started"),
    submitted: () => undefined,
    succeeded: (output) => write("Succeeded", whole(output)),
    failed: (failure) => write("Failed", outcome(failure)),
    timedOut: (failure) => write("TimedOut", outcome(failure)),
  };
}
