/** Starting, showing, listing and stopping executions, and their histories. */
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { checkArn, checkName, executionArn } from "../arn.ts";
import { Fault } from "../errors.ts";
import type { JsonObject } from "../json.ts";
import { type ExecutionRow, type NewExecution, statusOf } from "../store/executions.ts";
import { eventAnswer } from "../store/history.ts";
import {
  type Context,
  dataText,
  operation,
  pageFields,
  pageSize,
  readPageToken,
  writePageToken,
} from "./operation.ts";
import { machineNamed } from "./state-machines.ts";

/**
 * A name is good once per machine: asked again with the same input while the execution runs, the answer is the
 * same; with another input, or after its end, ExecutionAlreadyExists.
 */
export const StartExecution = operation(
  z.strictObject({
    stateMachineArn: z.string(),
    name: z.string().optional(),
    input: dataText.optional(),
    traceHeader: z.string().optional(),
  }),
  (context, { stateMachineArn, name = randomUUID(), input = "{}" }) => {
    const { clock, store, dispatcher } = context;
    const machine = machineNamed(context, stateMachineArn);
    checkInput(input);
    const arn = executionArn(machine.machine, checkName(name));
    const known = store.executions.byArn(arn);
    if (known) {
      if (known.status !== "RUNNING" || known.input !== input) {
        throw new Fault("ExecutionAlreadyExists", `Execution Already Exists: '${arn}'`);
      }
      return { executionArn: arn, startDate: known.started / 1000 };
    }
    const started = clock.now();
    const row: NewExecution = { arn, machine: machine.machine, name, definition: machine.id, input, started };
    dispatcher.begin(row);
    return { executionArn: arn, startDate: started / 1000 };
  },
);

function checkInput(input: string): void {
  try {
    JSON.parse(input);
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    throw new Fault("InvalidExecutionInput", `Invalid State Machine Execution Input: '${words}'`);
  }
}

export const DescribeExecution = operation(
  z.strictObject({ executionArn: z.string(), includedData: z.literal("ALL_DATA").optional() }),
  (context, input) => {
    const execution = executionNamed(context, input.executionArn);
    return {
      ...summary(execution),
      input: execution.input,
      inputDetails: { included: true },
      ...(execution.output !== undefined && { output: execution.output, outputDetails: { included: true } }),
      ...(execution.error !== undefined && { error: execution.error }),
      ...(execution.cause !== undefined && { cause: execution.cause }),
      redriveCount: 0,
      redriveStatus: "NOT_REDRIVABLE",
      redriveStatusReason: "Redrive is not supported",
    };
  },
);

/** The definition that this execution began with, whatever became of its state machine. */
export const DescribeStateMachineForExecution = operation(
  z.strictObject({ executionArn: z.string(), includedData: z.literal("ALL_DATA").optional() }),
  (context, input) => {
    const { definition } = executionNamed(context, input.executionArn);
    const row = context.store.executions.definition(definition);
    if (!row) throw new Error(`no definition ${definition}`);
    return {
      stateMachineArn: row.machine,
      name: row.name,
      definition: row.text,
      roleArn: row.role,
      updateDate: row.updated / 1000,
      revisionId: row.revision,
    };
  },
);

export const ListExecutions = operation(
  z.strictObject({ stateMachineArn: z.string(), statusFilter: z.string().optional(), ...pageFields }),
  (context, { stateMachineArn, statusFilter, maxResults, nextToken }) => {
    const { machine } = machineNamed(context, stateMachineArn);
    const status = statusOf(statusFilter);
    if (statusFilter !== undefined && !status) {
      throw new Fault(
        "ValidationException",
        `1 validation error detected: Value at 'statusFilter' failed: ${statusFilter}`,
      );
    }
    const limit = pageSize(maxResults);
    const [started = Number.MAX_SAFE_INTEGER, id = Number.MAX_SAFE_INTEGER] =
      readPageToken(nextToken, 2) ?? [];
    const rows = context.store.executions.list(machine, status, { started, id }, limit + 1);
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      executions: shown.map(summary),
      ...(rows.length > limit && last && { nextToken: writePageToken([last.started, last.id]) }),
    };
  },
);

export const GetExecutionHistory = operation(
  z.strictObject({
    executionArn: z.string(),
    reverseOrder: z.boolean().optional(),
    includeExecutionData: z.boolean().optional(),
    ...pageFields,
  }),
  (
    context,
    { executionArn: arn, reverseOrder = false, includeExecutionData = true, maxResults, nextToken },
  ) => {
    const { id } = executionNamed(context, arn);
    const limit = pageSize(maxResults);
    const [after] = readPageToken(nextToken, 1) ?? [];
    const events = context.store.history.page(id, { limit: limit + 1, after, reverse: reverseOrder });
    const shown = events.slice(0, limit);
    const last = shown.at(-1);
    return {
      events: shown.map((event) => eventAnswer(event, includeExecutionData)),
      ...(events.length > limit && last && { nextToken: writePageToken([last.id]) }),
    };
  },
);

export const StopExecution = operation(
  z.strictObject({
    executionArn: z.string(),
    error: z.string().max(256).optional(),
    cause: z.string().max(32_768).optional(),
  }),
  (context, { executionArn: arn, error, cause }) => {
    const { id } = executionNamed(context, arn);
    const details = { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
    context.dispatcher.end(id, { status: "ABORTED", error, cause }, "ExecutionAborted", details);
    const { stopped = context.clock.now() } = executionNamed(context, arn);
    return { stopDate: stopped / 1000 };
  },
);

function executionNamed({ store }: Context, arn: string): ExecutionRow {
  const execution = store.executions.byArn(checkArn(arn, "execution"));
  if (!execution) throw new Fault("ExecutionDoesNotExist", `Execution Does Not Exist: '${arn}'`);
  return execution;
}

function summary({ arn, machine, name, status, started, stopped }: ExecutionRow): JsonObject {
  return {
    executionArn: arn,
    stateMachineArn: machine,
    name,
    status,
    startDate: started / 1000,
    ...(stopped !== undefined && { stopDate: stopped / 1000 }),
    redriveCount: 0,
  };
}
