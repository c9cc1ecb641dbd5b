/** Map and Parallel. */
import { SendTaskSuccessCommand } from "@aws-sdk/client-sfn";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { FunctionError } from "../../local/lambda/function-error.ts";
import { question, Trial, task } from "./states.harness.ts";

let trial: Trial;

beforeEach(async () => {
  trial = await new Trial().open();
});

afterEach(() => trial.close());

describe("Map and Parallel", () => {
  test("a Map keeps the order of its items and at most so many at once", async () => {
    let now = 0;
    let most = 0;
    trial.plays.count = async (payload) => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setImmediate(resolve));
      now--;
      return payload;
    };
    const executionArn = await trial.start(
      await trial.create({
        Units: {
          Type: "Map",
          Items: "{% $range(1, 12, 1) %}",
          ItemSelector: {
            unit: "{% $states.context.Map.Item.Value %}",
            quarter: "{% $states.input.quarter %}",
          },
          MaxConcurrency: 3,
          ItemProcessor: { StartAt: "Count", States: { Count: task("count") } },
          Output: "{% $states.result.unit %}",
          End: true,
        },
      }),
      { quarter: 1 },
    );
    expect(await trial.describe(executionArn)).toMatchObject({
      output: JSON.stringify(Array.from({ length: 12 }, (_, i) => i + 1)),
    });
    expect(most).toBe(3);
    const ids = (await trial.history(executionArn)).map(({ id }) => id);
    expect(ids).toEqual(ids.map((_, index) => index + 1));
  });

  test("branches run side by side, each with its own variables, waits and tokens", async () => {
    const tokens = trial.asker();
    const executionArn = await trial.start(
      await trial.create({
        Set: { Type: "Pass", Assign: { who: "outer" }, Next: "Both" },
        Both: {
          Type: "Parallel",
          Branches: [
            {
              StartAt: "Wait",
              States: {
                Wait: { Type: "Wait", Seconds: 3600, Assign: { who: "left" }, Next: "Left" },
                Left: { Type: "Pass", Output: "{% $who %}", End: true },
              },
            },
            {
              StartAt: "Ask",
              States: {
                Ask: question({ Next: "Right" }),
                Right: { Type: "Pass", Output: "{% $who & $states.input %}", End: true },
              },
            },
          ],
          Next: "After",
        },
        After: { Type: "Pass", Output: { got: "{% $states.input %}", who: "{% $who %}" }, End: true },
      }),
    );
    await trial.pass(3_600_000);
    await trial.client.send(new SendTaskSuccessCommand({ taskToken: tokens[0], output: '"!"' }));
    await trial.idle();
    expect(await trial.describe(executionArn)).toMatchObject({
      output: '{"got":["left","outer!"],"who":"outer"}',
    });
  });

  test("a failing branch ends the others: their tokens are void, and the failure can be caught", async () => {
    const tokens = trial.asker();
    trial.plays.bad = () => {
      throw new FunctionError("Broken", "no");
    };
    const executionArn = await trial.start(
      await trial.create({
        Both: {
          Type: "Parallel",
          Branches: [
            { StartAt: "Ask", States: { Ask: question() } },
            {
              StartAt: "Rest",
              States: { Rest: { Type: "Wait", Seconds: 10, Next: "Bad" }, Bad: task("bad") },
            },
          ],
          Catch: [{ ErrorEquals: ["Broken"], Output: "caught", Next: "After" }],
          End: true,
        },
        After: { Type: "Succeed" },
      }),
    );
    await trial.pass(10_000);
    expect(await trial.describe(executionArn)).toMatchObject({ status: "SUCCEEDED", output: '"caught"' });
    await expect(
      trial.client.send(new SendTaskSuccessCommand({ taskToken: tokens[0], output: "1" })),
    ).rejects.toMatchObject({ name: "TaskTimedOut" });
    expect(await trial.types(executionArn)).toContain("ParallelStateFailed");
  });
});
