/** AWS Step Functions, API Reference: the operations that the product and an operator send. */
import * as sdk from "@aws-sdk/client-sfn";
import { question, ROLE, Trial, task } from "../contract/states.harness.ts";
import { type Case, refusedWith, type Service, same } from "./case.ts";
import { refusals } from "./dynamodb.ts";

type Told = Case<Trial>;
const told = (operation: string, says: string, run: Told["run"]): Told => ({ operation, says, run });
const PASS = { Only: { Type: "Pass", End: true } };
const asked = async (trial: Trial, name: string) => {
  const tokens = trial.asker();
  const execution = await trial.start(await trial.create({ Ask: question() }, name));
  return { token: tokens[0], execution };
};
const NOBODY = "arn:aws:states:cn-north-1:111122223333:stateMachine:nobody";

const CASES: readonly Told[] = [
  told("CreateStateMachine", "the same again is the same", async (t) => {
    same(await t.create(PASS, "same"), await t.create(PASS, "same"));
  }),
  told("CreateStateMachine", "a definition that is none is refused", (t) =>
    refusedWith(
      "InvalidDefinition",
      t.client.send(new sdk.CreateStateMachineCommand({ name: "bad", definition: "{}", roleArn: ROLE })),
    ),
  ),
  told("CreateStateMachine", "another definition under the name is refused", async (t) => {
    await t.create(PASS, "taken");
    await refusedWith("StateMachineAlreadyExists", t.create({ Else: { Type: "Succeed" } }, "taken"));
  }),
  told("UpdateStateMachine", "the next execution follows it, a running one does not", async (t) => {
    const tokens = t.asker();
    const arn = await t.create({ Ask: question() }, "updated");
    const before = await t.start(arn);
    const definition = JSON.stringify({ QueryLanguage: "JSONata", StartAt: "Only", States: PASS });
    await t.client.send(new sdk.UpdateStateMachineCommand({ stateMachineArn: arn, definition }));
    same((await t.describe(await t.start(arn))).status, "SUCCEEDED");
    same((await t.describe(before)).status, "RUNNING");
    await t.succeed(tokens[0], 1);
    same((await t.describe(before)).status, "SUCCEEDED");
  }),
  told("DescribeStateMachine", "an unknown one is refused", (t) =>
    refusedWith(
      "StateMachineDoesNotExist",
      t.client.send(new sdk.DescribeStateMachineCommand({ stateMachineArn: NOBODY })),
    ),
  ),
  told("ListStateMachines", "all there are", async (t) => {
    await t.create(PASS, "listed");
    const { stateMachines = [] } = await t.client.send(new sdk.ListStateMachinesCommand({}));
    same(
      stateMachines.some(({ name }) => name === "listed"),
      true,
    );
  }),
  told("DeleteStateMachine", "of an unknown one is no error", async (t) => {
    await t.client.send(new sdk.DeleteStateMachineCommand({ stateMachineArn: NOBODY }));
  }),
  told("StartExecution", "the same name and input again is the same execution", async (t) => {
    const tokens = t.asker();
    const arn = await t.create({ Ask: question() }, "named");
    same(await t.start(arn, { a: 1 }, "one"), await t.start(arn, { a: 1 }, "one"));
    same(tokens.length, 1);
  }),
  told("StartExecution", "the same name and another input is refused", async (t) => {
    t.asker();
    const arn = await t.create({ Ask: question() }, "other-input");
    await t.start(arn, { a: 1 }, "one");
    await refusedWith("ExecutionAlreadyExists", t.start(arn, { a: 2 }, "one"));
  }),
  told("StartExecution", "input that is no JSON is refused", async (t) => {
    const stateMachineArn = await t.create(PASS, "input");
    await refusedWith(
      "InvalidExecutionInput",
      t.client.send(new sdk.StartExecutionCommand({ stateMachineArn, input: "{" })),
    );
  }),
  told("DescribeExecution", "status and output", async (t) => {
    const { status, output } = await t.describe(await t.run(PASS, { a: 1 }));
    same([status, JSON.parse(output ?? "")], ["SUCCEEDED", { a: 1 }]);
  }),
  told("DescribeExecution", "an unknown one is refused", (t) =>
    refusedWith(
      "ExecutionDoesNotExist",
      t.describe("arn:aws:states:cn-north-1:111122223333:execution:nobody:none"),
    ),
  ),
  told("DescribeStateMachineForExecution", "the definition it began with", async (t) => {
    const executionArn = await t.run(PASS);
    const { definition } = await t.client.send(
      new sdk.DescribeStateMachineForExecutionCommand({ executionArn }),
    );
    same(JSON.parse(definition ?? "").States, PASS);
  }),
  told("ListExecutions", "by status", async (t) => {
    t.asker();
    const stateMachineArn = await t.create({ Ask: question() }, "filtered");
    await t.start(stateMachineArn);
    const of = async (statusFilter: sdk.ExecutionStatus) =>
      (await t.client.send(new sdk.ListExecutionsCommand({ stateMachineArn, statusFilter }))).executions
        ?.length;
    same([await of("RUNNING"), await of("SUCCEEDED")], [1, 0]);
  }),
  told("GetExecutionHistory", "every event in order, from 1", async (t) => {
    const events = await t.history(await t.run(PASS));
    same(
      events.map(({ id, type }) => [id, type]),
      [
        [1, "ExecutionStarted"],
        [2, "PassStateEntered"],
        [3, "PassStateExited"],
        [4, "ExecutionSucceeded"],
      ],
    );
  }),
  told("StopExecution", "ends it as aborted", async (t) => {
    const { execution } = await asked(t, "stopped");
    await t.client.send(new sdk.StopExecutionCommand({ executionArn: execution, error: "E" }));
    const { status, error } = await t.describe(execution);
    same([status, error], ["ABORTED", "E"]);
  }),
  told("SendTaskSuccess", "its output goes on", async (t) => {
    const { token, execution } = await asked(t, "succeeds");
    await t.succeed(token, { yes: true });
    same(JSON.parse((await t.describe(execution)).output ?? ""), { yes: true });
  }),
  told("SendTaskSuccess", "a token that is none is refused", (t) =>
    refusedWith("InvalidToken", t.succeed("none", 1)),
  ),
  told("SendTaskSuccess", "a second answer is refused", async (t) => {
    const { token } = await asked(t, "answered");
    await t.succeed(token, 1);
    await refusedWith("TaskTimedOut", t.succeed(token, 1));
  }),
  told("SendTaskFailure", "its error ends what does not catch it", async (t) => {
    const { token: taskToken, execution } = await asked(t, "fails");
    await t.client.send(new sdk.SendTaskFailureCommand({ taskToken, error: "No", cause: "why" }));
    await t.idle();
    const { status, error, cause } = await t.describe(execution);
    same([status, error, cause], ["FAILED", "No", "why"]);
  }),
  told("SendTaskHeartbeat", "puts off the end of a silent task", async (t) => {
    const tokens = t.asker();
    const states = { Ask: question({ HeartbeatSeconds: 60 }) };
    const execution = await t.start(await t.create(states, "beats"));
    await t.pass(50_000);
    await t.client.send(new sdk.SendTaskHeartbeatCommand({ taskToken: tokens[0] }));
    await t.pass(50_000);
    same((await t.describe(execution)).status, "RUNNING");
    await t.pass(20_000);
    same((await t.describe(execution)).error, "States.Timeout");
  }),
  told("StartExecution", "a task that fails is tried again as its Retry says", async (t) => {
    let calls = 0;
    t.plays.shaky = () => {
      calls++;
      if (calls < 3) throw new Error("not yet");
      return calls;
    };
    const Retry = [{ ErrorEquals: ["States.ALL"], IntervalSeconds: 1, MaxAttempts: 3, BackoffRate: 2 }];
    const execution = await t.start(await t.create({ Only: task("shaky", { Retry }) }, "shaky"));
    await t.pass(1_000);
    await t.pass(2_000);
    same((await t.describe(execution)).output, "3");
  }),
];

export async function openStatesService(): Promise<Service> {
  const trial = await new Trial().open();
  return {
    name: "Step Functions",
    cases: CASES.map(({ run, ...one }) => ({ ...one, run: () => run(trial) })),
    refused: () =>
      refusals(
        `127.0.0.1:${trial.served.port}`,
        "states",
        "AWSStepFunctions",
        Object.keys(sdk),
        "cn-north-1",
      ),
    close: () => trial.close(),
  };
}
