/** What a new process finds in the file of an old one. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SendTaskSuccessCommand } from "@aws-sdk/client-sfn";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openDatabase } from "../../local/database.ts";
import { FunctionError } from "../../local/lambda/function-error.ts";
import { DAY, question, START, Trial, task } from "./states.harness.ts";

let folder: string;
let trial: Trial;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "qiyou-states-"));
  trial = await new Trial(join(folder, "states.sqlite")).open();
});

afterEach(async () => {
  await trial.close();
  rmSync(folder, { recursive: true });
});

test("a question waits through a restart, is asked once, and its answer counts once", async () => {
  const tokens = trial.asker();
  const executionArn = await trial.run({ Ask: question({ Next: "Done" }), Done: { Type: "Succeed" } });
  expect(await trial.restart()).toBe(1);
  expect(tokens).toHaveLength(1);
  await trial.succeed(tokens[0], { decision: "approve" });
  await trial.restart();
  await expect(trial.succeed(tokens[0], { decision: "reject" })).rejects.toMatchObject({
    name: "TaskTimedOut",
  });
  expect(await trial.describe(executionArn)).toMatchObject({ output: '{"decision":"approve"}' });
  expect(await trial.types(executionArn)).toEqual([
    "ExecutionStarted",
    "TaskStateEntered",
    "TaskScheduled",
    "TaskStarted",
    "TaskSubmitted",
    "TaskSucceeded",
    "TaskStateExited",
    "SucceedStateEntered",
    "SucceedStateExited",
    "ExecutionSucceeded",
  ]);
});

test("a Wait of ninety days keeps its due time through restarts, and is caught up when it was missed", async () => {
  const executionArn = await trial.run({ Rest: { Type: "Wait", Seconds: (90 * DAY) / 1000, End: true } });
  await trial.pass(30 * DAY);
  await trial.restart();
  await trial.pass(59 * DAY);
  expect(await trial.describe(executionArn)).toMatchObject({ status: "RUNNING" });
  await trial.pass(DAY);
  expect((await trial.describe(executionArn)).stopDate).toEqual(new Date(START + 90 * DAY));

  const missed = await trial.start(
    await trial.create({ Rest: { Type: "Wait", Seconds: 60, End: true } }, "missed"),
  );
  await trial.close();
  await trial.clock.advance(DAY);
  await trial.open();
  expect(trial.served.service.resume()).toBe(1);
  await trial.pass(0);
  expect(await trial.describe(missed)).toMatchObject({ status: "SUCCEEDED" });
});

test("a call that was under way is made again, with the same token and the same arguments", async () => {
  const seen: unknown[] = [];
  trial.plays.ask = (payload) => {
    seen.push(payload);
    return seen.length === 1 ? new Promise(() => undefined) : null;
  };
  const stateMachineArn = await trial.create({ Ask: question() });
  void trial.start(stateMachineArn);
  while (seen.length === 0) await new Promise((resolve) => setImmediate(resolve));
  await trial.restart();
  expect(seen).toHaveLength(2);
  expect(seen[1]).toEqual(seen[0]);
});

test("retries that were used stay used", async () => {
  let calls = 0;
  trial.plays.busy = () => {
    calls++;
    throw new FunctionError("Busy", "稍后");
  };
  const Retry = [{ ErrorEquals: ["Busy"], IntervalSeconds: 60, BackoffRate: 1, MaxAttempts: 2 }];
  const executionArn = await trial.run({ Read: task("busy", { Retry }) });
  for (let round = 0; round < 5; round++) {
    await trial.restart();
    await trial.pass(60_000);
  }
  expect(calls).toBe(3);
  expect(await trial.describe(executionArn)).toMatchObject({ status: "FAILED", error: "Busy" });
});

test("a Map is taken up where it was: items that are through are not called again", async () => {
  const tokens = trial.asker();
  trial.plays.count = (payload) => payload;
  const executionArn = await trial.run({
    Units: {
      Type: "Map",
      Items: [1, 2, 3],
      MaxConcurrency: 2,
      ItemProcessor: {
        StartAt: "Count",
        States: { Count: { ...task("count", { Next: "Ask" }), End: undefined }, Ask: question() },
      },
      End: true,
    },
  });
  await trial.succeed(tokens[0], "a");
  await trial.restart();
  expect(tokens).toHaveLength(3);
  await trial.succeed(tokens[1], "b");
  await trial.restart();
  await trial.succeed(tokens[2], "c");
  expect(await trial.describe(executionArn)).toMatchObject({ status: "SUCCEEDED", output: '["a","b","c"]' });
  expect(trial.calls.filter(({ name }) => name === "count")).toHaveLength(3);
});

test("a store that cannot write acknowledges nothing, and all goes on when it can again", async () => {
  const tokens = trial.asker();
  trial.plays.count = (payload) => payload;
  const executionArn = await trial.run({ Ask: question({ Next: "Count" }), Count: task("count") });
  const other = openDatabase(join(folder, "states.sqlite"));
  other.exec("CREATE TRIGGER full BEFORE INSERT ON history BEGIN SELECT RAISE(ABORT, 'disk is full'); END");
  const answer = trial.client.send(new SendTaskSuccessCommand({ taskToken: tokens[0], output: "1" }));
  await expect(answer).rejects.toMatchObject({ name: "InternalFailure" });
  await trial.idle();
  expect(await trial.describe(executionArn)).toMatchObject({ status: "RUNNING" });
  other.exec("DROP TRIGGER full");
  other.close();
  await trial.pass(1000);
  await trial.succeed(tokens[0], 1);
  expect(await trial.describe(executionArn)).toMatchObject({ status: "SUCCEEDED", output: "1" });
  expect(trial.failures.length).toBeGreaterThan(0);
});
