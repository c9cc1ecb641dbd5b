/** What a run has used, in the units that a bill is written in. */

export const MEASURES = [
  "stateTransitions",
  "lambdaInvocations",
  "lambdaGigabyteSeconds",
  "tableWriteUnits",
  "tableReadUnits",
  "tableGigabytes",
  "bucketWrites",
  "bucketReads",
  "bucketGigabytes",
  "queueRequests",
  "apiRequests",
  "scheduledCalls",
  "logGigabytes",
  "outGigabytes",
] as const;

export type Measure = (typeof MEASURES)[number];

export type Tally = Readonly<Record<Measure, number>>;

const made = (figure: (measure: Measure) => number): Tally => {
  const tally = Object.fromEntries(MEASURES.map((measure) => [measure, figure(measure)]));
  return { ...nothing, ...tally };
};

export const nothing: Tally = {
  stateTransitions: 0,
  lambdaInvocations: 0,
  lambdaGigabyteSeconds: 0,
  tableWriteUnits: 0,
  tableReadUnits: 0,
  tableGigabytes: 0,
  bucketWrites: 0,
  bucketReads: 0,
  bucketGigabytes: 0,
  queueRequests: 0,
  apiRequests: 0,
  scheduledCalls: 0,
  logGigabytes: 0,
  outGigabytes: 0,
};

export const plus = (...tallies: readonly Tally[]): Tally =>
  made((measure) => tallies.reduce((sum, tally) => sum + tally[measure], 0));

export const minus = (later: Tally, earlier: Tally): Tally =>
  made((measure) => later[measure] - earlier[measure]);

export const times = (tally: Tally, factor: number): Tally => made((measure) => tally[measure] * factor);
