/**
 * Every function of Qiyou, once, and what runs it. The one-machine cloud loads handlers through `load`; the AWS side
 * builds `handler`. A function that is not listed here does not exist in either place.
 */

import { naming, type Packaging, reading, typesetting } from "./packaging.ts";

export { clock } from "./adapters/clock.ts";

export interface FunctionEntry extends Packaging {
  /** Path from the repository's root and the exported name, as Lambda wants it. */
  readonly handler: string;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  readonly load: () => Promise<{ handler: (...input: never[]) => unknown }>;
}

export const functions = {
  Intake: {
    handler: "functions/intake.handler",
    timeoutSeconds: 60,
    memoryMegabytes: 512,
    load: () => import("./intake.ts"),
  },
  Examine: {
    handler: "functions/examine.handler",
    timeoutSeconds: 300,
    memoryMegabytes: 1769,
    load: () => import("./examine.ts"),
    ...reading,
  },
  AskReview: {
    handler: "functions/ask-review.handler",
    timeoutSeconds: 30,
    memoryMegabytes: 512,
    load: () => import("./ask-review.ts"),
  },
  AskCorrection: {
    handler: "functions/ask-correction.handler",
    timeoutSeconds: 30,
    memoryMegabytes: 512,
    load: () => import("./ask-correction.ts"),
  },
  Close: {
    handler: "functions/close.handler",
    timeoutSeconds: 30,
    memoryMegabytes: 512,
    load: () => import("./close.ts"),
  },
  Lapse: {
    handler: "functions/lapse.handler",
    timeoutSeconds: 30,
    memoryMegabytes: 512,
    load: () => import("./lapse.ts"),
  },
  ListUnits: {
    handler: "functions/notice/list-units.handler",
    timeoutSeconds: 30,
    memoryMegabytes: 512,
    load: () => import("./notice/list-units.ts"),
  },
  GatherUnit: {
    handler: "functions/notice/gather-unit.handler",
    timeoutSeconds: 60,
    memoryMegabytes: 512,
    load: () => import("./notice/gather-unit.ts"),
  },
  DraftNotice: {
    handler: "functions/notice/draft.handler",
    timeoutSeconds: 120,
    memoryMegabytes: 1769,
    load: () => import("./notice/draft.ts"),
    ...typesetting,
    assets: [...typesetting.assets, ...naming.assets],
  },
  AskIssuance: {
    handler: "functions/notice/ask-issuance.handler",
    timeoutSeconds: 30,
    memoryMegabytes: 512,
    load: () => import("./notice/ask-issuance.ts"),
  },
  PublishNotice: {
    handler: "functions/notice/publish.handler",
    timeoutSeconds: 120,
    memoryMegabytes: 1769,
    load: () => import("./notice/publish.ts"),
    ...typesetting,
  },
  Remind: {
    handler: "functions/remind.handler",
    timeoutSeconds: 300,
    memoryMegabytes: 512,
    load: () => import("./remind.ts"),
  },
  Sweep: {
    handler: "functions/sweep.handler",
    timeoutSeconds: 300,
    memoryMegabytes: 512,
    load: () => import("./sweep.ts"),
  },
  Bury: {
    handler: "functions/bury.handler",
    timeoutSeconds: 30,
    memoryMegabytes: 256,
    load: () => import("./bury.ts"),
  },
  Api: {
    handler: "functions/api.handler",
    timeoutSeconds: 30,
    memoryMegabytes: 1024,
    load: () => import("./api.ts"),
    ...naming,
  },
} as const satisfies Record<string, FunctionEntry>;

export type FunctionName = keyof typeof functions;

/** Starts the reading threads before the first file needs them; on Lambda each container warms itself. */
export async function warmUp(): Promise<void> {
  const { sharedPool } = await import("./reading/read.ts");
  sharedPool().warm();
}
