/** What Step Functions itself tells of an execution. */
import {
  DescribeExecutionCommand,
  type HistoryEvent,
  paginateGetExecutionHistory,
  SFNClient,
} from "@aws-sdk/client-sfn";
import { machineArn } from "../../local/names.ts";

export const arnOf = (flow: "review" | "notice", name: string) =>
  `${machineArn(flow).replace(":stateMachine:", ":execution:")}:${name}`;

/** The whole history of an execution, by its name. */
export async function historyOf(flow: "review" | "notice", name: string): Promise<HistoryEvent[]> {
  const client = new SFNClient({});
  try {
    const events: HistoryEvent[] = [];
    const pages = paginateGetExecutionHistory(
      { client },
      { executionArn: arnOf(flow, name), maxResults: 1000 },
    );
    for await (const page of pages) events.push(...(page.events ?? []));
    return events;
  } finally {
    client.destroy();
  }
}

/** Names of the states an execution has entered, in order. */
export async function statesOf(flow: "review" | "notice", name: string): Promise<string[]> {
  return (await historyOf(flow, name)).flatMap((event) => event.stateEnteredEventDetails?.name ?? []);
}

export async function statusOf(flow: "review" | "notice", name: string): Promise<string | undefined> {
  const client = new SFNClient({});
  try {
    return (await client.send(new DescribeExecutionCommand({ executionArn: arnOf(flow, name) }))).status;
  } finally {
    client.destroy();
  }
}
