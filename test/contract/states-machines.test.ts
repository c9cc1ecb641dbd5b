/** State machines as the unmodified SDK sees them. */
import {
  CreateStateMachineCommand,
  DeleteStateMachineCommand,
  DescribeStateMachineCommand,
  DescribeStateMachineForExecutionCommand,
  ListActivitiesCommand,
  ListStateMachinesCommand,
  UpdateStateMachineCommand,
} from "@aws-sdk/client-sfn";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ROLE, START, Trial, task } from "./states.harness.ts";

let trial: Trial;

beforeEach(async () => {
  trial = await new Trial().open();
});

afterEach(() => trial.close());

describe("state machines", () => {
  test("created, shown, listed, changed and deleted", async () => {
    const stateMachineArn = await trial.create({ Only: { Type: "Succeed" } });
    expect(stateMachineArn).toBe("arn:aws-cn:states:cn-north-1:111122223333:stateMachine:review");
    const shown = await trial.client.send(new DescribeStateMachineCommand({ stateMachineArn }));
    expect(shown).toMatchObject({ name: "review", status: "ACTIVE", type: "STANDARD", roleArn: ROLE });
    expect(shown.creationDate).toEqual(new Date(START));
    await trial.create({ Only: { Type: "Succeed" } });
    await expect(trial.create({ Only: { Type: "Pass", End: true } })).rejects.toMatchObject({
      name: "StateMachineAlreadyExists",
    });
    await trial.create({ Only: { Type: "Succeed" } }, "notice");
    const first = await trial.client.send(new ListStateMachinesCommand({ maxResults: 1 }));
    const second = await trial.client.send(
      new ListStateMachinesCommand({ maxResults: 1, nextToken: first.nextToken }),
    );
    expect([...(first.stateMachines ?? []), ...(second.stateMachines ?? [])].map(({ name }) => name)).toEqual(
      ["notice", "review"],
    );
    expect(second.nextToken).toBeUndefined();
    await trial.client.send(new DeleteStateMachineCommand({ stateMachineArn }));
    await expect(trial.start(stateMachineArn)).rejects.toMatchObject({ name: "StateMachineDoesNotExist" });
  });

  test.each([
    ["JSONPath by default", { StartAt: "A", States: { A: { Type: "Pass", End: true } } }, /JSONPath/],
    ["a JSONPath field", { A: { Type: "Pass", InputPath: "$.x", End: true } }, /InputPath/],
    [
      "an unknown integration",
      { A: { Type: "Task", Resource: "arn:aws:states:::sqs:sendMessage", End: true } },
      /sqs:sendMessage is not recognized/,
    ],
    [
      "a target that is missing",
      { A: { Type: "Pass", Next: "B" } },
      /MISSING_TRANSITION_TARGET: Missing 'Next' target: B/,
    ],
    [
      "a state nobody reaches",
      { A: { Type: "Pass", End: true }, B: { Type: "Succeed" } },
      /'B' is not reachable/,
    ],
    ["neither Next nor End", { A: { Type: "Pass" } }, /\['Next', 'End'\]/],
    ["a broken expression", { A: { Type: "Pass", Output: "{% $sum( %}", End: true } }, /\$sum\(' is invalid/],
    [
      "States.ALL before another",
      { A: task("f", { Retry: [{ ErrorEquals: ["States.ALL"] }, { ErrorEquals: ["Busy"] }] }) },
      /States\.ALL/,
    ],
    [
      "an ItemReader without a store",
      {
        A: {
          Type: "Map",
          ItemReader: {
            Resource: "arn:aws:states:::s3:getObject",
            Arguments: {},
            ReaderConfig: { InputType: "JSON" },
          },
          ItemProcessor: {
            ProcessorConfig: { Mode: "DISTRIBUTED" },
            StartAt: "B",
            States: { B: { Type: "Succeed" } },
          },
          End: true,
        },
      },
      /ItemReader/,
    ],
  ])("refuses %s as InvalidDefinition", async (_, states, words) => {
    const definition = JSON.stringify(
      "StartAt" in states ? states : { QueryLanguage: "JSONata", StartAt: "A", States: states },
    );
    const refused = trial.client.send(
      new CreateStateMachineCommand({ name: "bad", definition, roleArn: ROLE }),
    );
    await expect(refused).rejects.toMatchObject({
      name: "InvalidDefinition",
      message: expect.stringMatching(words),
    });
  });

  test("a running execution keeps the definition it began with", async () => {
    const stateMachineArn = await trial.create({
      Rest: { Type: "Wait", Seconds: 60, Next: "End" },
      End: { Type: "Pass", Output: "old", End: true },
    });
    const executionArn = await trial.start(stateMachineArn);
    const definition = JSON.stringify({
      QueryLanguage: "JSONata",
      StartAt: "New",
      States: { New: { Type: "Pass", Output: "new", End: true } },
    });
    await trial.client.send(new UpdateStateMachineCommand({ stateMachineArn, definition }));
    const newer = await trial.start(stateMachineArn);
    await trial.pass(60_000);
    expect(await trial.describe(executionArn)).toMatchObject({ status: "SUCCEEDED", output: '"old"' });
    expect(await trial.describe(newer)).toMatchObject({ status: "SUCCEEDED", output: '"new"' });
    const began = await trial.client.send(new DescribeStateMachineForExecutionCommand({ executionArn }));
    expect(began.definition).toContain('"old"');
  });

  test("an operation that is not there is refused", async () => {
    await expect(trial.client.send(new ListActivitiesCommand({}))).rejects.toMatchObject({
      name: "UnknownOperationException",
    });
  });
});
