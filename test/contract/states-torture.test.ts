/** kill -9 at any moment: every acknowledged start ends with the right result, every history is without a double. */
import { type ChildProcess, fork } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
} from "@aws-sdk/client-sfn";
import { expect, test } from "vitest";
import { VirtualClock } from "../../local/clock.ts";
import { openStates } from "../../local/states/service.ts";
import { clientOf, question, ROLE, task } from "./states.harness.ts";

const ROUNDS = 4;
const STARTS_PER_ROUND = 12;

const double = task("double");
const MACHINE = {
  QueryLanguage: "JSONata",
  StartAt: "Twice",
  States: {
    Twice: {
      Type: "Parallel",
      Branches: [
        { StartAt: "Left", States: { Left: double } },
        { StartAt: "Right", States: { Right: double } },
      ],
      Output: "{% $sum($states.result) %}",
      Next: "Each",
    },
    Each: {
      Type: "Map",
      Items: "{% [$states.input, $states.input + 1, $states.input + 2] %}",
      MaxConcurrency: 2,
      ItemProcessor: { StartAt: "Double", States: { Double: double } },
      Output: "{% $sum($states.result) %}",
      Assign: { sum: "{% $sum($states.result) %}" },
      Next: "Ask",
    },
    Ask: question({ Output: "{% $sum + $states.result %}", TimeoutSeconds: 600 }),
  },
};
/** What MACHINE makes of n when the question is answered with 1. */
const rightResult = (n: number) => 2 * (4 * n + 4 * n + 1 + 4 * n + 2) + 1;

test("torture", { timeout: 60_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), "qiyou-torture-"));
  const file = join(folder, "states.sqlite");
  const log = join(folder, "calls.log");
  const acknowledged = new Map<string, number>();
  const answered = new Set<string>();
  let n = 0;
  for (let round = 0; round <= ROUNDS; round++) {
    const { child, client } = await launch(file, log);
    const definition = JSON.stringify(MACHINE);
    const { stateMachineArn } = await client.send(
      new CreateStateMachineCommand({ name: "torture", definition, roleArn: ROLE }),
    );
    const last = round === ROUNDS;
    const starts = Array.from({ length: last ? 0 : STARTS_PER_ROUND }, async () => {
      const input = ++n;
      await sleep(Math.random() * 150);
      const { executionArn = "" } = await client.send(
        new StartExecutionCommand({ stateMachineArn, name: `n${input}`, input: String(input) }),
      );
      acknowledged.set(executionArn, input);
    });
    const killed = last ? undefined : sleep(60 + Math.random() * 200).then(() => child.kill("SIGKILL"));
    await Promise.allSettled(starts);
    for (let tries = 0; last ? !(await allEnded(client, acknowledged.keys())) : tries < 6; tries++) {
      await answerAll(client, log, answered);
      await sleep(30);
    }
    await killed;
    if (last) child.kill("SIGKILL");
    await exited(child);
    client.destroy();
  }

  const states = openStates({
    file,
    region: "cn-north-1",
    accountId: "111122223333",
    clock: new VirtualClock(0),
    invoke: () => Promise.reject(new Error("nothing is left to call")),
  });
  expect(acknowledged.size).toBeGreaterThan(ROUNDS);
  for (const [executionArn, input] of acknowledged) {
    const { status, output } = await states.call("DescribeExecution", { executionArn });
    expect({ input, status, output }).toEqual({
      input,
      status: "SUCCEEDED",
      output: String(rightResult(input)),
    });
    const { events } = await states.call("GetExecutionHistory", { executionArn, maxResults: 1000 });
    const types = JSON.stringify(events).match(/"type":"\w+"/g) ?? [];
    expect(types).toHaveLength(EVENTS);
  }
  states.close();
  rmSync(folder, { recursive: true });
});

/** Events of one execution of MACHINE when nothing is written twice and nothing is missing. */
const CALLED = 5;
const EVENTS = 2 + (3 + 2 * CALLED + 1) + (3 + 3 * (2 + CALLED) + 1) + 6;

async function launch(file: string, log: string): Promise<{ child: ChildProcess; client: SFNClient }> {
  const child = fork(new URL("states-torture.child.ts", import.meta.url), [file, log]);
  const port = await new Promise<number>((resolve, reject) => {
    child.once("message", (message) => resolve(Number(message)));
    child.once("exit", () => reject(new Error("the child ended before it served")));
  });
  return { child, client: clientOf(port) };
}

function exited(child: ChildProcess): Promise<unknown> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => child.once("exit", resolve));
}

async function allEnded(client: SFNClient, arns: Iterable<string>): Promise<boolean> {
  for (const executionArn of arns) {
    const { status } = await client.send(new DescribeExecutionCommand({ executionArn }));
    if (status === "RUNNING") return false;
  }
  return true;
}

async function answerAll(client: SFNClient, log: string, answered: Set<string>): Promise<void> {
  if (!existsSync(log)) return;
  const tokens = readFileSync(log, "utf8").match(/(?<="token":")[^"]+/g) ?? [];
  for (const taskToken of tokens) {
    if (answered.has(taskToken)) continue;
    const sent = await client.send(new SendTaskSuccessCommand({ taskToken, output: "1" })).then(
      () => true,
      (error: unknown) => error instanceof Error && error.name === "TaskTimedOut",
    );
    if (sent) answered.add(taskToken);
  }
}
