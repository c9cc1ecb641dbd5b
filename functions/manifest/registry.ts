/**
 * Every function of Qiyou, once, and what runs it. The AWS side builds `handler`; the one-machine cloud loads the same
 * through `handlers.ts`. A function that is not listed here does not exist in either place. Data only: a deployment
 * reads this file and must not load a handler by it.
 */

import { naming, type Packaging, reading, typesetting } from "./packaging.ts";

export interface FunctionEntry extends Packaging {
  /** Path from the repository's root and the exported name, as Lambda wants it. */
  readonly handler: string;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
}

export const functions = {
  Intake: {
    handler: "functions/entry/intake.handler",
    timeoutSeconds: 60,
    memoryMegabytes: 512,
  },
  Examine: {
    handler: "functions/entry/examine.handler",
    timeoutSeconds: 300,
    memoryMegabytes: 1769,
    ...reading,
  },
  AskReview: {
    handler: "functions/entry/ask-review.handler",
    timeoutSeconds: 30,
    memoryMegabytes: 512,
    ...naming,
  },
  AskCorrection: {
    handler: "functions/entry/ask-correction.handler",
    timeoutSeconds: 30,
    memoryMegabytes: 512,
    ...naming,
  },
  Close: {
    handler: "functions/entry/close.handler",
    timeoutSeconds: 30,
    memoryMegabytes: 512,
    ...naming,
  },
  Lapse: {
    handler: "functions/entry/lapse.handler",
    timeoutSeconds: 30,
    memoryMegabytes: 512,
  },
  StartNotices: {
    handler: "functions/entry/start-notices.handler",
    timeoutSeconds: 60,
    memoryMegabytes: 512,
  },
  ListUnits: {
    handler: "functions/entry/list-units.handler",
    timeoutSeconds: 30,
    memoryMegabytes: 512,
  },
  GatherUnit: {
    handler: "functions/entry/gather-unit.handler",
    timeoutSeconds: 60,
    memoryMegabytes: 512,
    ...naming,
  },
  DraftNotice: {
    handler: "functions/entry/draft-notice.handler",
    timeoutSeconds: 120,
    memoryMegabytes: 1769,
    ...typesetting,
    assets: [...typesetting.assets, ...naming.assets],
  },
  AskIssuance: {
    handler: "functions/entry/ask-issuance.handler",
    timeoutSeconds: 30,
    memoryMegabytes: 512,
    ...naming,
  },
  PublishNotice: {
    handler: "functions/entry/publish-notice.handler",
    timeoutSeconds: 120,
    memoryMegabytes: 1769,
    ...typesetting,
  },
  Remind: {
    handler: "functions/entry/remind.handler",
    timeoutSeconds: 300,
    memoryMegabytes: 512,
  },
  Sweep: {
    handler: "functions/entry/sweep.handler",
    timeoutSeconds: 300,
    memoryMegabytes: 512,
  },
  RecordDeadLetter: {
    handler: "functions/entry/record-dead-letter.handler",
    timeoutSeconds: 30,
    memoryMegabytes: 256,
  },
  Migrate: {
    handler: "functions/entry/migrate.handler",
    timeoutSeconds: 300,
    memoryMegabytes: 1024,
  },
  Api: {
    handler: "functions/entry/api.handler",
    timeoutSeconds: 30,
    memoryMegabytes: 1024,
    ...naming,
  },
} as const satisfies Record<string, FunctionEntry>;

export type FunctionName = keyof typeof functions;
