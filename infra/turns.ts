/**
 * Units take turns (docs/decisions/0036). The store cannot say whose file it tells of; so a pipe hands what it tells to a state
 * machine of one step, which sends it on in the unit's name, to a queue that is fair to names:
 *
 *   inbox ─▶ InboxEvents ─▶ pipe ─▶ Turns (express) ─▶ InboxTurns ─▶ Intake
 *                └─ five times in vain ─▶ DeadLetters ◀─ five times in vain ─┘
 */
import { OWNER_IN_KEY } from "../functions/manifest/resources.ts";
import { fill } from "../workflows/placeholder.ts";
import { trust } from "./hardening.ts";
import { inboxEvents, inboxTurns } from "./queue.ts";
import { named, place } from "./stage.ts";
import turns from "./turns.asl.json";

const allow = (Action: string[], Resource: $util.Input<string>) => ({ Effect: "Allow", Action, Resource });

function role(name: string, service: string, ...Statement: ReturnType<typeof allow>[]) {
  return new aws.iam.Role(name, {
    assumeRolePolicy: trust(service),
    inlinePolicies: [{ name: "inline", policy: $jsonStringify({ Version: "2012-10-17", Statement }) }],
  });
}

const machine = new aws.sfn.StateMachine("TurnsStateMachine", {
  name: named("turns"),
  type: "EXPRESS",
  roleArn: role("TurnsFlowRole", "states.amazonaws.com", allow(["sqs:SendMessage"], inboxTurns.arn)).arn,
  definition: inboxTurns.url.apply((url) =>
    fill(JSON.stringify(turns), {
      Partition: place.partition,
      QueueUrl: url,
      OwnerInKey: String(OWNER_IN_KEY),
    }),
  ),
});

new aws.pipes.Pipe("TurnsPipe", {
  name: named("turns"),
  roleArn: role(
    "TurnsPipeRole",
    "pipes.amazonaws.com",
    allow(["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], inboxEvents.arn),
    allow(["states:StartSyncExecution"], machine.arn),
  ).arn,
  source: inboxEvents.arn,
  sourceParameters: { sqsQueueParameters: { batchSize: 10 } },
  target: machine.arn,
  targetParameters: { stepFunctionStateMachineParameters: { invocationType: "REQUEST_RESPONSE" } },
});
