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
    handler: "functions/intake.handler",
    timeoutSeconds: 60,
    memoryMegabytes: 512,
  },
  Examine: {
    handler: "functions/examine.handler",
    timeoutSeconds: 300,
    memoryMegabytes: 1769,
    ...reading,
  },
  AskReview: {
    handler: "functions/ask-review.handler",
    timeoutSeconds: 30,
    memoryMegabytes: 512,
  },
  AskCorrection: {
    handler: "functions/ask-correction.handler",
    timeoutSeconds: 30,
    memoryMegabytes: 512,
  },
  Close: {
    handler: "functions/close.handler",
    timeoutSeconds: 30,
    memoryMegabytes: 512,
  },
  Lapse: {
    handler: "functions/lapse.handler",
    timeoutSeconds: 30,
    memoryMegabytes: 512,
  },
  StartNotices: {
    handler: "functions/notice/start-due.handler",
    timeoutSeconds: 60,
    memoryMegabytes: 512,
  },
  ListUnits: {
    handler: "functions/notice/list-units.handler",
    timeoutSeconds: 30,
    memoryMegabytes: 512,
  },
  GatherUnit: {
    handler: "functions/notice/gather-unit.handler",
    timeoutSeconds: 60,
    memoryMegabytes: 512,
    ...naming,
  },
  DraftNotice: {
    handler: "functions/notice/draft.handler",
    timeoutSeconds: 120,
    memoryMegabytes: 1769,
    ...typesetting,
    assets: [...typesetting.assets, ...naming.assets],
  },
  AskIssuance: {
    handler: "functions/notice/ask-issuance.handler",
    timeoutSeconds: 30,
    memoryMegabytes: 512,
  },
  PublishNotice: {
    handler: "functions/notice/publish.handler",
    timeoutSeconds: 120,
    memoryMegabytes: 1769,
    ...typesetting,
  },
  Remind: {
    handler: "functions/remind.handler",
    timeoutSeconds: 300,
    memoryMegabytes: 512,
  },
  Sweep: {
    handler: "functions/sweep.handler",
    timeoutSeconds: 300,
    memoryMegabytes: 512,
  },
  Bury: {
    handler: "functions/bury.handler",
    timeoutSeconds: 30,
    memoryMegabytes: 256,
  },
  Api: {
    handler: "functions/api.handler",
    timeoutSeconds: 30,
    memoryMegabytes: 1024,
    ...naming,
  },
} as const satisfies Record<string, FunctionEntry>;

export type FunctionName = keyof typeof functions;
