/** What the clock starts. A firing that cannot be delivered, or fails for good, becomes a dead letter. */
import { schedules } from "../functions/manifest/registry.ts";
import { functionNamed } from "./functions.ts";
import { deadLetters } from "./queue.ts";

for (const { name, expression, timezone } of schedules) {
  const called = functionNamed(name);
  new sst.aws.CronV2(`${name}Schedule`, {
    function: called.arn,
    schedule: expression,
    timezone,
    retries: 3,
    dlq: deadLetters.arn,
  });
  // The scheduler only hands the event over; that the function failed is told by Lambda.
  new aws.lambda.FunctionEventInvokeConfig(`${name}Failures`, {
    functionName: called.name,
    maximumRetryAttempts: 2,
    maximumEventAgeInSeconds: 3600,
    destinationConfig: { onFailure: { destination: deadLetters.arn } },
  });
}
