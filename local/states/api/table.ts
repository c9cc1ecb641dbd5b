/** Every operation this service knows. What is not listed is UnknownOperationException, never silent success. */
import {
  DescribeExecution,
  DescribeStateMachineForExecution,
  GetExecutionHistory,
  ListExecutions,
  StartExecution,
  StopExecution,
} from "./executions.ts";
import type { Operation } from "./operation.ts";
import {
  CreateStateMachine,
  DeleteStateMachine,
  DescribeStateMachine,
  ListStateMachines,
  UpdateStateMachine,
} from "./state-machines.ts";
import { SendTaskFailure, SendTaskHeartbeat, SendTaskSuccess } from "./task-answers.ts";

export const OPERATIONS: ReadonlyMap<string, Operation> = new Map(
  Object.entries({
    CreateStateMachine,
    UpdateStateMachine,
    DescribeStateMachine,
    ListStateMachines,
    DeleteStateMachine,
    StartExecution,
    DescribeExecution,
    DescribeStateMachineForExecution,
    ListExecutions,
    GetExecutionHistory,
    StopExecution,
    SendTaskSuccess,
    SendTaskFailure,
    SendTaskHeartbeat,
  }),
);
