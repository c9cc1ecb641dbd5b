/** The state machines, seen from the functions: start, answer a waiting task, ask whether an execution lives. */
import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  InvalidToken,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from "@aws-sdk/client-sfn";
import { Resource } from "sst/resource";
import { onePerEndpoint, quiet } from "./client.ts";

export type Flow = "review" | "notice";

const states = onePerEndpoint("AWS_ENDPOINT_URL_SFN", () =>
  quiet(new SFNClient({ maxAttempts: 5, cacheMiddleware: true })),
);

export const isFlow = (name: string): name is Flow => name === "review" || name === "notice";

const machine = (flow: Flow): string =>
  flow === "review" ? Resource.ReviewFlow.arn : Resource.NoticeFlow.arn;

/** Starts once: a second start under the same name is the same execution. */
export async function startExecution(flow: Flow, name: string, input: unknown): Promise<void> {
  try {
    await states().send(
      new StartExecutionCommand({ stateMachineArn: machine(flow), name, input: JSON.stringify(input) }),
    );
  } catch (error) {
    if (!(error instanceof ExecutionAlreadyExists)) throw error;
  }
}

/** Answers a waiting task; a task that has been answered, or has timed out, needs no answer. */
export async function answerTask(taskToken: string, output: unknown): Promise<void> {
  try {
    await states().send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(output) }));
  } catch (error) {
    if (error instanceof TaskTimedOut || error instanceof TaskDoesNotExist || error instanceof InvalidToken)
      return;
    throw error;
  }
}

/** `RUNNING`, an end state, or undefined when no such execution was ever started. */
export async function executionStatus(flow: Flow, name: string): Promise<string | undefined> {
  const executionArn = `${machine(flow).replace(":stateMachine:", ":execution:")}:${name}`;
  try {
    const { status } = await states().send(new DescribeExecutionCommand({ executionArn }));
    return status;
  } catch (error) {
    if (error instanceof ExecutionDoesNotExist) return undefined;
    throw error;
  }
}
