/** The grants of functions/manifest/registry.ts as links and as statements of IAM: exact actions on exact resources. */
import type { FlowRight, StoreRight, TableRight } from "../functions/manifest/grant.ts";
import { entryOf, type FunctionName, grantOf } from "../functions/manifest/registry.ts";
import { flows, site } from "./addresses.ts";
import { channelSecrets } from "./channel-secrets.ts";
import { deadLetters, inboxTurns } from "./queue.ts";
import { signInKey, signOnSecret } from "./sign-in.ts";
import { arn } from "./stage.ts";
import { storage } from "./storage.ts";
import { table } from "./table.ts";

type Permission = sst.aws.FunctionPermissionArgs;

const tableActions: Readonly<Record<TableRight, string[]>> = {
  read: ["dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query"],
  write: ["dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:ConditionCheckItem"],
  scan: ["dynamodb:Scan"],
};

function onTable(right: TableRight): Permission[] {
  const resources = right === "read" ? [table.arn, $interpolate`${table.arn}/index/*`] : [table.arn];
  return [{ actions: tableActions[right], resources }];
}

function onBucket({ arn }: sst.aws.Bucket, right: StoreRight): Permission[] {
  const objects = [$interpolate`${arn}/*`];
  if (right === "write") return [{ actions: ["s3:PutObject"], resources: objects }];
  return [
    { actions: ["s3:GetObject", "s3:GetObjectVersion"], resources: objects },
    // Without it S3 says of a key that does not exist that it is forbidden.
    { actions: ["s3:ListBucket"], resources: [arn] },
  ];
}

function onFlow(arn: $util.Output<string>, right: FlowRight): Permission[] {
  switch (right) {
    case "start":
      return [{ actions: ["states:StartExecution"], resources: [arn] }];
    case "answer":
      return [{ actions: ["states:SendTaskSuccess"], resources: [arn] }];
    case "look":
      return [
        {
          actions: ["states:DescribeExecution"],
          resources: [$interpolate`${arn.apply((own) => own.replace(":stateMachine:", ":execution:"))}:*`],
        },
      ];
  }
}

/** Sends mail as any address that the account has proved to be its own: which, the office sets. */
const mail: Permission = {
  actions: ["ses:SendEmail", "ses:SendRawEmail"],
  resources: [arn("ses", "identity/*")],
};

/** Takes messages from a queue, as an event source mapping does on the function's behalf. */
const consumes = (queue: sst.aws.Queue): Permission => ({
  actions: [
    "sqs:ReceiveMessage",
    "sqs:DeleteMessage",
    "sqs:GetQueueAttributes",
    "sqs:ChangeMessageVisibility",
  ],
  resources: [queue.arn],
});

/** What only AWS asks for: the queues that feed a function. */
const fromQueues: Partial<Record<FunctionName, Permission[]>> = {
  Intake: [consumes(inboxTurns)],
  RecordDeadLetter: [consumes(deadLetters)],
};

/** What the clock starts hands its own failures over. */
const fails: Permission = { actions: ["sqs:SendMessage"], resources: [deadLetters.arn] };

export function permissionsOf(name: FunctionName): Permission[] {
  const {
    Table = [],
    Inbox = [],
    Texts = [],
    Notices = [],
    ReviewFlow = [],
    NoticeFlow = [],
    Mail = [],
  } = grantOf(name);
  return [
    ...Table.flatMap(onTable),
    ...Inbox.flatMap((right) => onBucket(storage.Inbox, right)),
    ...Texts.flatMap((right) => onBucket(storage.Texts, right)),
    ...Notices.flatMap((right) => onBucket(storage.Notices, right)),
    ...ReviewFlow.flatMap((right) => onFlow(flows.ReviewFlow.properties.arn, right)),
    ...NoticeFlow.flatMap((right) => onFlow(flows.NoticeFlow.properties.arn, right)),
    ...Mail.map(() => mail),
    ...(fromQueues[name] ?? []),
    ...(entryOf(name).schedule ? [fails] : []),
  ];
}

const linkables = {
  Table: table,
  ...storage,
  ...flows,
  Site: site,
  SignInKey: signInKey,
  SignOnSecret: signOnSecret,
  ChannelSecrets: channelSecrets,
};

/** What the function finds under `Resource`: exactly the keys of its grant. */
export function linksOf(name: FunctionName) {
  const granted = grantOf(name);
  return Object.entries(linkables).flatMap(([resource, linkable]) => (resource in granted ? [linkable] : []));
}
