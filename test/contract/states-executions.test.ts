/** Executions as the unmodified SDK sees them. */
import {
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  StartExecutionCommand,
  StopExecutionCommand,
} from "@aws-sdk/client-sfn";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { DAY, question, START, Trial } from "./states.harness.ts";

let trial: Trial;

beforeEach(async () => {
  trial = await new Trial().open();
});

afterEach(() => trial.close());

describe("executions", () => {
  test("a name is good once: the same answer while it runs with the same input, refused otherwise", async () => {
    const stateMachineArn = await trial.create({ Rest: { Type: "Wait", Seconds: 60, End: true } });
    const first = await trial.start(stateMachineArn, { n: 1 }, "sub_1");
    expect(await trial.start(stateMachineArn, { n: 1 }, "sub_1")).toBe(first);
    await expect(trial.start(stateMachineArn, { n: 2 }, "sub_1")).rejects.toMatchObject({
      name: "ExecutionAlreadyExists",
    });
    await trial.pass(60_000);
    await expect(trial.start(stateMachineArn, { n: 1 }, "sub_1")).rejects.toMatchObject({
      name: "ExecutionAlreadyExists",
    });
    await expect(trial.start(stateMachineArn, {}, "a b")).rejects.toMatchObject({ name: "InvalidName" });
  });

  test("twenty starts of one name in the same instant are one execution", async () => {
    const stateMachineArn = await trial.create({ Ask: question() });
    const tokens = trial.asker();
    const arns = await Promise.all(
      Array.from({ length: 20 }, () => trial.start(stateMachineArn, {}, "sub_2")),
    );
    expect(new Set(arns).size).toBe(1);
    expect(tokens).toHaveLength(1);
  });

  test("inputs that are not JSON, or too large, are refused", async () => {
    const stateMachineArn = await trial.create({ Only: { Type: "Succeed" } });
    const send = (input: string) => trial.client.send(new StartExecutionCommand({ stateMachineArn, input }));
    await expect(send("{")).rejects.toMatchObject({ name: "InvalidExecutionInput" });
    await expect(send(JSON.stringify("学".repeat(90_000)))).rejects.toMatchObject({
      name: "ValidationException",
    });
  });

  test("listed by status, newest first, page by page; history forwards, backwards and without data", async () => {
    const stateMachineArn = await trial.create({
      Rest: { Type: "Wait", Seconds: "{% $states.input.seconds %}", End: true },
    });
    for (const seconds of [1, 100, 1, 100, 1]) {
      await trial.start(stateMachineArn, { seconds }, `n${trial.clock.now() - START}`);
      await trial.clock.advance(1000);
    }
    await trial.idle();
    const list = async (more: object) =>
      trial.client.send(new ListExecutionsCommand({ stateMachineArn, ...more }));
    const running = await list({ statusFilter: "RUNNING" });
    expect(running.executions?.map(({ name }) => name)).toEqual(["n3000", "n1000"]);
    const first = await list({ maxResults: 3 });
    const rest = await list({ maxResults: 3, nextToken: first.nextToken });
    expect([...(first.executions ?? []), ...(rest.executions ?? [])].map(({ name }) => name)).toEqual([
      "n4000",
      "n3000",
      "n2000",
      "n1000",
      "n0",
    ]);
    await expect(list({ nextToken: "???" })).rejects.toMatchObject({ name: "InvalidToken" });
    const executionArn = String(rest.executions?.at(-1)?.executionArn);
    const history = (more: object) =>
      trial.client.send(new GetExecutionHistoryCommand({ executionArn, ...more }));
    const forwards = await history({ maxResults: 3 });
    const backwards = await history({ maxResults: 3, reverseOrder: true });
    expect(forwards.events?.map(({ id }) => id)).toEqual([1, 2, 3]);
    expect(backwards.events?.map(({ id }) => id)).toEqual([4, 3, 2]);
    expect((await history({ nextToken: forwards.nextToken })).events?.map(({ id }) => id)).toEqual([4]);
    const bare = await history({ includeExecutionData: false });
    expect(bare.events?.[1]?.stateEnteredEventDetails).toEqual({ name: "Rest" });
  });

  test("stopped, timed out, or lost in its own history", async () => {
    const waiting = await trial.create({ Rest: { Type: "Wait", Seconds: 600, End: true } });
    const executionArn = await trial.start(waiting);
    await trial.client.send(new StopExecutionCommand({ executionArn, error: "Withdrawn", cause: "撤回" }));
    expect(await trial.describe(executionArn)).toMatchObject({
      status: "ABORTED",
      error: "Withdrawn",
      cause: "撤回",
    });
    expect(await trial.types(executionArn)).toEqual([
      "ExecutionStarted",
      "WaitStateEntered",
      "ExecutionAborted",
    ]);

    const hasty = await trial.start(
      await trial.create({ Rest: { Type: "Wait", Seconds: 600, End: true } }, "hasty", { TimeoutSeconds: 5 }),
    );
    await trial.pass(5000);
    expect(await trial.describe(hasty)).toMatchObject({ status: "TIMED_OUT" });

    const endless = await trial.start(
      await trial.create(
        { Round: { Type: "Pass", Next: "Again" }, Again: { Type: "Pass", Next: "Round" } },
        "endless",
      ),
    );
    expect(await trial.describe(endless)).toMatchObject({ status: "FAILED", error: "States.Runtime" });
    const last = await trial.client.send(
      new GetExecutionHistoryCommand({ executionArn: endless, reverseOrder: true, maxResults: 1 }),
    );
    expect(last.events?.[0]).toMatchObject({ id: 25_000, type: "ExecutionFailed" });
  });
});

test("ninety days pass in an instant", async () => {
  const executionArn = await trial.start(
    await trial.create({ Rest: { Type: "Wait", Seconds: (90 * DAY) / 1000, End: true } }),
  );
  await trial.pass(90 * DAY - 1);
  expect(await trial.describe(executionArn)).toMatchObject({ status: "RUNNING" });
  await trial.pass(1);
  expect((await trial.describe(executionArn)).stopDate).toEqual(new Date(START + 90 * DAY));
});
