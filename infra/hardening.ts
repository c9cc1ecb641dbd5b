/**
 * What SST's components leave open is closed here, for all of them at once. Imported first: a transform reaches only
 * what is declared after it.
 */
import { account, arn, named, place } from "./stage.ts";

/** Only this account's services may take on a role or send to a queue (the confused deputy). */
export const ofThisAccount = { StringEquals: { "aws:SourceAccount": account } };

/** Who may take on a role: one service, on behalf of this account. */
export const trust = (service: string) =>
  $jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Principal: { Service: service },
        Condition: ofThisAccount,
      },
    ],
  });

// A function's role is trusted to the account's root as well, although only `sst dev` needs that; and it may write to
// every log group of the account.
$transform(sst.aws.Function, (args) => {
  if ($dev) return;
  args.transform = {
    ...args.transform,
    role: (role) => {
      role.assumeRolePolicy = aws.iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" });
      role.managedPolicyArns = [];
      role.inlinePolicies = $output(role.inlinePolicies).apply((policies) => [
        ...(policies ?? []),
        { name: "logs", policy: writesItsLogs },
      ]);
      return undefined;
    },
  };
});

const writesItsLogs = $jsonStringify({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: arn("logs", `log-group:/aws/lambda/${named("*")}`),
    },
  ],
});

// The scheduler's role is trusted to the schedules of any account.
$transform(sst.aws.CronV2, (args) => {
  args.transform = {
    ...args.transform,
    role: (role) => {
      role.assumeRolePolicy = trust("scheduler.amazonaws.com");
      return undefined;
    },
  };
});

// A bucket's notification opens the queue to S3, SNS and EventBridge of any account, and addresses it by a URL that does
// not exist in China.
$transform(aws.sqs.QueuePolicy, (args) => {
  args.queueUrl = $output(args.queueUrl).apply((url) =>
    place.partition === "aws-cn" ? url.replace(/\.amazonaws\.com(?!\.cn)/, ".amazonaws.com.cn") : url,
  );
  args.policy = $resolve([args.policy, account]).apply(([policy, id]) => {
    const document: QueueDocument = typeof policy === "string" ? JSON.parse(policy) : policy;
    return JSON.stringify({
      Version: document.Version ?? "2012-10-17",
      Statement: document.Statement.map((statement) => ({
        ...statement,
        Principal: { Service: "s3.amazonaws.com" },
        Condition: {
          StringEquals: { "aws:SourceAccount": id },
          ArnLike: { "aws:SourceArn": `arn:${place.partition}:s3:::${named("*")}` },
        },
      })),
    });
  });
});

interface QueueDocument {
  readonly Version?: string;
  readonly Statement: readonly object[];
}

// A bucket answers every origin's requests, and goes with all that is in it.
$transform(sst.aws.Bucket, (args) => {
  if (args) args.cors ??= false;
});
$transform(aws.s3.Bucket, (args, options) => {
  if (args) args.forceDestroy = !place.production;
  options.protect = place.production;
});
$transform(aws.dynamodb.Table, (args, options) => {
  if (args) args.deletionProtectionEnabled = place.production;
  options.protect = place.production;
});

// What a queue holds is encrypted by keys of its own.
$transform(aws.sqs.Queue, (args) => {
  if (args) args.sqsManagedSseEnabled = true;
});

// A link to a table, a bucket or a queue gives every right to it. Here a link tells the name and nothing else; what a
// function may do stands in functions/manifest/registry.ts.
sst.Linkable.wrap(sst.aws.Dynamo, (table) => ({ properties: { name: table.name } }));
sst.Linkable.wrap(sst.aws.Bucket, (bucket) => ({ properties: { name: bucket.name } }));
sst.Linkable.wrap(sst.aws.Queue, (queue) => ({ properties: { url: queue.url } }));
