/** Task tokens: answered once, kept alive, given up. */
import {
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
} from "@aws-sdk/client-sfn";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { FunctionError } from "../../local/lambda/function-error.ts";
import { question, Trial } from "./states.harness.ts";

let trial: Trial;

beforeEach(async () => {
  trial = await new Trial().open();
});

afterEach(() => trial.close());

describe("task tokens", () => {
  test("one answer counts, the second is told, nonsense is refused", async () => {
    const tokens = trial.asker();
    const executionArn = await trial.start(await trial.create({ Ask: question() }));
    const [taskToken = ""] = tokens;
    await expect(
      trial.client.send(new SendTaskSuccessCommand({ taskToken, output: "{" })),
    ).rejects.toMatchObject({ name: "InvalidOutput" });
    const answers = Array.from({ length: 10 }, (_, n) =>
      trial.client.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify({ by: n }) })),
    );
    const settled = await Promise.allSettled(answers);
    await trial.idle();
    expect(settled.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const one of settled)
      if (one.status === "rejected") expect(one.reason).toMatchObject({ name: "TaskTimedOut" });
    const winner = settled.findIndex(({ status }) => status === "fulfilled");
    expect(await trial.describe(executionArn)).toMatchObject({ output: `{"by":${winner}}` });
    await expect(trial.client.send(new SendTaskFailureCommand({ taskToken }))).rejects.toMatchObject({
      name: "TaskTimedOut",
    });
    await expect(
      trial.client.send(new SendTaskHeartbeatCommand({ taskToken: "made up" })),
    ).rejects.toMatchObject({ name: "InvalidToken" });
  });

  test("heartbeats keep a task alive; without them it times out and Catch takes over", async () => {
    const tokens = trial.asker();
    const executionArn = await trial.start(
      await trial.create({
        Ask: question({
          HeartbeatSeconds: 60,
          TimeoutSeconds: 3600,
          Catch: [{ ErrorEquals: ["States.HeartbeatTimeout"], Next: "Gone" }],
        }),
        Gone: { Type: "Succeed" },
      }),
    );
    for (let beat = 0; beat < 3; beat++) {
      await trial.pass(50_000);
      await trial.client.send(new SendTaskHeartbeatCommand({ taskToken: tokens[0] }));
    }
    await trial.pass(59_000);
    expect(await trial.describe(executionArn)).toMatchObject({ status: "RUNNING" });
    await trial.pass(1000);
    expect(await trial.describe(executionArn)).toMatchObject({ status: "SUCCEEDED" });
    const events = await trial.history(executionArn);
    expect(events.find(({ type }) => type === "TaskTimedOut")?.taskTimedOutEventDetails).toMatchObject({
      error: "States.Timeout",
    });
  });

  test("an answer given before the function returns is kept, even if the function then fails", async () => {
    trial.plays.ask = async (payload) => {
      const taskToken =
        typeof payload === "object" && payload !== null && "token" in payload ? String(payload.token) : "";
      await trial.client.send(new SendTaskSuccessCommand({ taskToken, output: '"approved"' }));
      throw new FunctionError("Crash", "after the answer");
    };
    const executionArn = await trial.start(await trial.create({ Ask: question() }));
    expect(await trial.describe(executionArn)).toMatchObject({
      status: "SUCCEEDED",
      output: '"approved"',
    });
  });

  test("a rejection is a failure that Catch sees", async () => {
    const tokens = trial.asker();
    const executionArn = await trial.start(
      await trial.create({
        Ask: question({
          Catch: [{ ErrorEquals: ["Returned"], Output: "{% $states.errorOutput.Cause %}", Next: "Rectify" }],
        }),
        Rectify: { Type: "Succeed" },
      }),
    );
    await trial.client.send(
      new SendTaskFailureCommand({ taskToken: tokens[0], error: "Returned", cause: "缺少签到表" }),
    );
    await trial.idle();
    expect(await trial.describe(executionArn)).toMatchObject({
      status: "SUCCEEDED",
      output: '"缺少签到表"',
    });
  });
});
