/** Who may do what: roles, links and policies, held against functions/manifest/registry.ts. */
import { describe, expect, inject, test } from "vitest";
import { entryOf, type FunctionName, functionNames, grantOf } from "../../functions/manifest/registry.ts";
import { find, list, ofType, type Plan, rights, type Statement, statementsOf } from "./synth/plan.ts";

const { production, personal, china } = inject("plans");
const ROLE = "aws:iam/role:Role";

/** Which resource of ours an ARN is of; the name without random endings. */
function kindOf(arn: string): string {
  if (/:table\/.*\/index\//.test(arn)) return "Table/index";
  if (arn.includes(":table/")) return "Table";
  const bucket = /:s3:::qiyou-\w+-(inbox|texts|notices)bucket-\w+(\/\*)?$/.exec(arn);
  if (bucket) return `${bucket[1]}${bucket[2] ?? ""}`;
  const flow = /:(stateMachine|execution):qiyou-\w+-(review|notice|turns)(:\*)?$/.exec(arn);
  if (flow) return `${flow[2]} ${flow[1]}`;
  const queue = /:sqs:.*-(\w+)Queue-\w+$/.exec(arn);
  if (queue) return `${queue[1]}`;
  if (/:ses:[^:]+:\d{12}:identity\/\*$/.test(arn)) return "own senders";
  if (/:log-group:\/aws\/lambda\/qiyou-\w+-\*$/.test(arn)) return "own logs";
  return arn;
}

const table = {
  read: ["dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query"].flatMap((action) => [
    `${action} Table`,
    `${action} Table/index`,
  ]),
  write: ["PutItem", "UpdateItem", "DeleteItem", "ConditionCheckItem"].map(
    (name) => `dynamodb:${name} Table`,
  ),
  scan: ["dynamodb:Scan Table"],
};
const bucket = (name: string) => ({
  read: [`s3:GetObject ${name}/*`, `s3:GetObjectVersion ${name}/*`, `s3:ListBucket ${name}`],
  write: [`s3:PutObject ${name}/*`],
});
const flow = (name: string) => ({
  start: [`states:StartExecution ${name} stateMachine`],
  answer: [`states:SendTaskSuccess ${name} stateMachine`],
  look: [`states:DescribeExecution ${name} execution`],
});
const consume = (queue: string) =>
  ["ReceiveMessage", "DeleteMessage", "GetQueueAttributes", "ChangeMessageVisibility"].map(
    (name) => `sqs:${name} ${queue}`,
  );

const MAIL = ["ses:SendEmail own senders", "ses:SendRawEmail own senders"];
const LOGS = ["logs:CreateLogStream own logs", "logs:PutLogEvents own logs"];
const BESIDE: Readonly<Record<string, string[]>> = {
  Intake: consume("InboxTurns"),
  RecordDeadLetter: consume("DeadLetters"),
};
const STARTED_BY_CLOCK = ["sqs:SendMessage DeadLetters"];

/** The whole of a function's rights as its grant words them. */
function granted(name: FunctionName): string[] {
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
    ...Table.flatMap((right) => table[right]),
    ...Inbox.flatMap((right) => bucket("inbox")[right]),
    ...Texts.flatMap((right) => bucket("texts")[right]),
    ...Notices.flatMap((right) => bucket("notices")[right]),
    ...ReviewFlow.flatMap((right) => flow("review")[right]),
    ...NoticeFlow.flatMap((right) => flow("notice")[right]),
    ...Mail.flatMap(() => MAIL),
    ...(BESIDE[name] ?? []),
    ...(entryOf(name).schedule ? STARTED_BY_CLOCK : []),
    ...LOGS,
  ].sort();
}

const spelled = (statements: readonly Statement[]): string[] =>
  statements
    .flatMap(({ Action, Resource }) =>
      Action.flatMap((action) => Resource.map((arn) => `${action} ${kindOf(arn)}`)),
    )
    .sort();

describe.each([
  ["production", production],
  ["China", china],
])("in %s", (_, plan) => {
  test.each(functionNames)("%s may do what its grant says, and nothing else", (name) => {
    const role = find(plan, ROLE, `${name}Role`);
    expect(spelled(rights(role))).toEqual(granted(name));
    expect(role.inputs.managedPolicyArns).toEqual([]);
  });

  test.each(functionNames)("%s is linked to what its grant names", (name) => {
    const build = plan.builds.find(({ functionID }) => functionID === name);
    // Mail is sent in the account's name: there is no resource to find.
    const { Mail: _, ...found } = grantOf(name);
    expect(Object.keys(build?.links ?? {}).sort()).toEqual(Object.keys(found).sort());
  });

  test("nobody has every right to anything", () => {
    for (const role of ofType(plan, ROLE))
      for (const { Effect, Action } of rights(role)) {
        expect(Effect).toBe("Allow");
        for (const action of Action) expect(action, role.name).toMatch(/^\w+:\w+$/);
      }
  });

  test("rights to everything are only those that AWS gives for no less", () => {
    const open = ofType(plan, ROLE).flatMap((role) =>
      rights(role).flatMap(({ Action, Resource }) => (Resource.includes("*") ? Action : [])),
    );
    expect(
      [...new Set(open)].filter(
        (action) => !/^logs:\w+(LogDelivery|LogDeliveries|ResourcePolic\w+|LogGroups)$/.test(action),
      ),
    ).toEqual([]);
  });
});

test("a role is taken on by its own service, never by the account's root", () => {
  for (const plan of [production, personal, china])
    for (const { name, inputs } of ofType(plan, ROLE)) {
      const [trusted, ...more] = statementsOf(inputs.assumeRolePolicy);
      expect(more).toEqual([]);
      const [, kind = ""] = /(Flow|Schedule|Pipe)Role$/.exec(name) ?? [];
      const service = { Flow: "states", Schedule: "scheduler", Pipe: "pipes" }[kind] ?? "lambda";
      expect(trusted?.Principal, name).toEqual({ Service: `${service}.amazonaws.com` });
      if (service !== "lambda")
        expect(trusted?.Condition, name).toEqual({ StringEquals: { "aws:SourceAccount": "123456789012" } });
    }
  expect(JSON.stringify(production)).not.toContain(":root");
});

test("only this account's buckets may send to the inbox's queue", () => {
  for (const plan of [production, china]) {
    const [policy, ...more] = ofType(plan, "aws:sqs/queuePolicy:QueuePolicy");
    expect(more).toEqual([]);
    const partition = plan === china ? "aws-cn" : "aws";
    expect(statementsOf(policy?.inputs.policy)).toMatchObject([
      {
        Effect: "Allow",
        Action: ["sqs:SendMessage"],
        Principal: { Service: "s3.amazonaws.com" },
        Condition: {
          StringEquals: { "aws:SourceAccount": "123456789012" },
          ArnLike: { "aws:SourceArn": `arn:${partition}:s3:::qiyou-production-*` },
        },
      },
    ]);
  }
});

test("only alarms of this account write to whoever is on duty", () => {
  expect(
    statementsOf(find(production, "aws:sns/topicPolicy:TopicPolicy", "AlarmsPolicy").inputs.policy),
  ).toMatchObject([
    {
      Principal: { Service: "cloudwatch.amazonaws.com" },
      Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
    },
  ]);
});

test("who gives units their turns may take from the one queue and send to the other", () => {
  for (const plan of [production, china]) {
    expect(spelled(rights(find(plan, ROLE, "TurnsFlowRole")))).toEqual(["sqs:SendMessage InboxTurns"]);
    expect(spelled(rights(find(plan, ROLE, "TurnsPipeRole")))).toEqual([
      "sqs:DeleteMessage InboxEvents",
      "sqs:GetQueueAttributes InboxEvents",
      "sqs:ReceiveMessage InboxEvents",
      "states:StartSyncExecution turns stateMachine",
    ]);
  }
});

test("functions of one stage cannot name another stage's resources", () => {
  const named = (plan: Plan) =>
    ofType(plan, ROLE).flatMap((role) => rights(role).flatMap(({ Resource }) => Resource));
  // Senders that the account has proved to be its own are of no stage.
  for (const arn of named(personal))
    if (arn !== "*" && kindOf(arn) !== "own senders") expect(arn).toContain("qiyou-liming-");
  expect(list(named(personal)).length).toBeGreaterThan(30);
});
