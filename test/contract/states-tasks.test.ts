/** Tasks that call functions: Retry, Catch, time limits. */
import { StartExecutionCommand } from "@aws-sdk/client-sfn";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { FunctionError } from "../../local/lambda/function-error.ts";
import { START, Trial, task } from "./states.harness.ts";

let trial: Trial;

beforeEach(async () => {
  trial = await new Trial().open();
});

afterEach(() => trial.close());

describe("tasks", () => {
  test("a failing function is retried with growing delays, then caught with its error", async () => {
    const times: number[] = [];
    trial.plays.examine = () => {
      times.push((trial.clock.now() - START) / 1000);
      throw new FunctionError("StoreBusy", "稍后再试");
    };
    const stateMachineArn = await trial.create({
      Examine: task("examine", {
        Retry: [
          {
            ErrorEquals: ["StoreBusy"],
            IntervalSeconds: 2,
            BackoffRate: 3,
            MaxAttempts: 3,
            MaxDelaySeconds: 10,
          },
        ],
        Catch: [
          {
            ErrorEquals: ["States.TaskFailed"],
            Assign: { why: "{% $states.errorOutput.Error %}" },
            Output: "{% $parse($states.errorOutput.Cause) %}",
            Next: "Tell",
          },
        ],
      }),
      Tell: {
        Type: "Pass",
        Output: { why: "{% $why %}", said: "{% $states.input.errorMessage %}" },
        End: true,
      },
    });
    const executionArn = await trial.start(stateMachineArn);
    for (let second = 0; second < 20; second++) await trial.pass(1000);
    expect(times).toEqual([0, 2, 8, 18]);
    expect(JSON.parse(String((await trial.describe(executionArn)).output))).toEqual({
      why: "StoreBusy",
      said: "稍后再试",
    });
  });

  test("a function that takes too long is given up, and its late answer changes nothing", async () => {
    let finish: (value: unknown) => void = () => undefined;
    trial.plays.slow = () => new Promise((resolve) => (finish = resolve));
    const stateMachineArn = await trial.create({
      Read: task("slow", {
        TimeoutSeconds: "{% 30 %}",
        Catch: [{ ErrorEquals: ["States.Timeout"], Next: "Late" }],
      }),
      Late: { Type: "Pass", End: true },
    });
    const { executionArn = "" } = await trial.client.send(new StartExecutionCommand({ stateMachineArn }));
    await trial.clock.advance(29_000);
    expect(await trial.describe(executionArn)).toMatchObject({ status: "RUNNING" });
    await trial.pass(1000);
    finish("too late");
    expect(await trial.describe(executionArn)).toMatchObject({
      status: "SUCCEEDED",
      output: '{"Error":"States.Timeout","Cause":""}',
    });
    expect(await trial.types(executionArn)).toContain("TaskTimedOut");
  });

  test("a result over 256 KiB fails the state", async () => {
    trial.plays.huge = () => "学".repeat(90_000);
    const executionArn = await trial.start(await trial.create({ Read: task("huge") }));
    expect(await trial.describe(executionArn)).toMatchObject({
      status: "FAILED",
      error: "States.DataLimitExceeded",
    });
  });

  test("a direct function ARN", async () => {
    trial.plays.examine = (payload) => ({ seen: payload });
    const Resource = "arn:aws-cn:lambda:cn-north-1:111122223333:function:examine";
    const executionArn = await trial.start(
      await trial.create({ Examine: { Type: "Task", Resource, End: true } }),
      {
        id: "sub_1",
      },
    );
    expect(await trial.describe(executionArn)).toMatchObject({ output: '{"seen":{"id":"sub_1"}}' });
    expect(await trial.types(executionArn)).toContain("LambdaFunctionSucceeded");
  });
});
