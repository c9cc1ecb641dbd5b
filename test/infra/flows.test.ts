/** The state machines deployed are the files of workflows/, and events, schedules and requests reach their functions. */
import { readFileSync } from "node:fs";
import { describe, expect, inject, test } from "vitest";
import { z } from "zod";
import { ticketFolder } from "../../functions/adapters/inbox-key.ts";
import { functions, schedules } from "../../functions/manifest/registry.ts";
import { buckets, machines } from "../../functions/manifest/resources.ts";
import { evaluate } from "../../local/states/expression/evaluation.ts";
import { fill, placeholders } from "../../workflows/placeholder.ts";
import { find, ofType, type Plan, rights } from "./synth/plan.ts";

const { production, china } = inject("plans");
const LAMBDA = "aws:lambda/function:Function";
const SCHEDULE = "aws:scheduler/schedule:Schedule";

/** The ARN the plan gives a function. */
function arnOf(plan: Plan, name: string): string {
  const { region, partition } =
    plan === china
      ? { region: "cn-north-1", partition: "aws-cn" }
      : { region: "ap-east-1", partition: "aws" };
  return `arn:${partition}:lambda:${region}:123456789012:function:${find(plan, LAMBDA, `${name}Function`).inputs.name}`;
}

/** Which function of the registry an ARN is of. */
const calledBy = (arn: unknown): string =>
  /:function:qiyou-production-(\w+)Function-\w+$/.exec(String(arn))?.[1] ?? `no function of ours: ${arn}`;

describe.each(machines)("$definition", ({ resource, name, definition }) => {
  const asl = readFileSync(definition, "utf8");
  const called = placeholders(asl).filter((placeholder) => placeholder !== "Partition");

  test.each([
    ["production", production, "aws"],
    ["China", china, "aws-cn"],
  ] as const)("is deployed as it is, with the functions' ARNs: %s", (_, plan, partition) => {
    const deployed = find(plan, "aws:sfn/stateMachine:StateMachine", `${resource}StateMachine`).inputs;
    const values = called.map((placeholder) => [
      placeholder,
      arnOf(plan, placeholder.replace(/FunctionArn$/, "")),
    ]);
    const wanted = fill(asl, { Partition: partition, ...Object.fromEntries(values) });
    expect(JSON.parse(String(deployed.definition))).toEqual(JSON.parse(wanted));
    expect(deployed).toMatchObject({ type: "STANDARD", name: `qiyou-production-${name}` });
  });

  test("calls nothing but functions of this deployment", () => {
    const { definition: deployed } = find(
      production,
      "aws:sfn/stateMachine:StateMachine",
      `${resource}StateMachine`,
    ).inputs;
    const targets = [...String(deployed).matchAll(/"FunctionName":\s*"([^"]*)"/g)].map(([, target]) =>
      calledBy(target),
    );
    expect(targets.length).toBe(String(deployed).match(/"Resource":/g)?.length);
    expect(targets.filter((target) => !(target in functions))).toEqual([]);
  });

  test("may call exactly the functions it names", () => {
    const [invoke, logs, ...more] = rights(find(production, "aws:iam/role:Role", `${resource}Role`));
    expect(more).toEqual([]);
    expect(invoke?.Action).toEqual(["lambda:InvokeFunction"]);
    expect(invoke?.Resource.map(calledBy).sort()).toEqual(
      called.map((each) => each.replace(/FunctionArn$/, "")).sort(),
    );
    expect(logs?.Action.every((action) => action.startsWith("logs:"))).toBe(true);
  });

  test("functions find it where it is", () => {
    const at = `arn:aws:states:ap-east-1:123456789012:stateMachine:qiyou-production-${name}`;
    const linked = production.builds.flatMap(({ links }) => {
      const link = links[resource];
      return link ? [link] : [];
    });
    expect(linked.length).toBeGreaterThan(0);
    for (const link of linked) expect(link.arn).toBe(at);
  });

  test("logs its steps, and nothing of what was examined", () => {
    const { loggingConfiguration } = find(
      production,
      "aws:sfn/stateMachine:StateMachine",
      `${resource}StateMachine`,
    ).inputs;
    expect(loggingConfiguration).toMatchObject({ level: "ALL", includeExecutionData: false });
  });
});

test("a new object in the inbox reaches the queue, the queue in which units take turns, and intake", () => {
  const notifying = buckets.filter(({ notifies }) => notifies);
  const notifications = ofType(production, "aws:s3/bucketNotification:BucketNotification");
  expect(
    notifications.map(({ inputs }) => [String(inputs.bucket).replace(/-\w+$/, ""), inputs.queues]),
  ).toEqual(
    notifying.map(({ resource }) => [
      `qiyou-production-${resource.toLowerCase()}bucket`,
      [
        expect.objectContaining({
          queueArn: expect.stringMatching(/-InboxEventsQueue-\w+$/),
          events: ["s3:ObjectCreated:*"],
        }),
      ],
    ]),
  );
  for (const { inputs } of notifications)
    expect([inputs.lambdaFunctions ?? [], inputs.topics ?? []]).toEqual([[], []]);
  const pipe = find(production, "aws:pipes/pipe:Pipe", "TurnsPipe").inputs;
  expect(pipe).toMatchObject({
    source: expect.stringMatching(/-InboxEventsQueue-\w+$/),
    target: expect.stringMatching(/:stateMachine:qiyou-production-turns$/),
    // Waits for the outcome: what was not sent on stays in the queue.
    targetParameters: { stepFunctionStateMachineParameters: { invocationType: "REQUEST_RESPONSE" } },
  });
  const mapping = find(
    production,
    "aws:lambda/eventSourceMapping:EventSourceMapping",
    "InboxTurnsSubscriber",
  ).inputs;
  expect(calledBy(mapping.functionName)).toBe(notifying[0]?.notifies);
  expect(mapping).toMatchObject({ functionResponseTypes: ["ReportBatchItemFailures"], batchSize: 10 });
});

describe("units take turns on AWS", () => {
  const { inputs } = find(production, "aws:sfn/stateMachine:StateMachine", "TurnsStateMachine");
  const { Send } = JSON.parse(String(inputs.definition)).States;
  const messages = [
    { messageId: "m1", body: storeEvent(`${ticketFolder("unit_01A", "tkt_1")}学习 记录.docx`) },
    { messageId: "m2", body: storeEvent(`${ticketFolder("unit_01B", "tkt_2")}b.pdf`) },
    { messageId: "m3", body: JSON.stringify({ Service: "Amazon S3", Event: "s3:TestEvent" }) },
  ];

  test("every message goes on as it was, in the name of the unit whose file it is", async () => {
    expect(inputs.type).toBe("EXPRESS");
    expect(Send.Resource).toBe("arn:aws:states:::aws-sdk:sqs:sendMessageBatch");
    const scope = { variables: {}, states: { input: messages } };
    const { QueueUrl, Entries } = z
      .object({ QueueUrl: z.string(), Entries: z.array(z.record(z.string(), z.string())) })
      .parse(await evaluate(Send.Arguments, "Arguments", scope));
    expect(QueueUrl).toMatch(/\/qiyou-production-InboxTurnsQueue-\w+$/);
    expect(Entries).toEqual([
      { Id: "m1", MessageBody: messages[0]?.body, MessageGroupId: "unit_01A" },
      { Id: "m2", MessageBody: messages[1]?.body, MessageGroupId: "unit_01B" },
      { Id: "m3", MessageBody: messages[2]?.body },
    ]);
  });

  test.each([
    [{ Successful: [{ Id: "m1" }] }, []],
    [{ Successful: [{ Id: "m1" }], Failed: [] }, []],
    [{ Failed: [{ Id: "m2", Code: "InternalError" }] }, [{ itemIdentifier: "m2" }]],
  ])("what the queue did not take comes again: %j", async (result, batchItemFailures) => {
    const scope = { variables: {}, states: { input: messages, result } };
    expect(await evaluate(Send.Output, "Output", scope)).toEqual({ batchItemFailures });
  });
});

function storeEvent(key: string): string {
  return JSON.stringify({
    Records: [{ s3: { object: { key: encodeURIComponent(key).replaceAll("%2F", "/") } } }],
  });
}

test("what intake fails at five times becomes a dead letter, and dead letters reach the administrator's list", () => {
  const { redrivePolicy, visibilityTimeoutSeconds } = find(
    production,
    "aws:sqs/queue:Queue",
    "InboxTurnsQueue",
  ).inputs;
  expect(JSON.parse(String(redrivePolicy))).toEqual({
    deadLetterTargetArn: expect.stringMatching(/-DeadLettersQueue-\w+$/),
    maxReceiveCount: 5,
  });
  expect(visibilityTimeoutSeconds).toBeGreaterThanOrEqual(6 * functions.Intake.timeoutSeconds);
  const mapping = find(
    production,
    "aws:lambda/eventSourceMapping:EventSourceMapping",
    "DeadLettersSubscriber",
  ).inputs;
  expect(calledBy(mapping.functionName)).toBe("RecordDeadLetter");
  expect(mapping.functionResponseTypes).toEqual(["ReportBatchItemFailures"]);
});

test.each(schedules)(
  "$name comes at its time in $timezone, and is never lost",
  ({ name, expression, timezone }) => {
    const { inputs } = find(production, SCHEDULE, `${name}ScheduleSchedule`);
    expect(inputs).toMatchObject({
      scheduleExpression: expression,
      scheduleExpressionTimezone: timezone,
      state: "ENABLED",
      target: {
        retryPolicy: { maximumRetryAttempts: 3 },
        deadLetterConfig: { arn: expect.stringMatching(/-DeadLettersQueue-\w+$/) },
      },
    });
    expect(calledBy(Reflect.get(Object(inputs.target), "arn"))).toBe(name);
    expect(
      find(production, "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig", `${name}Failures`)
        .inputs,
    ).toMatchObject({
      maximumRetryAttempts: 2,
      destinationConfig: { onFailure: { destination: expect.stringMatching(/-DeadLettersQueue-\w+$/) } },
    });
  },
);

test("every request under /api reaches the Api function, slowed down beyond what an office sends", () => {
  expect(ofType(production, "aws:apigatewayv2/route:Route").map(({ inputs }) => inputs.routeKey)).toEqual([
    "ANY /api/{path+}",
  ]);
  const [integration] = ofType(production, "aws:apigatewayv2/integration:Integration");
  expect(calledBy(integration?.inputs.integrationUri)).toBe("Api");
  expect(integration?.inputs.payloadFormatVersion).toBe("2.0");
  expect(
    find(production, "aws:apigatewayv2/stage:Stage", "GatewayStage").inputs.defaultRouteSettings,
  ).toMatchObject({
    throttlingBurstLimit: 400,
    throttlingRateLimit: 200,
  });
  expect(find(production, "aws:apigatewayv2/api:Api", "GatewayApi").inputs.corsConfiguration ?? {}).toEqual(
    {},
  );
});

test("every function that is deployed is called by something, but the migration, which nothing may call", () => {
  const machinesCall = ofType(production, "aws:iam/role:Role")
    .flatMap((role) => rights(role))
    .filter(({ Action }) => Action.includes("lambda:InvokeFunction"))
    .flatMap(({ Resource }) => Resource);
  const queues = ofType(production, "aws:lambda/eventSourceMapping:EventSourceMapping").map(
    ({ inputs }) => inputs.functionName,
  );
  const requests = ofType(production, "aws:apigatewayv2/integration:Integration").map(
    ({ inputs }) => inputs.integrationUri,
  );
  const called = new Set([...machinesCall, ...queues, ...requests].map(calledBy));
  expect(Object.keys(functions).filter((name) => !called.has(name))).toEqual(["Migrate"]);
});
