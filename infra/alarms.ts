/** What wakes the administrator: each alarm says in Chinese what has happened and what to do, and writes to one topic. */
import { type AlarmMetric, alarms } from "./alarm-table.ts";
import { functionNamed, METRICS } from "./functions.ts";
import { gateway } from "./gateway.ts";
import { deadLetters, inboxEvents, inboxTurns } from "./queue.ts";
import { account, named, place } from "./stage.ts";
import { stateMachines } from "./state-machines.ts";
import { table } from "./table.ts";

// Unencrypted on purpose: alarms cannot write to a topic under the account's own SNS key, and their text names nobody.
const topic = new aws.sns.Topic("Alarms", { name: named("alarms") });

new aws.sns.TopicPolicy("AlarmsPolicy", {
  arn: topic.arn,
  policy: $jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Action: "sns:Publish",
        Resource: topic.arn,
        Condition: { StringEquals: { "aws:SourceAccount": account } },
      },
    ],
  }),
});

if (place.alarmMail)
  new aws.sns.TopicSubscription("AlarmMail", {
    topic: topic.arn,
    protocol: "email",
    endpoint: place.alarmMail,
  });

/** What an alarm's `of` stands for: the dimensions of CloudWatch's metrics. */
const dimensions: Readonly<Record<AlarmMetric["of"], Record<string, $util.Input<string>>>> = {
  everything: {},
  stage: { Stage: $app.stage },
  DeadLetters: { QueueName: deadLetters.nodes.queue.name },
  InboxEvents: { QueueName: inboxEvents.nodes.queue.name },
  InboxTurns: { QueueName: inboxTurns.nodes.queue.name },
  RecordDeadLetter: { FunctionName: functionNamed("RecordDeadLetter").name },
  Gateway: { ApiId: gateway.nodes.api.id },
  Table: { TableName: table.name },
  ReviewFlow: { StateMachineArn: flowArn("ReviewFlow") },
  NoticeFlow: { StateMachineArn: flowArn("NoticeFlow") },
};

function flowArn(resource: string): $util.Input<string> {
  const found = stateMachines.find((one) => one.resource === resource);
  if (!found) throw new Error(`no state machine ${resource}`);
  return found.machine.arn;
}

for (const { name, says, metrics, formula, over, minutes, periods } of alarms) {
  new aws.cloudwatch.MetricAlarm(`${name}Alarm`, {
    name: named(name),
    alarmDescription: says,
    comparisonOperator: "GreaterThanThreshold",
    threshold: over,
    evaluationPeriods: periods ?? 1,
    // Nothing measured is nothing wrong.
    treatMissingData: "notBreaching",
    metricQueries: [
      ...metrics.map(({ id, namespace = METRICS, metric, of, stat }) => ({
        id,
        metric: {
          namespace,
          metricName: metric,
          dimensions: dimensions[of],
          period: minutes * 60,
          stat,
        },
      })),
      { id: "alarm", expression: formula, label: name, returnData: true },
    ],
    alarmActions: [topic.arn],
    okActions: [topic.arn],
  });
}
