/**
 * What AWS allows an account in a region, before anybody asks for more. `checked`: read in the developer guide when this
 * was written (2026-11-22); the others are from memory and must be looked up before anybody builds on them.
 */

export interface Quota {
  readonly value: number;
  readonly checked: boolean;
}

/** For us-east-1, us-west-2 and eu-west-1. */
export const QUOTAS = {
  /** StartExecution, a second; its bucket holds more. */
  startsPerSecond: { value: 300, checked: false },
  startBucket: { value: 1300, checked: false },
  transitionsPerSecond: { value: 5000, checked: false },
  /** DescribeExecution, which the sweeper asks for every open paper. */
  describesPerSecond: { value: 15, checked: false },
  openExecutions: { value: 1_000_000, checked: false },
  /** Functions at a time, all together. */
  concurrentFunctions: { value: 1000, checked: false },
  /** Batches that a queue's mapping works on at first, and how many more each minute. */
  queueStart: { value: 5, checked: true },
  queueRampPerMinute: { value: 300, checked: true },
  queueMost: { value: 1000, checked: true },
  /** Write units a second of one partition. */
  partitionWrites: { value: 1000, checked: false },
  /** Our own: what the API gateway lets through (infra/gateway.ts). */
  gatewayRequests: { value: 200, checked: true },
  historyEvents: { value: 25_000, checked: true },
  payloadBytes: { value: 262_144, checked: true },
} as const satisfies Record<string, Quota>;

export type Quotas = Readonly<Record<keyof typeof QUOTAS, Quota>>;

/** The same for all other regions, AWS China among them. */
export const QUOTAS_ELSEWHERE: Quotas = {
  ...QUOTAS,
  startsPerSecond: { value: 150, checked: false },
  startBucket: { value: 800, checked: false },
  transitionsPerSecond: { value: 800, checked: false },
  describesPerSecond: { value: 10, checked: false },
};
