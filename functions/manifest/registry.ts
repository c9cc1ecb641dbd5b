/**
 * Every function of Qiyou, once: what runs it, what it may do, when the clock starts it. The AWS side builds `handler`;
 * the one-machine cloud loads the same through `handlers.ts`. A function that is not listed here does not exist in
 * either place. Data only: a deployment reads this file and must not load a handler by it.
 */

import { type Grant, owes, record } from "./grant.ts";
import { naming, type Packaging, reading, typesetting } from "./packaging.ts";

export interface FunctionEntry extends Packaging {
  /** Path from the repository's root and the exported name, as Lambda wants it. */
  readonly handler: string;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  readonly grant: Grant;
  /** When the clock starts it, as EventBridge Scheduler words it. */
  readonly schedule?: `cron(${string})` | `rate(${string})`;
}

export const functions = {
  Intake: {
    handler: "functions/entry/intake.handler",
    timeoutSeconds: 60,
    memoryMegabytes: 512,
    grant: { Table: record, ReviewFlow: owes },
  },
  Examine: {
    handler: "functions/entry/examine.handler",
    timeoutSeconds: 300,
    memoryMegabytes: 1769,
    ...reading,
    grant: { Table: record, Inbox: ["read", "write"], Texts: ["read", "write"] },
  },
  AskReview: {
    handler: "functions/entry/ask-review.handler",
    timeoutSeconds: 30,
    memoryMegabytes: 512,
    ...naming,
    grant: { Table: record, ReviewFlow: ["answer"] },
  },
  AskCorrection: {
    handler: "functions/entry/ask-correction.handler",
    timeoutSeconds: 30,
    memoryMegabytes: 512,
    ...naming,
    grant: { Table: record, Texts: ["read"], ReviewFlow: ["answer"] },
  },
  Close: {
    handler: "functions/entry/close.handler",
    timeoutSeconds: 30,
    memoryMegabytes: 512,
    ...naming,
    grant: { Table: record },
  },
  Lapse: {
    handler: "functions/entry/lapse.handler",
    timeoutSeconds: 30,
    memoryMegabytes: 512,
    ...naming,
    grant: { Table: record },
  },
  StartNotices: {
    handler: "functions/entry/start-notices.handler",
    timeoutSeconds: 60,
    memoryMegabytes: 512,
    grant: { Table: record, NoticeFlow: owes },
    schedule: "cron(0 8 10 1,4,7,10 ? *)",
  },
  ListUnits: {
    handler: "functions/entry/list-units.handler",
    timeoutSeconds: 30,
    memoryMegabytes: 512,
    grant: { Table: record },
  },
  GatherUnit: {
    handler: "functions/entry/gather-unit.handler",
    timeoutSeconds: 60,
    memoryMegabytes: 512,
    ...naming,
    grant: { Table: ["read"], Notices: ["write"] },
  },
  DraftNotice: {
    handler: "functions/entry/draft-notice.handler",
    timeoutSeconds: 120,
    memoryMegabytes: 1769,
    ...typesetting,
    assets: [...typesetting.assets, ...naming.assets],
    grant: { Table: record, Notices: ["read", "write"] },
  },
  AskIssuance: {
    handler: "functions/entry/ask-issuance.handler",
    timeoutSeconds: 30,
    memoryMegabytes: 512,
    ...naming,
    grant: { Table: record, NoticeFlow: ["answer"] },
  },
  PublishNotice: {
    handler: "functions/entry/publish-notice.handler",
    timeoutSeconds: 120,
    memoryMegabytes: 1769,
    ...typesetting,
    grant: { Table: record, Notices: ["read", "write"], Site: [] },
  },
  Remind: {
    handler: "functions/entry/remind.handler",
    timeoutSeconds: 300,
    memoryMegabytes: 512,
    ...naming,
    grant: { Table: record },
    schedule: "cron(5 * * * ? *)",
  },
  Deliver: {
    handler: "functions/entry/deliver.handler",
    timeoutSeconds: 60,
    memoryMegabytes: 256,
    ...naming,
    grant: { Table: record, Mail: ["send"], ChannelSecrets: [], Site: [] },
    schedule: "rate(1 minute)",
  },
  Sweep: {
    handler: "functions/entry/sweep.handler",
    timeoutSeconds: 300,
    memoryMegabytes: 512,
    ...naming,
    grant: {
      Table: record,
      // What lies there and nobody was told of.
      Inbox: ["read"],
      ReviewFlow: ["start", "answer", "look"],
      NoticeFlow: ["start", "answer", "look"],
    },
    schedule: "rate(5 minutes)",
  },
  RecordDeadLetter: {
    handler: "functions/entry/record-dead-letter.handler",
    timeoutSeconds: 30,
    memoryMegabytes: 256,
    grant: { Table: ["write"] },
  },
  Migrate: {
    handler: "functions/entry/migrate.handler",
    timeoutSeconds: 300,
    memoryMegabytes: 1024,
    // Nobody calls it but the operator, by hand.
    grant: { Table: ["scan", "write"], Texts: ["read"], Notices: ["read"] },
  },
  Api: {
    handler: "functions/entry/api.handler",
    timeoutSeconds: 30,
    memoryMegabytes: 1024,
    ...naming,
    grant: {
      Table: record,
      // The uploads and downloads it signs are allowed what it is allowed.
      Inbox: ["read", "write"],
      Texts: ["read"],
      Notices: ["read"],
      ReviewFlow: owes,
      NoticeFlow: owes,
      Site: [],
      SignInKey: [],
      SignOnSecret: [],
    },
  },
} as const satisfies Record<string, FunctionEntry>;

export type FunctionName = keyof typeof functions;

export const functionNames = Object.keys(functions).filter((name): name is FunctionName => name in functions);

export const entryOf = (name: FunctionName): FunctionEntry => functions[name];

export const grantOf = (name: FunctionName): Grant => functions[name].grant;

/** What the clock starts. Every function's schedule bears its name. */
export const schedules = functionNames.flatMap((name) => {
  const { schedule: expression } = entryOf(name);
  return expression === undefined ? [] : [{ name, expression, timezone: "Asia/Shanghai" }];
});
