/** State transitions as Step Functions bills them, from the histories of all executions. */
import {
  type HistoryEvent,
  paginateGetExecutionHistory,
  paginateListExecutions,
  SFNClient,
} from "@aws-sdk/client-sfn";

/**
 * Every state entered, the start of each execution and of each turn of a Map, and every attempt after the first. The
 * start is counted since AWS's own examples count it: a document accepted at first reading enters five states and is
 * billed six transitions.
 */
export function transitionsOf(events: readonly Pick<HistoryEvent, "type">[]): number {
  const count = (pattern: RegExp) => events.filter(({ type }) => pattern.test(type ?? "")).length;
  const attempts = count(/^TaskScheduled$/);
  const tasks = count(/^TaskStateEntered$/);
  return (
    count(/StateEntered$/) + count(/^(ExecutionStarted|MapIterationStarted)$/) + Math.max(0, attempts - tasks)
  );
}

/** Of all executions of the machines there have been so far, by the machine's ARN. */
export async function stateTransitions(machines: readonly string[]): Promise<number> {
  const client = new SFNClient({});
  let transitions = 0;
  for (const stateMachineArn of machines)
    for await (const { executions = [] } of paginateListExecutions({ client }, { stateMachineArn }))
      for (const { executionArn } of executions) transitions += await ofExecution(client, executionArn);
  client.destroy();
  return transitions;
}

async function ofExecution(client: SFNClient, executionArn: string | undefined): Promise<number> {
  const events: HistoryEvent[] = [];
  const asked = { executionArn, includeExecutionData: false };
  for await (const page of paginateGetExecutionHistory({ client }, asked))
    events.push(...(page.events ?? []));
  return transitionsOf(events);
}
