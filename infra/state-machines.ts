/**
 * The state machines, from the very files the one-machine cloud runs (docs/decisions/0013). Each may call exactly the
 * functions its definition names, and writes what happened to a log of its own.
 */
import { machines } from "../functions/manifest/resources.ts";
import notice from "../workflows/notice.asl.json";
import { fill, placeholders } from "../workflows/placeholder.ts";
import review from "../workflows/review.asl.json";
import { machineName } from "./addresses.ts";
import { functionNamed } from "./functions.ts";
import { trust } from "./hardening.ts";
import { logs, place } from "./stage.ts";

const definitions = {
  "workflows/review.asl.json": JSON.stringify(review),
  "workflows/notice.asl.json": JSON.stringify(notice),
} as const;

/** `${ExamineFunctionArn}` is the function that the registry calls Examine. */
const CALLED = /FunctionArn$/;

/** Step Functions sets up the delivery of its logs through these, which know no resources. */
const deliversLogs = [
  ...["logs:CreateLogDelivery", "logs:GetLogDelivery", "logs:UpdateLogDelivery", "logs:DeleteLogDelivery"],
  ...["logs:ListLogDeliveries", "logs:PutResourcePolicy", "logs:DescribeResourcePolicies"],
  "logs:DescribeLogGroups",
];

function machine({ resource, definition }: (typeof machines)[number]) {
  const asl = definitions[definition];
  const called = placeholders(asl).filter((name) => CALLED.test(name));
  const arns = called.map((name) => functionNamed(name.replace(CALLED, "")).arn);

  const logGroup = new aws.cloudwatch.LogGroup(`${resource}Logs`, {
    name: `/aws/vendedlogs/states/${machineName(resource)}`,
    retentionInDays: logs.days,
  });
  const role = new aws.iam.Role(`${resource}Role`, {
    assumeRolePolicy: trust("states.amazonaws.com"),
    inlinePolicies: [
      {
        name: "inline",
        policy: $jsonStringify({
          Version: "2012-10-17",
          Statement: [
            { Effect: "Allow", Action: ["lambda:InvokeFunction"], Resource: arns },
            { Effect: "Allow", Action: deliversLogs, Resource: "*" },
          ],
        }),
      },
    ],
  });
  return new aws.sfn.StateMachine(`${resource}StateMachine`, {
    name: machineName(resource),
    type: "STANDARD",
    roleArn: role.arn,
    definition: $output(arns).apply((values) =>
      fill(asl, {
        Partition: place.partition,
        ...Object.fromEntries(called.map((name, index) => [name, values[index] ?? ""])),
      }),
    ),
    loggingConfiguration: {
      // What was examined is nobody's business in a log: steps and errors only.
      level: "ALL",
      includeExecutionData: false,
      logDestination: $interpolate`${logGroup.arn}:*`,
    },
  });
}

export const stateMachines = machines.map((one) => ({ ...one, machine: machine(one) }));
